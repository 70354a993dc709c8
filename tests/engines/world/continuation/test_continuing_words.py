"""What happens next, read in the company of those who are there."""

from __future__ import annotations

import pytest

from fantascope.engines.world.language import read
from fantascope.engines.world.language.continuation import continue_screenplay
from fantascope.engines.world.screenplay.io import dumps, loads
from fantascope.engines.world.screenplay.schema import Screenplay, ShotPlan, Understanding
from fantascope.kernel.errors import InvalidInput


def play(prompt: str) -> Screenplay:
    return read(prompt, seconds=4.0)[0]


def then(prompt: str, what: str) -> tuple[ShotPlan, Understanding]:
    grown, told = continue_screenplay(play(prompt), what, 3.0)
    return grown.shots[-1], told


BEACH = "A dog runs after a red ball on the beach at sunset"
CASTLE = "A boy dances in front of a castle"


def test_what_was_there_stays_as_it_was() -> None:
    before = play(BEACH)
    grown, _ = continue_screenplay(before, "the dog jumps", 3.0)
    assert grown.shots[:-1] == before.shots
    last = grown.shots[-1]
    assert last.continues
    assert last.duration_s == 3.0
    assert (last.place, last.time, last.weather) == (before.shots[0].place, "sunset", before.shots[0].weather)
    assert [r.id for r in last.cast] == [r.id for r in before.shots[0].cast]
    assert (grown.seed, grown.look) == (before.seed, before.look)
    assert loads(dumps(grown)) == grown


@pytest.mark.parametrize(
    ("scene", "what", "verb", "who"),
    [
        (BEACH, "then it jumps", "jump", "dog"),
        (BEACH, "the dog sits down", "sit", "dog"),
        (BEACH, "Le chien s'assoit", "sit", "dog"),
        (BEACH, "the animal sits", "sit", "dog"),
        (CASTLE, "he waves", "wave", "boy"),
        (CASTLE, "puis il saute", "jump", "boy"),
    ],
)
def test_words_mean_those_who_are_there(scene: str, what: str, verb: str, who: str) -> None:
    shot, _ = then(scene, what)
    assert [(a.verb, a.who) for a in shot.actions] == [(verb, who)]
    assert len(shot.cast) == 2


def test_coming_back_to_the_camera_in_french() -> None:
    shot, told = then(BEACH, "Le chien revient vers la caméra")
    assert [(a.who, a.direction) for a in shot.actions] == [("dog", "towards")]
    assert not told.unstaged


def test_a_newcomer_is_cast_and_may_be_meant() -> None:
    shot, _ = then(BEACH, "A cat arrives and the dog chases it")
    assert [r.id for r in shot.cast] == ["dog", "ball", "cat"]
    assert [(a.who, a.what) for a in shot.actions if a.verb == "chase"] == [("dog", "cat")]


def test_another_of_a_kind_gets_a_name_of_its_own() -> None:
    shot, _ = then(BEACH, "another dog arrives")
    assert [r.id for r in shot.cast] == ["dog", "ball", "dog_2"]


@pytest.mark.parametrize(
    ("what", "weather"),
    [
        ("suddenly it starts to rain", "rain"),
        ("il se met à neiger", "snow"),
        ("it snows", "snow"),
        ("soudain, un orage éclate", "storm"),
        ("le vent se lève", "wind"),
    ],
)
def test_the_weather_turns(what: str, weather: str) -> None:
    shot, told = then(BEACH, what)
    assert shot.weather == weather
    assert not shot.actions
    assert told.understood


@pytest.mark.parametrize("what", ["the rain stops", "it stops raining", "il arrête de pleuvoir", "la pluie s'arrête"])
def test_rain_stops(what: str) -> None:
    shot, told = then("A dog stands in the rain in a park", what)
    assert (shot.weather, len(shot.cast), told.unstaged) == ("clear", 1, ())


def test_lines_are_spoken_by_those_there() -> None:
    shot, _ = then(CASTLE, 'il dit "Il fait froid !"')
    assert [(x.who, x.text, x.language) for x in shot.lines] == [("boy", "Il fait froid !", "fr")]


def test_one_cannot_go_to_another_place() -> None:
    shot, told = then(BEACH, "the dog goes to the forest")
    assert shot.place.name == "beach"
    assert any("forest" in words for words in told.unstaged)


def test_the_camera_one_waves_at_is_no_prop() -> None:
    shot, _ = then(CASTLE, "he waves at the camera")
    assert {r.id for r in shot.cast} == {"boy", "castle"}


def test_going_on_is_doing_the_same() -> None:
    shot, told = then(BEACH, "they keep on")
    assert [(a.verb, a.who) for a in shot.actions] == [("chase", "dog")]
    assert told.understood


def test_words_that_mean_nothing_are_reported_and_life_goes_on() -> None:
    shot, told = then(BEACH, "blorp gnarfle")
    assert shot.continues
    assert not shot.actions
    assert not shot.lines
    assert told.unstaged or told.approximated


def test_steady_camera_moves_go_on_and_ending_ones_do_not() -> None:
    assert then("A dog runs on a beach, tracking shot", "it barks")[0].camera.moves == ("tracking",)
    assert then("A dog runs on a beach, the camera orbits", "it barks")[0].camera.moves == ()
    assert then(BEACH, "the camera zooms out")[0].camera.moves == ("zoom_out",)


@pytest.mark.parametrize(("what", "code"), [("  ", "empty_prompt"), ("x" * 32_001, "prompt_too_long")])
def test_what_cannot_be_read_is_refused(what: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        continue_screenplay(play(BEACH), what, 3.0)
    assert caught.value.code == code


def test_a_screenplay_has_room_for_so_many_shots() -> None:
    full = play(BEACH)
    full = full.model_copy(update={"shots": full.shots * 24})
    with pytest.raises(InvalidInput) as caught:
        continue_screenplay(full, "it jumps", 3.0)
    assert caught.value.code == "too_many_shots"
