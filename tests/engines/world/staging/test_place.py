"""Relations of the prompt hold on the stage."""

from __future__ import annotations

import numpy as np
import pytest

from fantascope.engines.world.bodies.casting import cast
from fantascope.engines.world.screenplay.schema import Relation, Role
from fantascope.engines.world.staging.place import Player, Spot, place
from fantascope.engines.world.staging.sets import build_set
from fantascope.engines.world.staging.types import SetStyle

STAGE = build_set("studio", SetStyle())


def staged(*roles: Role) -> tuple[dict[str, Player], dict[str, Spot]]:
    players = []
    for role in roles:
        for k in range(role.count):
            c = cast(role, 5 + k, {})
            players.append(Player(role.id if role.count == 1 else f"{role.id}_{k + 1}", role, c.body, c.kind))
    return {p.id: p for p in players}, place(
        players, STAGE, lambda name: np.zeros(3) if name == "set:campfire" else None
    )


def pair(kind: str) -> tuple[dict[str, Player], dict[str, Spot]]:
    relation = Relation.model_validate({"kind": kind, "to": "box"})
    return staged(
        Role(id="cup", concept="cup", label="cup", relations=(relation,)), Role(id="box", concept="box", label="box")
    )


def test_left_and_right_are_the_audience_s() -> None:
    _, left = pair("left_of")
    _, right = pair("right_of")
    assert left["cup"].position[0] < left["box"].position[0] - 0.1
    assert right["cup"].position[0] > right["box"].position[0] + 0.1


def test_in_front_is_nearer_the_audience() -> None:
    _, front = pair("in_front_of")
    _, behind = pair("behind")
    assert front["cup"].position[1] < front["box"].position[1] - 0.1
    assert behind["cup"].position[1] > behind["box"].position[1] + 0.1


def test_on_stands_on_top_and_above_hovers() -> None:
    players, on = pair("on")
    top = players["box"].body.size[2]
    assert on["cup"].position == pytest.approx(on["box"].position + np.array([0, 0, top]), abs=0.03)
    _, above = pair("above")
    assert above["cup"].position[2] > top + 0.1


def test_next_to_does_not_overlap() -> None:
    players, spots = pair("next_to")
    gap = np.hypot(*(spots["cup"].position - spots["box"].position)[:2])
    reach = (players["cup"].body.size[0] + players["box"].body.size[0]) / 2
    assert reach < gap < reach + 1.0


def test_between_is_in_the_middle() -> None:
    relation = Relation(kind="between", to="box", also="vase")
    _, spots = staged(
        Role(id="cup", concept="cup", label="cup", relations=(relation,)),
        Role(id="box", concept="box", label="box"),
        Role(id="vase", concept="vase", label="vase"),
    )
    x = [spots[k].position[0] for k in ("box", "cup", "vase")]
    assert x == sorted(x) or x == sorted(x, reverse=True)


def test_a_row_of_dominoes_can_topple() -> None:
    players, spots = staged(Role(id="domino", concept="domino", label="domino", count=12, arrangement="row"))
    x = np.array([spots[f"domino_{k + 1}"].position[0] for k in range(12)])
    step = np.diff(x)
    height, thickness = players["domino_1"].body.size[2], players["domino_1"].body.size[0]
    assert (step > thickness * 1.2).all()
    assert (step < height * 0.8).all()


def test_a_stack_stands_on_itself() -> None:
    players, spots = staged(Role(id="box", concept="box", label="box", count=3, arrangement="stack"))
    z = sorted(s.position[2] for s in spots.values())
    assert np.diff(z) == pytest.approx(players["box_1"].body.size[2], rel=0.01)


def test_two_by_the_fire_sit_on_both_sides_and_face_it() -> None:
    by = (Relation(kind="next_to", to="set:campfire"),)
    _, spots = staged(
        Role(id="fox", concept="fox", label="fox", relations=by),
        Role(id="rabbit", concept="rabbit", label="rabbit", relations=by),
    )
    assert spots["fox"].position[0] * spots["rabbit"].position[0] < 0
    for s in spots.values():
        to_fire = -s.position[:2] / np.linalg.norm(s.position[:2])
        assert to_fire @ [np.cos(s.heading_rad), np.sin(s.heading_rad)] > 0.4


def test_many_do_not_stand_in_each_other() -> None:
    players, spots = staged(Role(id="penguin", concept="penguin", label="penguins", count=9))
    p = np.array([s.position[:2] for s in spots.values()])
    d = np.linalg.norm(p[:, None] - p[None], axis=-1) + np.eye(9) * 9
    assert d.min() > 0.55 * max(players["penguin_1"].body.size[:2])
