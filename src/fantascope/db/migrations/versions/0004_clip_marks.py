"""Clip marks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "clip_marks",
        sa.Column("payload", sa.String(length=16), nullable=False),
        sa.Column("video_id", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.Float(precision=53), nullable=False),
        sa.Column("unstamped", sa.Boolean(), nullable=False),
        sa.Column("picture_print", sa.LargeBinary(), nullable=True),
        sa.Column("sound_print", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("payload", name=op.f("pk_clip_marks")),
        sa.UniqueConstraint("video_id", name=op.f("uq_clip_marks_video_id")),
    )
    with op.batch_alter_table("clip_marks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clip_marks_unstamped"), ["unstamped"], unique=False)
