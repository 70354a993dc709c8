"""Reading characters. Only an owner's own are seen."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...kernel.errors import NotFound
from ...kernel.ids import is_id
from .models import Character


def character(session: Session, owner_id: str, character_id: str) -> Character:
    """One character. Errors: NotFound("character_not_found")."""
    mine = (Character.id == character_id, Character.owner_id == owner_id, Character.deleted_at.is_(None))
    row = session.execute(select(Character).where(*mine)).scalar_one_or_none() if is_id(character_id, "char") else None
    if row is None:
        raise NotFound("character_not_found", f"there is no character {character_id!r}", field="character_id")
    return row


def characters_of(session: Session, owner_id: str, ids: Sequence[str]) -> tuple[Character, ...]:
    """The characters of `ids`, in that order. Errors: NotFound("character_not_found")."""
    return tuple(character(session, owner_id, character_id) for character_id in ids)


def listing(session: Session, owner_id: str) -> Sequence[Character]:
    """All the owner's characters, newest first."""
    mine = select(Character).where(Character.owner_id == owner_id, Character.deleted_at.is_(None))
    return session.execute(mine.order_by(Character.created_at.desc(), Character.id)).scalars().all()
