"""The objects of the video operations on the wire. Every key is always there, null where unknown."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from ...studio.videos.types import VideoView
from .listing import Named


class VideoError(BaseModel):
    code: str
    message: str


class VideoObject(Named):
    object: Literal["video"] = "video"
    model: str
    status: Literal["queued", "in_progress", "completed", "failed"]
    progress: int = Field(ge=0, le=100)
    created_at: int
    completed_at: int | None
    expires_at: int | None
    prompt: str | None
    size: str
    seconds: str
    remixed_from_video_id: str | None
    error: VideoError | None
    fps: int
    seed: int | None
    look: str | None
    stage: str = Field(description="What is being done now, such as draw.")
    queue_position: int | None = Field(description="1 = next; null when it is not waiting.")
    credits: int = Field(description="Reserved while it is made, charged on delivery, 0 when it was not made.")
    report: dict[str, Any] = Field(
        description="What was understood, approximated and left out of the prompt; of a remix, what changed; of a "
        "first picture, what could be taken from it."
    )
    variants: list[str] = Field(description="Ids of all the videos of one request with n > 1.")


class Deleted(BaseModel):
    id: str
    object: str
    deleted: Literal[True] = True


class CharacterObject(Named):
    object: Literal["character"] = "character"
    name: str
    kind: str
    created_at: int


class Link(BaseModel):
    url: str
    expires_at: int


def video_object(view: VideoView) -> VideoObject:
    report = dict(view.report)
    variants = report.pop("variants", [])
    return VideoObject(
        id=view.id,
        model=view.model,
        status=view.status,
        progress=view.progress,
        created_at=view.created_at,
        completed_at=view.completed_at,
        expires_at=view.expires_at,
        prompt=view.prompt,
        size=f"{view.width}x{view.height}",
        seconds=f"{view.seconds:g}",
        remixed_from_video_id=view.source_id if view.kind == "remix" else None,
        error=None if view.error is None else VideoError(code=view.error[0], message=view.error[1]),
        fps=view.fps,
        seed=view.seed,
        look=view.look,
        stage=view.stage,
        queue_position=view.queue_position,
        credits=view.credits,
        report=report,
        variants=variants,
    )
