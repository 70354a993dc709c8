"""Taking objects and pets from clips, and letting go of them.

The clip is looked at once, in a child process with limits, and not kept: only the character's own shape and colours
are. A person in it is refused: likeness needs consent.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from ...kernel.errors import InvalidInput, OverLimit
from ...kernel.ids import new_id
from ..files.rubbish import WRITING_S, doomed, spared
from ..house import House
from .models import Character
from .queries import character

LONGEST_NAME = 80
MOST_CHARACTERS = 500


def create(house: House, owner_id: str, name: str, clip: Path) -> Character:
    """Make a character of what `clip` shows.

    Errors: InvalidInput("bad_name", and those of `capture`: clip_unreadable, clip_too_long, clip_too_short,
    clip_too_large, no_subject, human_likeness_refused); OverLimit("too_many_characters").
    """
    from ...engines.world.bodies.captured import capture

    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise InvalidInput("bad_name", f"a name has 1 to {LONGEST_NAME} characters", field="name")
    with house.db.read() as session:
        mine = select(func.count()).where(Character.owner_id == owner_id, Character.deleted_at.is_(None))
        if session.execute(mine).scalar_one() >= MOST_CHARACTERS:
            message = f"{MOST_CHARACTERS} characters are the most: delete one first"
            raise OverLimit("too_many_characters", message)
    found = capture(clip, name=name)
    character_id = new_id("char")
    key = f"characters/{character_id}/body.npz"
    now = house.clock()
    with house.scratch() as folder:
        found.save(folder / "body.npz")
        with house.db.write() as session:
            doomed(session, [key], now + WRITING_S)
        house.blobs.put(key, folder / "body.npz")
    row = Character(id=character_id, owner_id=owner_id, name=name, kind=found.kind, blob=key, created_at=now)
    with house.db.write() as session:
        session.add(row)
        spared(session, [key])
    return row


def delete(house: House, owner_id: str, character_id: str) -> None:
    """Let go of a character; clips that have it stay. Errors: NotFound("character_not_found")."""
    now = house.clock()
    with house.db.write() as session:
        row = character(session, owner_id, character_id)
        row.deleted_at = now
        doomed(session, [row.blob], now)
