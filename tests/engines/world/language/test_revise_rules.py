"""Whatever the instruction: what it does not speak of stays, what changed is told, and nothing raises."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fantascope.engines.world.language import PROMPT_LIMIT, read, revise
from fantascope.engines.world.language.tokens import clean
from fantascope.engines.world.screenplay.diff import PLAY_FIELDS, ROLE_FIELDS, SHOT_FIELDS, differences
from fantascope.engines.world.screenplay.io import dumps, loads
from fantascope.engines.world.screenplay.schema import Screenplay
from fantascope.kernel.errors import InvalidInput

ROWS = [
    line
    for line in Path(__file__).with_name("instructions.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
BASES = dict(row.split(": ", 1) for row in ROWS if " | " not in row)
TABLE = [row.split(" | ") for row in ROWS if " | " in row]
PIECES = (
    *("make it", "make", "change", "replace", "remove", "add", "instead of", "a fox", "the dog", "the ball"),
    *("blue", "remplace", "par", "enlève", "ajoute", "au lieu de", "le chat", "un renard", "fais", "danser"),
    *("la nuit", "à la place", "and", "et", ",", ".", "it", "her", "lui", "'Hello'", "« Oui »"),
    *("twice as fast", "bigger", "palette of teal", "sans", "no", "music", "the camera", "orbits"),
    *("extend the scene with", "in shot 2,", "dans le plan 9", "instead", "to", "'s", "colour", "of"),
    *("give her", "a red hat", "more", "plus de", "xyzzy", "🐶", "漢字", '\x00', "<b>", "three cats"),
    *("5 seconds"),
)  # fmt: skip


@cache
def base(name: str) -> Screenplay:
    return read(BASES[name], seed=3)[0]


def touched(before: Screenplay, after: Screenplay) -> set[str]:
    """Paths of the fields that differ, told without the code under test: "look", "0.time", "0.dog.colour" …"""
    old, new = before.model_dump(), after.model_dump()
    out = {name for name in old if name != "shots" and old[name] != new[name]}
    if len(old["shots"]) != len(new["shots"]):
        return out | {"shots"}
    for k, (a, b) in enumerate(zip(old["shots"], new["shots"], strict=True)):
        out |= {f"{k}.{name}" for name in a if name != "cast" and a[name] != b[name]}
        mine, theirs = ({r["id"]: r for r in shot["cast"]} for shot in (a, b))
        out |= {f"{k}.{name}." for name in mine.keys() ^ theirs.keys()}
        for name in mine.keys() & theirs.keys():
            out |= {f"{k}.{name}.{f}" for f in mine[name] if mine[name][f] != theirs[name][f]}
    return out


def named(changes: Any) -> tuple[set[str], set[str]]:
    """Paths that the changes may touch, and for each change at least one that it must."""
    may: set[str] = set()
    must: set[str] = set()
    for c in changes:
        if c.kind in PLAY_FIELDS:
            may |= set(PLAY_FIELDS[c.kind])
        elif c.kind in SHOT_FIELDS:
            may |= {f"{c.shot}.{f}" for f in SHOT_FIELDS[c.kind]}
            must |= {f"{c.shot}.{f}" for f in SHOT_FIELDS[c.kind]}
        elif c.kind in ROLE_FIELDS:
            may |= {f"{c.shot}.{c.role}.{f}" for f in ROLE_FIELDS[c.kind]}
        elif c.kind in ("cast_added", "cast_removed"):
            may.add(f"{c.shot}.{c.role}.")
            must.add(f"{c.shot}.{c.role}.")
        else:
            may.add("shots")
    return may, must


def check(play: Screenplay, instruction: str) -> None:
    after, revision = revise(play, instruction)
    assert loads(dumps(after)) == after
    assert revision.changes == differences(play, after)
    assert (not revision.changes) == (after == play)
    paths = touched(play, after)
    if "shots" in paths:
        return
    may, must = named(revision.changes)
    assert paths <= may, paths - may
    assert must <= paths, must - paths
    for shot in after.shots:
        ids = [r.id for r in shot.cast]
        assert len(ids) == len(set(ids))
        for action in shot.actions:
            for target in (action.who, action.what, action.instrument, action.goal, action.source, action.path):
                assert target is None or target in ids or target.startswith("set:"), (instruction, target)
        for line in shot.lines:
            assert line.who is None or line.who in ids
        assert shot.camera.subject is None or shot.camera.subject in ids
        for role in shot.cast:
            assert all(x.to in ids or x.to.startswith("set:") for x in role.relations)


@pytest.mark.parametrize("name", BASES)
def test_only_what_is_named_changes(name: str) -> None:
    for on, instruction, _ in TABLE:
        if on == name:
            check(base(name), instruction)


@pytest.mark.parametrize("name", ["girl", "two"])
def test_orders_meant_for_another_film_do_no_harm(name: str) -> None:
    for _, instruction, _ in TABLE[::3]:
        check(base(name), instruction)


def test_the_cast_keeps_its_order_and_the_film_its_seed() -> None:
    play = base("park")
    after, _ = revise(play, "replace the dog with a fox, make it night and add a cat")
    assert [r.id for r in after.shots[0].cast] == ["dog", "ball", "cat"]
    assert (after.seed, after.shots[0].duration_s, after.prompt) == (play.seed, play.shots[0].duration_s, play.prompt)
    assert after.shots[0].actions == play.shots[0].actions


def test_edits_undo() -> None:
    play = base("park")
    there, _ = revise(play, "make the ball blue")
    back, _ = revise(there, "make the ball red")
    assert back == play
    added, _ = revise(play, "add a cat")
    assert revise(added, "remove the cat")[0] == play


def test_the_same_again_changes_nothing() -> None:
    play, _ = revise(base("park"), "make it night")
    assert revise(play, "make it night") == (play, revise(play, "make it night")[1])
    assert revise(play, "make it night")[1].changes == ()


@pytest.mark.parametrize("instruction", ["xyzzy", "flumoxi the grobnit", "漢字かな", "!!!", "asdf qwer"])
def test_what_is_not_understood_changes_nothing(instruction: str) -> None:
    play = base("park")
    after, revision = revise(play, instruction)
    assert after is play
    assert (revision.changes, revision.understood) == ((), ())
    assert "".join(revision.unstaged).replace(" ", "") == instruction.replace(" ", "").replace("!", "")


def test_nobody_there_to_be_changed() -> None:
    after, revision = revise(base("park"), "remove the elephant and make the dragon blue")
    assert (after, revision.changes) == (base("park"), ())
    assert {"elephant", "dragon"} <= set(" ".join(revision.unstaged).split())


def test_wrong_instructions() -> None:
    for text, code in (
        ("", "empty_prompt"),
        (" \n\u200b", "empty_prompt"),
        ("a" * (PROMPT_LIMIT + 1), "prompt_too_long"),
    ):
        with pytest.raises(InvalidInput) as caught:
            revise(base("park"), text)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("instruction", "ids", "place"),
    [
        ("A fox chases a red ball on the beach at sunset", ["dog", "ball"], "beach"),
        ("Un chat poursuit un ballon bleu dans la neige, gros plan", ["dog", "ball"], "snow"),
        ("A dog and an astronaut dance on the moon in slow motion", ["dog", "astronaut"], "moon"),
    ],
)
def test_a_whole_scene_takes_the_place_of_the_old(instruction: str, ids: list[str], place: str) -> None:
    play = read(BASES["park"], seed=9, look="clay", seconds=5)[0]
    after, revision = revise(play, instruction)
    assert [r.id for r in after.shots[0].cast] == ids
    assert (after.seed, after.look, after.shots[0].duration_s, after.prompt) == (9, "clay", 5.0, instruction)
    assert after.shots[0].place.name == place
    assert {"script", "place"} <= {c.kind for c in revision.changes}


def test_a_scene_with_a_look_of_its_own() -> None:
    assert revise(base("park"), "A fox sleeps in a kitchen, pixel art style")[0].look == "pixel"


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=200))
def test_any_text(instruction: str) -> None:
    if clean(instruction):
        check(base("park"), instruction)
    else:
        with pytest.raises(InvalidInput):
            revise(base("park"), instruction)


def test_random_orders() -> None:
    rng = np.random.default_rng(11)
    names = list(BASES)
    for n in range(500):
        words = " ".join(PIECES[i] for i in rng.integers(len(PIECES), size=int(rng.integers(1, 12))))
        if clean(words):
            check(base(names[n % len(names)]), words)


def test_of_another_take_nobody_is_borrowed() -> None:
    after, _ = revise(base("two"), "put the fox next to the owl and make the fox chase the owl")
    assert [r.id for r in after.shots[0].cast] == ["fox"]
    check(base("two"), "put the fox next to the owl and make the fox chase the owl")


def test_long_orders_are_quick_enough_to_answer() -> None:
    for text in ("make it " * 250, "and " * 400, "remplace " * 200, "a la place de " * 140, "the " * 400, "' " * 900):
        check(base("two"), text[:PROMPT_LIMIT])
