"""Screenplays become films: what was asked for happens, twice the same."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from fantascope.engines.world.film import Film
from fantascope.engines.world.language import read
from fantascope.engines.world.produce import produce
from fantascope.engines.world.screenplay.schema import Action, Place, Role, Screenplay, ShotPlan
from fantascope.engines.world.take import StagedTake


def made(prompt: str, seconds: float = 4.0) -> tuple[Film, StagedTake]:
    screenplay, _ = read(prompt, seconds=seconds)
    film = produce(screenplay, width=320, height=180, fps=24)
    take = film.takes[0]
    assert isinstance(take, StagedTake)
    return film, take


def way(take: StagedTake, who: str) -> np.ndarray:
    return next(m for m in take.members if m.id == who).root[:, :3, 3]


def test_the_ball_comes_down_the_stairs_to_the_cat() -> None:
    film, take = made("A red ball bounces down a wooden staircase and rolls to a sleeping cat", 8.0)
    ball, cat = way(take, "ball"), way(take, "cat")
    assert ball[0, 2] - ball[-1, 2] > 1.2
    assert np.linalg.norm((ball - cat)[-1, :2]) < 1.2
    assert len([c for c in film.contacts if "ball" in (c.a, c.b) and c.speed_ms > 0.5]) >= 4


def test_the_dog_runs_behind_the_ball_without_touching_it() -> None:
    _, take = made("Un chien court après un ballon sur la plage au coucher du soleil")
    gap = np.linalg.norm((way(take, "ball") - way(take, "dog"))[:, :2], axis=1)
    assert gap.min() > 0.3
    assert gap.max() < 3.0
    assert np.linalg.norm(way(take, "dog")[-1] - way(take, "dog")[0]) > 5.0


def test_the_cars_meet_and_are_thrown_off_course() -> None:
    film, take = made("Two toy cars collide at a crossroads in a small town, slow motion", 6.0)
    hits = [c for c in film.contacts if {c.a, c.b} == {"car_1", "car_2"}]
    assert hits
    assert hits[0].speed_ms > 3.0
    root = next(m for m in take.members if m.id == "car_1").root
    turned = np.arctan2(root[:, 1, 0], root[:, 0, 0])
    assert abs(turned[-1] - turned[0]) > 0.1


def test_all_twenty_dominoes_fall_one_after_another() -> None:
    film, take = made("A row of twenty dominoes topples one by one, close-up, the camera tracks along", 8.0)
    fallen = [int(np.argmax(m.root[:, 2, 2] < 0.8)) for m in take.members]
    assert len(fallen) == 20
    assert min(fallen) > 0
    assert fallen == sorted(fallen)
    knocks = [c for c in film.contacts if c.a.startswith("domino") and c.b.startswith("domino")]
    assert len(knocks) >= 19


def test_the_shot_misses_and_comes_back_off_the_board() -> None:
    film, take = made("A basketball player shoots, misses, and the ball rebounds off the backboard", 6.0)
    high = [c for c in film.contacts if "ball" in (c.a, c.b) and c.position[2] > 2.4]
    assert high
    ball = way(take, "ball")
    rim = np.asarray(take.stage.marks["rim"])
    near = np.hypot(ball[:, 0] - rim[0], ball[:, 1] - rim[1]) < 0.16
    through = near[1:] & (ball[:-1, 2] > rim[2]) & (ball[1:, 2] <= rim[2])
    assert not through.any()


def test_the_words_are_spoken_by_a_moving_mouth() -> None:
    film, _ = made('A fox and a rabbit sit by a campfire in a forest at night, one of them says "Did you hear that?"')
    assert [c.text for c in film.captions] == ["Did you hear that?"]
    assert film.score.lines
    assert film.score.lines[0].speech.duration_s > 0.5


def test_penguins_go_down_the_hill_lying() -> None:
    _, take = made("Three penguins slide down a snowy hill, snowfall, drone shot")
    for k in (1, 2, 3):
        p = way(take, f"penguin_{k}")
        assert p[0, 2] - p[-1, 2] > 1.0
    assert take.sky_drops is not None


def test_unknown_places_and_things_are_reported_not_fatal() -> None:
    shot = ShotPlan(
        duration_s=1,
        place=Place(name="nowhere_land"),
        cast=(Role(id="zorg", concept="zorg", label="a zorg"),),
        actions=(Action(verb="defenestrate", who="zorg", words="defenestrates"),),
    )
    film = produce(Screenplay(shots=(shot,)), width=160, height=90, fps=24)
    assert ("nowhere_land", "studio") in film.approximated
    assert any(words == "a zorg" for words, _ in film.approximated)
    assert film.unstaged == ("defenestrates",)


@pytest.mark.parametrize("fps", [24, 30])
def test_length_is_exact(fps: int) -> None:
    film = produce(read("a red ball bounces", seconds=3)[0], width=160, height=90, fps=fps)
    assert film.frames == 3 * fps
    assert film.duration_s == pytest.approx(3.0)


def test_shots_follow_each_other() -> None:
    screenplay, _ = read("First a cat sleeps on a sofa, then a dog runs on the beach", seconds=4)
    film = produce(screenplay, width=160, height=90, fps=24)
    assert len(film.takes) == len(screenplay.shots) == 2
    assert film.frames == 96


def test_same_screenplay_same_poses() -> None:
    def digest() -> str:
        _, take = made("Three red balls bounce in a kitchen", 2.0)
        h = hashlib.sha256()
        for m in take.members:
            h.update(m.root.tobytes())
        for c in take.cameras:
            h.update(np.asarray([*c.position, *c.rotation]).tobytes())
        return h.hexdigest()

    assert digest() == digest()


def test_another_seed_is_another_take() -> None:
    a = produce(read("a red ball bounces", seconds=1, seed=1)[0], width=160, height=90, fps=24)
    b = produce(read("a red ball bounces", seconds=1, seed=2)[0], width=160, height=90, fps=24)
    assert a.takes[0].frame(3).camera != b.takes[0].frame(3).camera


@pytest.mark.parametrize(
    ("prompt", "who"),
    [
        ("A sailboat on a calm sea", "sailboat"),
        ("A seagull flies over the sea", "seagull"),
        ("A man dances on the sea", "man"),
    ],
)
def test_nothing_is_at_the_bottom_of_the_open_sea(prompt: str, who: str) -> None:
    _, take = made(prompt, 1.0)
    assert way(take, who)[:, 2].min() > -1.5
