"""Performances: planted paws, footfalls, acts that show, eyes that close, swimmers and flyers without steps."""

from __future__ import annotations

import importlib

import numpy as np
import pytest

from fantascope.engines.world.bodies.animals import build_animal
from fantascope.engines.world.bodies.types import Body
from fantascope.engines.world.motion.types import Act, Performance, Track

RATE = 60


def perform(body: Body, track: Track, slope: float = 0.0) -> Performance:
    module = importlib.import_module(f"fantascope.engines.world.motion.performers.{body.rig}")
    played = getattr(module, f"perform_{body.rig}")(body, track, lambda x, y: slope * np.asarray(x))
    assert isinstance(played, Performance)
    return played


def track_of(speed: float, *, seconds: float = 3.0, height: float = 0.0, slope: float = 0.0, **more: object) -> Track:
    t = np.arange(int(seconds * RATE) + 1) / RATE
    x = speed * t
    return Track(t, np.stack([x, 0 * t, slope * x + height], axis=1), 0 * t, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("species", "speed", "slope"),
    [
        ("dog", 0.9, 0.0),
        ("dog", 0.9, 0.15),
        ("dog", 3.5, 0.0),
        ("cat", 0.6, -0.1),
        ("horse", 1.5, 0.0),
        ("rabbit", 1.0, 0.0),
        ("elephant", 1.2, 0.0),
        ("dinosaur", 1.5, 0.0),
    ],
)
def test_paws_do_not_slide(species: str, speed: float, slope: float) -> None:
    body = build_animal(species)
    played = perform(body, track_of(speed, slope=slope), slope)
    assert body.skeleton is not None
    legs = ("hl", "hr") if body.traits["walk"] == "biped" else ("fl", "fr", "hl", "hr")
    for leg in legs:
        foot = body.skeleton.index(f"{leg}_foot")
        path = played.joints[:, foot]
        low = path[:, 2] - slope * path[:, 0] < body.skeleton.rest[foot, 2] + 0.002
        still = low[1:] & low[:-1]
        step = np.linalg.norm(np.diff(path, axis=0), axis=1)[still]
        stance = step[step < speed / RATE * 0.6]
        assert len(stance) > 5
        assert stance.max() < 0.004
        runs = np.split(np.arange(len(path)), np.flatnonzero(np.linalg.norm(np.diff(path, axis=0), axis=1) > 0.002) + 1)
        for run in runs:
            assert np.ptp(path[run, 0]) < 0.01
    assert len(played.footfalls) > 4
    times = [fall.time_s for fall in played.footfalls]
    assert times == sorted(times)


def test_standing_still_makes_no_steps() -> None:
    played = perform(build_animal("dog"), track_of(0.0))
    assert played.footfalls == ()


@pytest.mark.parametrize(
    ("species", "gait", "height"),
    [
        ("fish", "swim", 1.0),
        ("dolphin", "swim", 1.0),
        ("jellyfish", "swim", 1.0),
        ("eagle", "fly", 3.0),
        ("butterfly", "fly", 1.0),
        ("penguin", "slide", 0.0),
        ("duck", "swim", 0.0),
    ],
)
def test_swimmers_flyers_and_sliders_move_without_footfalls(species: str, gait: str, height: float) -> None:
    body = build_animal(species)
    played = perform(body, track_of(1.0, height=height, gait=gait))
    assert played.footfalls == ()
    assert np.isfinite(played.skin).all()
    assert np.ptp(played.skin, axis=0).max() > (0.0 if gait == "slide" else 0.02)


@pytest.mark.parametrize("species", ["dog", "penguin", "shark", "crab"])
def test_every_act_shows(species: str) -> None:
    body = build_animal(species)
    module = importlib.import_module(f"fantascope.engines.world.motion.performers.{body.rig}_acts")
    idle = perform(body, track_of(0.0, seconds=2.0))
    for name in module.ACT_SPECS:
        if species == "crab" and name in ("flap", "hiss", "look_around", "nod", "shake_head", "talk"):
            continue
        acted = perform(body, track_of(0.0, seconds=2.0, acts=(Act(name, 0.2, 1.8),)))
        assert np.isfinite(acted.skin).all(), name
        if name in ("carry", "trumpet", "spin") and body.rig == "quadruped":
            continue
        assert np.abs(acted.skin - idle.skin).max() > 0.015, name


def test_a_jaw_follows_the_mouth() -> None:
    body = build_animal("dog")
    t = track_of(0.0)
    talking = perform(body, Track(t.times_s, t.position, t.heading_rad, mouth=np.full(len(t.times_s), 0.8)))
    quiet = perform(body, t)
    assert body.skeleton is not None
    jaw = body.skeleton.index("jaw")
    assert np.abs(talking.skin[:, jaw, :, :3] - quiet.skin[:, jaw, :, :3]).max() > 0.2


@pytest.mark.parametrize("species", ["cat", "penguin", "shark", "octopus"])
def test_sleep_closes_the_eyes(species: str) -> None:
    body = build_animal(species)
    played = perform(body, track_of(0.0, acts=(Act("sleep", 0.0, 3.0),)))
    assert body.skeleton is not None
    eye = body.skeleton.index("eye_left")
    assert abs(np.linalg.det(played.skin[-1, eye, :, :3])) < 0.01


def test_a_sleeping_cat_lies_curled() -> None:
    body = build_animal("cat")
    assert body.skeleton is not None
    head, tail = body.skeleton.index("head"), body.skeleton.index("tail_3")
    standing = perform(body, track_of(0.0)).joints[-1]
    asleep = perform(body, track_of(0.0, acts=(Act("sleep", 0.0, 3.0),))).joints[-1]
    assert asleep[head, 2] < 0.62 * standing[head, 2]
    assert np.linalg.norm((asleep[head] - asleep[tail])[:2]) < 0.6 * np.linalg.norm(
        (standing[head] - standing[tail])[:2]
    )


def test_gaze_turns_the_head() -> None:
    body = build_animal("fox")
    t = track_of(0.0)
    left = np.tile([1.0, 3.0, 0.4], (len(t.times_s), 1))
    played = perform(body, Track(t.times_s, t.position, t.heading_rad, gaze=left))
    assert body.skeleton is not None
    ahead = played.skin[-1, body.skeleton.index("head"), :, 0]
    assert ahead[1] > 0.5


@pytest.mark.parametrize("species", ["dog", "owl", "whale", "spider"])
def test_the_same_track_gives_the_same_performance(species: str) -> None:
    body = build_animal(species)
    a, b = (perform(body, track_of(0.7, seed=5, acts=(Act("wave", 0.5, 1.5),))) for _ in range(2))
    assert np.array_equal(a.skin, b.skin)
    assert a.footfalls == b.footfalls


def test_a_jump_tucks_the_legs_and_lands() -> None:
    body = build_animal("dog")
    t = np.arange(121) / RATE
    z = np.maximum(0.0, 0.5 - 6.0 * (t - 1.0) ** 2)
    position = np.stack([1.5 * t, 0 * t, z], axis=1)
    played = perform(body, Track(t, position, 0 * t))
    assert body.skeleton is not None
    foot = body.skeleton.index("fl_foot")
    assert played.joints[60, foot, 2] > 0.25
    assert played.joints[-1, foot, 2] < 0.12
    assert all(not 0.78 < fall.time_s < 1.2 for fall in played.footfalls)
