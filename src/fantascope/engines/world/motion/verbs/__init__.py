"""The verbs the engine can play: canonical verb → how it is planned and how much of the take it wants.

A verb is a function `(plan, action, who, start_s, end_s)` that writes travels, acts, tosses and cues into the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...screenplay.schema import Action
from ..plan import Member, Plan
from . import leap, nature, still, things, travel

Play = Callable[[Plan, Action, Sequence[Member], float, float], None]


@dataclass(frozen=True, slots=True)
class Verb:
    """`weight`: share of the take relative to other beats; 0 = a consequence that needs no time of its own."""

    play: Play
    weight: float = 1.0


def _nothing(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """A consequence the simulation brings about by itself."""


VERBS: dict[str, Verb] = {
    **{
        v: Verb(travel.go)
        for v in (
            "walk",
            "run",
            "crawl",
            "fly",
            "swim",
            "climb",
            "march",
            "drive",
            "ride",
            "sail",
            "row",
            "ski",
            "skate",
            "land",
            "take_off",
            "orbit",
            "flee",
            "stop",
            "hop",
        )
    },
    "chase": Verb(travel.chase),
    "follow": Verb(travel.follow),
    "jump": Verb(leap.jump),
    "slide": Verb(leap.slide),
    "flip": Verb(leap.flip),
    "cartwheel": Verb(leap.flip),
    "splash": Verb(leap.jump),
    "throw": Verb(things.throw),
    "catch": Verb(things.catch),
    "kick": Verb(things.kick),
    "hit": Verb(things.kick),
    "shoot": Verb(things.shoot),
    "push": Verb(things.push),
    "pull": Verb(things.push),
    "drop": Verb(things.drop),
    "lift": Verb(things.carry),
    "carry": Verb(things.carry),
    "hold": Verb(things.carry),
    "balance": Verb(things.carry),
    "juggle": Verb(things.juggle),
    **{
        v: Verb(things.use)
        for v in (
            "eat",
            "drink",
            "read",
            "write",
            "type",
            "paint",
            "knit",
            "play",
            "sweep",
            "water",
            "cook",
            "pour",
            "open",
            "stack",
            "blow",
            "dig",
        )
    },
    "bounce": Verb(nature.bounce),
    "roll": Verb(nature.roll, 0.8),
    "fall": Verb(nature.fall),
    "topple": Verb(nature.topple),
    "collide": Verb(nature.collide, 2.0),
    "float": Verb(nature.afloat),
    "spin": Verb(nature.spin),
    "turn": Verb(nature.spin),
    "explode": Verb(nature.burst),
    "erupt": Verb(nature.burst),
    "break": Verb(nature.burst),
    "burn": Verb(nature.burn),
    "swing": Verb(nature.swing),
    "shake": Verb(still.act),
    "miss": Verb(_nothing, 0.0),
    "rebound": Verb(_nothing, 0.0),
    "flow": Verb(_nothing, 0.0),
    "shine": Verb(_nothing, 0.0),
    **{
        v: Verb(still.act)
        for v in (
            "stand",
            "sit",
            "lie",
            "sleep",
            "kneel",
            "dance",
            "wave",
            "point",
            "nod",
            "clap",
            "bow",
            "stretch",
            "talk",
            "sing",
            "laugh",
            "cry",
            "shout",
            "whisper",
            "hug",
            "look",
            "yawn",
            "cheer",
            "shrug",
            "think",
            "melt",
            "grow",
            "appear",
            "disappear",
            "celebrate",
            "put",
            "fish",
        )
    },
    "bark": Verb(still.call),
    "meow": Verb(still.call),
    "roar": Verb(still.call),
}
