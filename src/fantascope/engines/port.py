"""The engine port: what every engine is asked, what it answers, and what it says it can do.

Knows nothing of databases, HTTP or who asks. An engine works in two steps: `draft` reads the order at once, in the
request (cheap, no files written; a wrong order is refused here, before anything is charged), and `make` does the work
in a worker. Both are given local files only. Engines register under the entry point group "fantascope.engines": a
callable that takes the engine's options (a mapping, from the settings) and returns an Engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ..kernel.progress import Progress

if TYPE_CHECKING:
    from ..provenance.marking import Marking
    from ..provenance.origins import Origin

Kind = Literal["create", "remix", "edit", "extend"]


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an engine can do; an order beyond it is refused with the name of the field.

    `sizes` None = every even size from 64 to 3840 a side. Seconds are of one generation; `longest_total_s` of a clip
    with its extensions.
    """

    models: tuple[str, ...]
    """Names by which requests choose it, the one that is told when none is given first."""
    sizes: tuple[str, ...] | None = None
    shortest_s: float = 1.0
    longest_s: float = 60.0
    longest_total_s: float = 120.0
    rates: tuple[int, ...] = (24, 30)
    looks: tuple[str, ...] = ()
    sound: bool = True
    silence: bool = True
    """Whether it can leave the sound out (`generate_sound` false)."""
    seed: bool = True
    negative_prompt: bool = False
    picture: bool = False
    """First picture (`input_reference`)."""
    remix: bool = False
    edit: bool = False
    """Edits of a video that is not ours (an upload); a video of ours needs `remix` only."""
    extend: bool = False
    extend_upload: bool = False
    characters: bool = False
    document: bool = False
    """Whether clips have a Screenplay."""
    origin: Origin = "trained"
    """How its pictures come to be, told in the manifest of every clip."""
    version: str = ""
    """Of the engine, told in the manifest; "" = that of this package."""


@dataclass(frozen=True, slots=True)
class CharacterRef:
    """A character of the order: its id, the name that stands for it in the prompt, and its kind, "pet" or "object"."""

    id: str
    name: str
    kind: str = "pet"


@dataclass(frozen=True, slots=True)
class Order:
    """A checked order for one clip. It round-trips through JSON, for it is stored with the job."""

    kind: Kind
    prompt: str
    model: str
    seconds: float
    """Of the new part: the whole clip, or the extension alone."""
    width: int
    height: int
    fps: int
    seed: int | None = None
    look: str | None = None
    sound: bool = True
    negative_prompt: str | None = None
    document: str | None = None
    """The source's Screenplay (remix, edit, extend), if it has one; of a new clip, the one to play as it is written."""
    source_seconds: float = 0.0
    """Length of the source clip (remix, edit, extend)."""
    characters: tuple[CharacterRef, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    """Fields of the engine's own (num_inference_steps …), checked by the engine."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Order:
        characters = tuple(CharacterRef(**c) for c in data.get("characters", ()))
        return Order(**{**data, "characters": characters})


Materials = Mapping[str, Path]
"""Local files an order refers to, by name: "picture", "source" (mp4), "character:<id>"."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An order, read: what `make` will do. `seconds` is the whole clip's length; `report` has the lists "understood",
    "approximated" (pairs), "left_out", and where they apply "changes" (remix) and "reference" (what was taken of a
    picture)."""

    seconds: float
    seed: int | None
    look: str | None
    document: str | None
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What `make` has written: the finished MP4 at the path it was given, captions as WebVTT ("" = nobody speaks), and
    the report, completed with what only the work could tell. `document` is the Screenplay as finally played."""

    captions: str
    report: dict[str, Any]
    document: str | None
    seconds: float
    seed: int | None
    marked: bool = False
    """Whether the marks that `make` was handed are in the pictures and in the sound; if not, the clip is encoded again
    to be marked."""
    origin: Origin | None = None
    """How the pictures of this clip came to be, where that is not the engine's usual way."""


class Engine(Protocol):
    """An engine. Calls may come from several threads or processes; it keeps no state between them."""

    @property
    def abilities(self) -> Abilities: ...

    def draft(self, order: Order, materials: Materials) -> Draft:
        """Read the order. Errors: InvalidInput."""
        ...

    def make(
        self,
        order: Order,
        draft: Draft,
        materials: Materials,
        out: Path,
        progress: Progress,
        marking: Marking | None = None,
    ) -> Made:
        """Make the clip at `out` (an MP4). `progress` is called at least every half second and may raise Cancelled.
        `marking` is what to put into pictures and sound before they are encoded, if the engine can.

        Errors: InvalidInput (will fail again), Transient (is tried again), EngineFailure, Unavailable.
        """
        ...
