"""From a role of the screenplay to a body, and what drives it.

Knows nothing of where it will stand. A concept no builder knows becomes the nearest one and is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ....kernel.errors import InvalidInput
from ..screenplay.schema import Role
from . import art
from .animals import SPECIES, build_animal
from .people import build_person
from .props import PROPS, build_prop
from .resize import resized
from .scenery import SCENERY, build_scenery
from .types import Body, Rgb

if TYPE_CHECKING:
    from .captured import Captured

Kind = Literal["actor", "vehicle", "boat", "object", "fixture"]
SIZES = {"tiny": 0.45, "small": 0.7, "normal": 1.0, "large": 1.5, "giant": 3.0}
BOATS = frozenset({"sailboat", "rowing_boat", "ship", "submarine", "paper_boat", "boat"})
FIXED_PROPS = frozenset({"seesaw", "hot_air_balloon"})


@dataclass(frozen=True, slots=True, eq=False)
class Casting:
    body: Body
    kind: Kind
    stands_in: str | None = None
    """The concept used instead of the one asked for, if any."""


CHARACTER = "character:"
"""Concepts that begin so are captured characters, followed by the character's id."""
COMPANY = ("red", "blue", "yellow", "green", "orange", "purple", "white", "pink")
"""Colours that tell the vehicles, boats and balls of one role apart."""
VARIED = frozenset(
    {"car", "train", "balloon", "hot_air_balloon", "kite", "boat", "sailboat", "paper_boat", "umbrella", "gift"}
)


def cast(
    role: Role,
    seed: int,
    palette: Mapping[str, Rgb],
    member: int = 0,
    captured: Mapping[str, Captured] = MappingProxyType({}),
) -> Casting:
    """The body for one member of a role; `seed` varies what the role leaves open, `palette` gives colour words' sRGB.
    Members of a group that nobody coloured get colours of their own where that is usual. `captured` are characters
    by id.

    Raises:
        InvalidInput: character_missing.
    """
    if role.concept.startswith(CHARACTER):
        found = captured.get(role.concept.removeprefix(CHARACTER))
        if found is None:
            raise InvalidInput("character_missing", f"the character {role.label!r} is not given", field="characters")
        kind: Kind = "actor" if found.kind == "pet" else "object"
        return Casting(resized(found.body(), SIZES[role.size]), kind)
    if role.count > 1 and role.colour is None and role.concept in VARIED:
        role = role.model_copy(update={"colour": COMPANY[member % len(COMPANY)]})
    body, kind, stands_in = _build(role, seed, palette)
    factor = SIZES[role.size] * (0.7 if role.concept == "ball" and role.kind is None else 1.0)
    return Casting(resized(body, factor), kind, stands_in)


def _build(role: Role, seed: int, palette: Mapping[str, Rgb]) -> tuple[Body, Kind, str | None]:
    colour = palette.get(role.colour or "")
    wears = tuple((g.name, palette.get(g.colour or "")) for g in role.wears)
    name = role.concept.removeprefix("emoji:")
    if role.concept == "person":
        return (
            build_person(kind=role.kind or "man", role=role.role, wears=wears, colour=colour, seed=seed),
            "actor",
            None,
        )
    if role.concept in SPECIES:
        young = role.kind in {"young", "baby"}
        return (
            build_animal(role.concept, colour=colour, pattern=role.pattern, young=young, wears=wears, seed=seed),
            "actor",
            None,
        )
    if role.concept in PROPS:
        body = build_prop(
            role.concept,
            colour=colour,
            material=role.material,
            kind=role.kind,
            pattern=role.pattern,
            text=role.text,
            seed=seed,
        )
        if role.concept in BOATS:
            return body, "boat", None
        return body, "vehicle" if body.rig == "vehicle" else "object", None
    if role.concept in SCENERY:
        return build_scenery(role.concept, colour=colour, seed=seed, material=role.material), "fixture", None
    for candidate in (name, name.replace("_", "-")):
        if art.has(candidate):
            return art.load_art(candidate, colour=colour), "object", None
    return build_prop("box", colour=colour, seed=seed), "object", "box"
