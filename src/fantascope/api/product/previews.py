"""What would become of a prompt: read as one types, one frame of it at once, and what can be changed by hand."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from ...engines.world.language.vocabulary import choices
from ...engines.world.screenplay.io import loads
from ...kernel.errors import InvalidInput
from ...studio.generate import read_prompt
from ...studio.preview import LARGEST_PX, Previews
from ...studio.request import checked_look, checked_prompt, checked_seconds
from ..errors import ERRORS
from .posts import Body
from .session import Me

router = APIRouter(tags=["create"], responses=ERRORS)
_LONGEST_TYPED = 8000


class Typed(Body):
    prompt: str = Field(max_length=_LONGEST_TYPED)
    seconds: float | None = None
    look: str | None = Field(default=None, max_length=32)
    seed: int | None = Field(default=None, ge=0, lt=2**63)


class Understood(BaseModel):
    understood: list[str]
    approximated: list[tuple[str, str]]
    unstaged: list[str]
    title: str
    language: str
    seconds: float
    screenplay: dict[str, Any]


class Glimpse(Body):
    prompt: str | None = Field(default=None, max_length=_LONGEST_TYPED)
    screenplay: dict[str, Any] | None = None
    seconds: float | None = None
    look: str | None = Field(default=None, max_length=32)
    seed: int | None = Field(default=None, ge=0, lt=2**63)
    width: int = Field(default=360, ge=64, le=LARGEST_PX)
    height: int = Field(default=640, ge=64, le=2 * LARGEST_PX)
    time: float = Field(default=0.5, ge=0, le=600)


class ChoiceOut(BaseModel):
    value: str
    en: str
    fr: str


class ColourOut(ChoiceOut):
    rgb: str


class Vocabulary(BaseModel):
    """What a screenplay's places, verbs and colours can be, and what they are called."""

    places: list[ChoiceOut]
    verbs: list[ChoiceOut]
    colours: list[ColourOut]


@router.get("/vocabulary", summary="What a screenplay can be changed to")
def vocabulary(response: Response, me: Me) -> Vocabulary:
    response.headers["cache-control"] = "private, max-age=86400"
    return Vocabulary(
        places=[ChoiceOut(value=one.value, en=one.en, fr=one.fr) for one in choices("places")],
        verbs=[ChoiceOut(value=one.value, en=one.en, fr=one.fr) for one in choices("verbs")],
        colours=[ColourOut(value=one.value, en=one.en, fr=one.fr, rgb=one.rgb or "") for one in choices("colours")],
    )


@router.post("/understand", summary="What will be staged, what is approximated, what is left out")
def understand(body: Typed, me: Me) -> Understood:
    if not body.prompt.strip():
        raise InvalidInput("empty_prompt", "the prompt is empty: describe a scene in a sentence", field="prompt")
    reading = read_prompt(
        checked_prompt(body.prompt),
        seconds=checked_seconds(body.seconds),
        seed=body.seed,
        look=checked_look(body.look),
    )
    play, said = reading.screenplay, reading.understanding
    return Understood(
        understood=list(said.understood),
        approximated=list(said.approximated),
        unstaged=list(said.unstaged),
        title=play.title,
        language=play.language,
        seconds=sum(shot.duration_s for shot in play.shots),
        screenplay=play.model_dump(mode="json"),
    )


@router.post(
    "/preview",
    summary="One frame of a prompt or a screenplay",
    response_class=Response,
    responses={200: {"description": "The frame.", "content": {"image/webp": {}}}},
)
def preview(body: Glimpse, request: Request, me: Me) -> Response:
    if body.screenplay is not None:
        play = loads(json.dumps(body.screenplay))
    elif body.prompt is not None:
        play = read_prompt(
            checked_prompt(body.prompt),
            seconds=checked_seconds(body.seconds),
            seed=body.seed,
            look=checked_look(body.look),
        ).screenplay
    else:
        raise InvalidInput("empty_prompt", "give a prompt or a screenplay", field="prompt")
    # Even, as pictures are drawn: a phone's width need not be.
    width, height = body.width - body.width % 2, body.height - body.height % 2
    picture = _previews(request).frame(play, width=width, height=height, time_s=body.time)
    return Response(picture, media_type="image/webp", headers={"cache-control": "private, max-age=600"})


def _previews(request: Request) -> Previews:
    state = request.app.state
    if not hasattr(state, "previews"):
        state.previews = Previews()
    found: Previews = state.previews
    return found
