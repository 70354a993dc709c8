"""Files: each operation parses, calls one use case, and serialises."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel
from starlette.responses import FileResponse, StreamingResponse

from ...kernel.errors import InvalidInput
from ...studio.files import actions
from ...studio.files.queries import MOST_LISTED, find, listing, view
from ...studio.files.types import PURPOSES, FileView
from ..auth import Here, Reader, Writer
from ..errors import ERRORS
from ..wire import Body, SentBody, Upload
from .listing import Listing, Named, page

router = APIRouter(prefix="/files", tags=["files"], responses=ERRORS)
FileId = Annotated[str, Path(min_length=1, max_length=64, description="The file's id.")]
_MEDIA = "application/octet-stream"
_FIELDS = ("file", "purpose", "expires_after")
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "purpose"],
                    "additionalProperties": False,
                    "properties": {
                        "file": {"type": "string", "format": "binary", "minLength": 1},
                        "purpose": {"type": "string", "enum": list(PURPOSES)},
                        "expires_after[anchor]": {"type": "string", "enum": ["created_at"]},
                        "expires_after[seconds]": {
                            "type": "integer",
                            "minimum": actions.SHORTEST_KEPT_S,
                            "maximum": actions.LONGEST_KEPT_S,
                        },
                    },
                    "dependentRequired": {
                        "expires_after[anchor]": ["expires_after[seconds]"],
                        "expires_after[seconds]": ["expires_after[anchor]"],
                    },
                }
            }
        },
    }
}


class FileObject(Named):
    object: Literal["file"] = "file"
    bytes: int
    created_at: int
    expires_at: int | None
    filename: str
    purpose: str
    status: Literal["processed"] = "processed"
    status_details: None = None


class FileDeleted(BaseModel):
    id: str
    object: Literal["file"] = "file"
    deleted: Literal[True] = True


@router.post("", openapi_extra=_BODY, summary="Upload a file")
def create(body: SentBody, house: Here, asker: Writer) -> FileObject:
    file, purpose, keep_s = _fields(body)
    stored = actions.store(house, asker.owner_id, file.path, filename=file.filename, purpose=purpose, keep_s=keep_s)
    return _object(stored)


@router.get("", summary="List files")
def list_files(
    house: Here,
    asker: Reader,
    after: Annotated[str | None, Query(min_length=1, max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = MOST_LISTED,
    order: Literal["asc", "desc"] = "desc",
    purpose: Annotated[str | None, Query(min_length=1, max_length=32, pattern="^[a-z_-]+$")] = None,
) -> Listing[FileObject]:
    with house.db.read() as session:
        views, more = listing(
            session, asker.owner_id, after=after, limit=limit, order=order, purpose=purpose, now=house.clock()
        )
    return page([_object(one) for one in views], more)


@router.get("/{file_id}", summary="Retrieve a file's description")
def retrieve(file_id: FileId, house: Here, asker: Reader) -> FileObject:
    with house.db.read() as session:
        return _object(view(find(session, asker.owner_id, file_id, house.clock())))


@router.get(
    "/{file_id}/content",
    summary="Download a file",
    response_class=Response,
    responses={
        200: {"description": "The bytes.", "content": {_MEDIA: {"schema": {"type": "string", "format": "binary"}}}}
    },
)
def content(file_id: FileId, house: Here, asker: Reader) -> Response:
    with house.db.read() as session:
        row = find(session, asker.owner_id, file_id, house.clock())
    local = house.blobs.local_path(row.blob)
    if local is not None:
        return FileResponse(local, media_type=_MEDIA, filename=re.split(r"[/\\]", row.filename)[-1])
    headers = {"content-length": str(row.bytes), "content-disposition": "attachment"}
    return StreamingResponse(house.blobs.chunks(row.blob), media_type=_MEDIA, headers=headers)


@router.delete("/{file_id}", summary="Delete a file")
def delete(file_id: FileId, house: Here, asker: Writer) -> FileDeleted:
    actions.remove(house, asker.owner_id, file_id)
    return FileDeleted(id=file_id)


def _fields(body: Body) -> tuple[Upload, str, float | None]:
    for name in body.fields:
        if name not in _FIELDS:
            raise InvalidInput("unknown_field", f"there is no field {name[:60]!r} here", field=name[:60])
    file, purpose = body.fields.get("file"), body.fields.get("purpose")
    if not isinstance(file, Upload):
        raise InvalidInput("missing_file", "send the file as the part `file` of a multipart form", field="file")
    if not isinstance(purpose, str):
        raise InvalidInput("missing_purpose", "say what the file is for", field="purpose")
    return file, purpose, _keep_s(body.fields.get("expires_after"))


def _keep_s(value: Any) -> float | None:
    if value is None:
        return None
    seconds = value.get("seconds") if isinstance(value, dict) and value.get("anchor") == "created_at" else None
    if not isinstance(seconds, str) or re.fullmatch(r"\d{1,8}", seconds, re.ASCII) is None or len(value) != 2:
        message = "expires_after has the anchor created_at and a number of seconds"
        raise InvalidInput("bad_expires_after", message, field="expires_after")
    return float(seconds)


def _object(one: FileView) -> FileObject:
    return FileObject(
        id=one.id,
        bytes=one.bytes,
        created_at=one.created_at,
        expires_at=one.expires_at,
        filename=one.filename,
        purpose=one.purpose,
    )
