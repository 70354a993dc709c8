"""The Screenplay: a small, versioned, human-readable document that *is* the clip.

Knows nothing of how it was written or will be played. Everything a picture or a sound depends on is in it, so the
same screenplay gives the same clip. Vocabulary fields are open strings checked by staging, closed ones are literals.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .looks import Look

VERSION = 1

Language = Literal["en", "fr"]
TimeOfDay = Literal["dawn", "morning", "noon", "afternoon", "sunset", "dusk", "night"]
Weather = Literal["clear", "cloudy", "rain", "snow", "storm", "fog", "wind"]
Season = Literal["spring", "summer", "autumn", "winter"]
Shot = Literal["extreme_wide", "wide", "medium", "close_up", "extreme_close_up"]
Angle = Literal["eye", "low", "high", "top", "dutch", "pov"]
Move = Literal[
    "static",
    "pan_left",
    "pan_right",
    "tilt_up",
    "tilt_down",
    "zoom_in",
    "zoom_out",
    "dolly_in",
    "dolly_out",
    "orbit",
    "tracking",
    "drone",
    "handheld",
    "crane_up",
    "crane_down",
    "shake",
    "rack_focus",
]
RelationKind = Literal[
    "on",
    "under",
    "in_front_of",
    "behind",
    "left_of",
    "right_of",
    "next_to",
    "between",
    "above",
    "inside",
    "at",
    "around",
    "facing",
    "holding",
    "riding",
    "far_from",
    "along",
]
Colour = Annotated[str, Field(max_length=32)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Relation(Model):
    """This role is `kind` of another role, or of a named mark of the set (`to` = "set:stairs", "set:water" …)."""

    kind: RelationKind
    to: str
    also: str | None = None
    """The second partner of "between"."""


class Garment(Model):
    name: str
    colour: Colour | None = None


class Role(Model):
    """Someone or something of the cast. `count` > 1 makes a group that acts together."""

    id: Identifier
    concept: str
    """A name of the body registry ("dog", "ball", "person", "domino", "emoji:croissant")."""
    label: str
    """The words of the prompt."""
    count: int = Field(default=1, ge=1, le=60)
    arrangement: Literal["group", "row", "circle", "stack", "pile", "scattered"] = "group"
    colour: Colour | None = None
    material: str | None = None
    pattern: str | None = None
    size: Literal["tiny", "small", "normal", "large", "giant"] = "normal"
    pose: Literal["standing", "sitting", "lying", "sleeping", "kneeling", "floating", "flying"] | None = None
    mood: str = "neutral"
    kind: str | None = None
    """Sub-kind: for a person "man", "woman", "boy", "girl", "old_man", "old_woman", "baby"; for a ball "basketball",
    "beach_ball", "football" …"""
    role: str | None = None
    """Profession or costume: "astronaut", "chef", "basketball_player", "knight" …"""
    wears: tuple[Garment, ...] = ()
    relations: tuple[Relation, ...] = ()
    text: str | None = None
    """Words written on it."""


class Action(Model):
    """Someone does something. Actions with the same `beat` happen together; beats follow one another."""

    verb: str
    """Canonical verb of the frame lexicon: "run", "chase", "kick", "throw", "topple", "collide", "sail", "slide" …"""
    who: Identifier | None = None
    what: str | None = None
    """Role id or set mark acted on."""
    instrument: str | None = None
    source: str | None = None
    goal: str | None = None
    path: str | None = None
    """Role id or set mark along, down, through or around which."""
    direction: Literal["left", "right", "up", "down", "forward", "back", "away", "towards", "around"] | None = None
    manner: tuple[str, ...] = ()
    """"slowly", "quickly", "happily", "one_by_one", "together", "high", "misses" …"""
    beat: int = Field(default=0, ge=0, le=20)
    words: str = ""


class Line(Model):
    """Spoken words. `who` None = a narrator off screen."""

    text: Annotated[str, Field(min_length=1, max_length=500)]
    who: Identifier | None = None
    language: Language = "en"
    manner: Literal["say", "shout", "whisper", "sing", "ask"] = "say"
    beat: int = Field(default=0, ge=0, le=20)


class Place(Model):
    """The set, by a name of the set registry, and what the prompt says of it."""

    name: str
    label: str = ""
    details: tuple[str, ...] = ()
    """Wanted features: "stairs", "wooden", "street_lamps", "puddles", "campfire", "hill", "hoop" …"""


class CameraPlan(Model):
    shot: Shot | None = None
    angle: Angle = "eye"
    moves: tuple[Move, ...] = ()
    subject: str | None = None


class SoundPlan(Model):
    mood: str | None = None
    """None = chosen from the scene; "none" = no music."""
    wanted: tuple[str, ...] = ()
    """Sounds the prompt names: "thunder", "birdsong", "piano" …"""


class ShotPlan(Model):
    """One continuous take."""

    duration_s: float = Field(gt=0, le=60)
    place: Place
    time: TimeOfDay = "afternoon"
    weather: Weather = "clear"
    season: Season = "summer"
    cast: tuple[Role, ...] = ()
    actions: tuple[Action, ...] = ()
    lines: tuple[Line, ...] = ()
    camera: CameraPlan = CameraPlan()
    sound: SoundPlan = SoundPlan()
    lighting: tuple[str, ...] = ()
    palette: tuple[Colour, ...] = Field(default=(), max_length=6)
    """Colours the set and the light lean to; () = their own."""
    speed: float = Field(default=1.0, gt=0, le=8)
    """Playback speed: 0.25 is slow motion, 4 is time lapse."""
    continues: bool = False
    """This shot goes on from the last state of the one before: same set, cast, light and camera, no cut. Its cast adds
    arrivals to those who are there; another time or weather eases in; its place is that of the shot before."""


Share = Annotated[float, Field(ge=0, le=1)]


class Opening(Model):
    """The picture the clip begins with. Its pixels are handed over beside the screenplay and must match `sha256`."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    palette: Annotated[
        tuple[tuple[Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")], Share], ...], Field(max_length=8)
    ] = ()
    """Its colours "#rrggbb" and their shares."""
    centre: tuple[Share, Share] | None = None
    """Where its subject is, from the left and from the top; the first shot begins with its own subject there."""
    height: Share | None = None
    """Its subject's height; None = the first shot's size is not taken from it."""
    fitted: Annotated[tuple[str, ...], Field(max_length=16)] = ()
    """What the screenplay took from it, and what nothing was taken from, in words."""


class Screenplay(Model):
    version: Literal[1] = 1
    title: str = ""
    prompt: str = ""
    language: Language = "en"
    seed: int = Field(default=0, ge=0, lt=2**63)
    look: Look = "toy"
    shots: tuple[ShotPlan, ...] = Field(min_length=1, max_length=24)
    opening: Opening | None = None


class Understanding(Model):
    """What the reader of the prompt made of it: words understood, words taken for something near, words not staged."""

    understood: tuple[str, ...] = ()
    approximated: tuple[tuple[str, str], ...] = ()
    """(words of the prompt, what stands in for them)."""
    unstaged: tuple[str, ...] = ()
