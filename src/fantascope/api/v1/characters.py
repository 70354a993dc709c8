"""Characters: objects and pets taken from a clip, to be named in prompts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as PathParam

from ...kernel.errors import InvalidInput
from ...studio.characters import actions, queries
from ...studio.characters.models import Character
from ..auth import Here, Reader, Writer
from ..errors import ERRORS
from ..wire import SentBody, Upload
from .listing import Listing, page
from .shapes import CharacterObject, Deleted

router = APIRouter(prefix="/videos/characters", tags=["characters"], responses=ERRORS)
CharacterId = Annotated[str, PathParam(min_length=1, max_length=64, description="The character's id.")]
_FORM = {
    "type": "object",
    "required": ["name", "video"],
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 80, "pattern": r"\S"},
        "video": {"type": "string", "format": "binary", "description": "An MP4 of 2 to 10 seconds."},
    },
    "additionalProperties": False,
}


@router.post(
    "",
    summary="Make a character of what a clip shows",
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}}},
)
def create(house: Here, asker: Writer, body: SentBody) -> CharacterObject:
    unknown = set(body.fields) - {"name", "video"}
    if unknown:
        name = min(unknown)[:60]
        raise InvalidInput("unknown_field", f"there is no field {name!r} here", field=name)
    given, video = body.fields.get("name"), body.fields.get("video")
    if not isinstance(given, str):
        raise InvalidInput("missing_name", "the name is missing", field="name")
    if not isinstance(video, Upload):
        raise InvalidInput("missing_video", "the clip is missing: send it as the file part video", field="video")
    return _object(actions.create(house, asker.owner_id, given, video.path))


@router.get("", summary="List characters")
def list_characters(house: Here, asker: Reader) -> Listing[CharacterObject]:
    with house.db.read() as session:
        return page([_object(row) for row in queries.listing(session, asker.owner_id)], False)


@router.get("/{character_id}", summary="Retrieve a character")
def retrieve(character_id: CharacterId, house: Here, asker: Reader) -> CharacterObject:
    with house.db.read() as session:
        return _object(queries.character(session, asker.owner_id, character_id))


@router.delete("/{character_id}", summary="Delete a character")
def delete(character_id: CharacterId, house: Here, asker: Writer) -> Deleted:
    actions.delete(house, asker.owner_id, character_id)
    return Deleted(id=character_id, object="character.deleted")


def _object(row: Character) -> CharacterObject:
    return CharacterObject(id=row.id, name=row.name, kind=row.kind, created_at=int(row.created_at))
