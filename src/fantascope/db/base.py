"""What every table shares: one metadata, names for constraints, and column types that mean the same on both databases.

Knows nothing of any domain. Times are unix seconds; documents are JSON.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Float, MetaData
from sqlalchemy.orm import DeclarativeBase

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The rows of all domains."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {dict[str, Any]: JSON, list[str]: JSON, float: Float(53)}  # noqa: RUF012 (SQLAlchemy's shape)
