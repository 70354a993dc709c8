"""What goes away by itself: videos past their time, and answers remembered for repeated requests."""

from __future__ import annotations

from sqlalchemy import delete, select

from ...accounts.models import Idempotency
from ..house import House
from .actions import delete as delete_video
from .models import Video

_REMEMBERED_S = 24 * 3600.0
_ROUND = 50


def expire(house: House) -> int:
    """Remove videos whose `expires_at` is past, and old idempotency rows; returns how many videos."""
    now = house.clock()
    with house.db.read() as session:
        over = select(Video.owner_id, Video.id).where(Video.expires_at < now, Video.deleted_at.is_(None)).limit(_ROUND)
        found = session.execute(over).all()
    for owner_id, video_id in found:
        delete_video(house, owner_id, video_id)
    with house.db.write() as session:
        session.execute(delete(Idempotency).where(Idempotency.created_at < now - _REMEMBERED_S))
    return len(found)
