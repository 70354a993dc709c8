"""The difference of two screenplays names every field."""

from __future__ import annotations

from fantascope.engines.world.language import read
from fantascope.engines.world.screenplay.diff import PLAY_FIELDS, ROLE_FIELDS, SHOT_FIELDS, differences
from fantascope.engines.world.screenplay.revision import Change
from fantascope.engines.world.screenplay.schema import Action, Role, Screenplay, ShotPlan

PLAY = read("Shot 1: a dog chases a red ball. Shot 2: an owl sleeps in a forest at night. Shot 3: a cat sits.", seed=2)[
    0
]


def test_each_field_is_of_one_kind() -> None:
    for model, table, apart in (
        (Screenplay, PLAY_FIELDS, {"version", "shots"}),
        (ShotPlan, SHOT_FIELDS, {"cast"}),
        (Role, ROLE_FIELDS, {"id"}),
    ):
        named = [field for fields in table.values() for field in fields]
        assert sorted(named) == sorted(set(model.model_fields) - apart)


def test_nothing_differs() -> None:
    assert differences(PLAY, PLAY) == ()


def test_a_take_taken_out_is_one_change() -> None:
    for k in range(3):
        less = PLAY.model_copy(update={"shots": PLAY.shots[:k] + PLAY.shots[k + 1 :]})
        assert differences(PLAY, less) == (Change("shot", k, None, PLAY.shots[k].place.name, ""),)
    longer = PLAY.model_copy(update={"shots": (*PLAY.shots, PLAY.shots[0])})
    assert [(c.kind, c.shot, c.before) for c in differences(PLAY, longer)] == [("shot", 3, "")]


def test_deeds_are_paired_by_who_does_them() -> None:
    first = PLAY.shots[0]
    deeds = (first.actions[0].model_copy(update={"verb": "follow"}), Action(verb="jump", who="ball"))
    other = PLAY.model_copy(update={"shots": (first.model_copy(update={"actions": deeds}), *PLAY.shots[1:])})
    assert differences(PLAY, other) == (
        Change("action", 0, "dog", "chase ball", "follow ball"),
        Change("action", 0, "ball", "", "jump"),
    )


def test_another_order_of_the_cast_is_told() -> None:
    first = PLAY.shots[0]
    turned = first.model_copy(update={"cast": first.cast[::-1]})
    other = PLAY.model_copy(update={"shots": (turned, *PLAY.shots[1:])})
    assert differences(PLAY, other) == (Change("shot", 0, None, "order", "order"),)
