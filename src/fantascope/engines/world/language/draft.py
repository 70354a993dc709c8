"""The draft of a screenplay while a prompt is being read: mutable, full of references, made real at the end.

Knows nothing of words or grammar.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class RoleDraft:
    concept: str
    label: str
    family: str = "object"
    count: int = 1
    arrangement: str = "group"
    colour: str | None = None
    material: str | None = None
    pattern: str | None = None
    size: str = "normal"
    pose: str | None = None
    mood: str = "neutral"
    kind: str | None = None
    role: str | None = None
    wears: list[tuple[str, str | None]] = field(default_factory=list)
    relations: list[tuple[str, Target, Target | None]] = field(default_factory=list)
    text: str | None = None
    home: str | None = None
    feminine: bool | None = None
    origin: RoleDraft | None = None
    """The same one in an earlier shot."""

    @property
    def animate(self) -> bool:
        return self.family in ("person", "animal", "bird", "fish", "insect") or self.concept in (
            "robot_toy",
            "teddy_bear",
            "snowman",
        )


Target = RoleDraft | str
"""A role, or a mark of the set ("set:stairs")."""


@dataclass(slots=True, eq=False)
class ActionDraft:
    verb: str
    words: str
    who: RoleDraft | None = None
    what: Target | None = None
    instrument: Target | None = None
    source: Target | None = None
    goal: Target | None = None
    path: Target | None = None
    direction: str | None = None
    manner: list[str] = field(default_factory=list)
    beat: int = 0
    sustained: bool = False
    object_slot: str = "what"
    say: str | None = None


@dataclass(slots=True, eq=False)
class LineDraft:
    text: str
    who: RoleDraft | None
    manner: str = "say"
    beat: int = 0
    language: str | None = None


@dataclass(slots=True, eq=False)
class PlaceDraft:
    name: str
    label: str
    weight: int
    """How plainly it was named: 3 = "in the kitchen", 2 = "kitchen", 1 = implied by a feature."""
    near: bool = False


@dataclass(slots=True, eq=False)
class ShotDraft:
    duration_s: float | None = None
    places: list[PlaceDraft] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)
    """(mark, the set that has it)."""
    time: str | None = None
    weather: str | None = None
    season: str | None = None
    cast: list[RoleDraft] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)
    lines: list[LineDraft] = field(default_factory=list)
    shot: str | None = None
    angle: str | None = None
    moves: list[str] = field(default_factory=list)
    subject: RoleDraft | None = None
    music: str | None = None
    sounds: list[str] = field(default_factory=list)
    lighting: list[str] = field(default_factory=list)
    palette: list[str] = field(default_factory=list)
    speed: float = 1.0
    look: str | None = None

    def detail(self, name: str) -> None:
        if name not in self.details:
            self.details.append(name)
