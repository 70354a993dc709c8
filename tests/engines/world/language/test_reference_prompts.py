"""The ten reference prompts, and exactly what each must give."""

from __future__ import annotations

from fantascope.engines.world.language import read
from fantascope.engines.world.screenplay.schema import Action, Garment, Role, ShotPlan


def shot_of(prompt: str) -> ShotPlan:
    screenplay, understanding = read(prompt)
    assert not understanding.unstaged
    assert not understanding.approximated
    (shot,) = screenplay.shots
    return shot


def role(shot: ShotPlan, name: str) -> Role:
    return next(r for r in shot.cast if r.id == name)


def deeds(shot: ShotPlan) -> list[dict[str, object]]:
    return [a.model_dump(exclude_defaults=True, exclude={"words"}) for a in shot.actions]


def relations(r: Role) -> list[tuple[str, str]]:
    return [(x.kind, x.to) for x in r.relations]


def test_ball_on_the_stairs() -> None:
    shot = shot_of("A red ball bounces down a wooden staircase and rolls to a sleeping cat")
    assert shot.place.name == "staircase"
    assert {"stairs", "wooden"} <= set(shot.place.details)
    assert [r.id for r in shot.cast] == ["ball", "cat"]
    assert role(shot, "ball").colour == "red"
    assert role(shot, "cat").pose == "sleeping"
    assert deeds(shot) == [
        {"verb": "bounce", "who": "ball", "path": "set:stairs", "direction": "down"},
        {"verb": "roll", "who": "ball", "goal": "cat", "beat": 1},
    ]


def test_dog_on_the_beach() -> None:
    screenplay, _ = read("Un chien court après un ballon sur la plage au coucher du soleil")
    shot = screenplay.shots[0]
    assert screenplay.language == "fr"
    assert (shot.place.name, shot.time) == ("beach", "sunset")
    assert role(shot, "ball").kind in ("beach_ball", "football")
    assert deeds(shot) == [{"verb": "chase", "who": "dog", "what": "ball"}]


def test_cars_at_the_crossroads() -> None:
    shot = shot_of("Two toy cars collide at a crossroads in a small town, slow motion")
    assert shot.place.name == "town"
    assert "crossroads" in shot.place.details
    assert [(r.concept, r.count) for r in shot.cast] == [("car", 2)]
    assert deeds(shot) == [{"verb": "collide", "who": "car", "goal": "set:crossroads"}]
    assert 0.3 <= shot.speed <= 0.4


def test_row_of_dominoes() -> None:
    shot = shot_of("A row of twenty dominoes topples one by one, close-up, the camera tracks along")
    assert shot.place.name == "table_top"
    domino = role(shot, "domino")
    assert (domino.count, domino.arrangement) == (20, "row")
    assert deeds(shot) == [{"verb": "topple", "who": "domino", "manner": ("one_by_one",)}]
    assert (shot.camera.shot, shot.camera.moves) == ("close_up", ("tracking",))


def test_astronaut_on_the_moon() -> None:
    shot = shot_of("Un astronaute marche sur la lune et dit : « C'est un petit pas pour un jouet »")
    assert shot.place.name == "moon"
    assert (role(shot, "astronaut").concept, role(shot, "astronaut").role) == ("person", "astronaut")
    assert deeds(shot) == [{"verb": "walk", "who": "astronaut"}]
    (line,) = shot.lines
    assert (line.text, line.who, line.language, line.manner, line.beat) == (
        "C'est un petit pas pour un jouet",
        "astronaut",
        "fr",
        "say",
        0,
    )


def test_girl_in_the_rain() -> None:
    shot = shot_of("A girl in a yellow raincoat jumps into puddles in the rain at night, street lamps")
    assert (shot.place.name, shot.time, shot.weather) == ("street", "night", "rain")
    assert {"puddles", "street_lamps"} <= set(shot.place.details)
    assert [r.id for r in shot.cast] == ["girl"]
    assert role(shot, "girl").wears == (Garment(name="raincoat", colour="yellow"),)
    assert deeds(shot) == [{"verb": "jump", "who": "girl", "goal": "set:puddles"}]


def test_sailboat_in_the_storm() -> None:
    shot = shot_of("Un voilier navigue sur une mer agitée sous l'orage, plan large")
    assert (shot.place.name, shot.weather, shot.camera.shot) == ("sea", "storm", "wide")
    assert deeds(shot) == [{"verb": "sail", "who": "sailboat", "manner": ("rough",)}]


def test_penguins_on_the_hill() -> None:
    shot = shot_of("Three penguins slide down a snowy hill, snowfall, drone shot")
    assert (shot.place.name, shot.weather, shot.season) == ("snow", "snow", "winter")
    assert "hill" in shot.place.details
    assert [(r.concept, r.count) for r in shot.cast] == [("penguin", 3)]
    assert deeds(shot) == [{"verb": "slide", "who": "penguin", "path": "set:hill", "direction": "down"}]
    assert shot.camera.moves == ("drone",)


def test_missed_shot() -> None:
    shot = shot_of("A basketball player shoots, misses, and the ball rebounds off the backboard")
    assert shot.place.name == "basketball_court"
    assert [(r.concept, r.kind if r.concept == "ball" else r.role) for r in shot.cast] == [
        ("person", "basketball_player"),
        ("ball", "basketball"),
    ]
    assert deeds(shot) == [
        {"verb": "shoot", "who": "basketball_player", "what": "ball", "goal": "set:hoop", "manner": ("misses",)},
        {"verb": "rebound", "who": "ball", "source": "set:backboard", "beat": 1},
    ]


def test_fox_and_rabbit_by_the_fire() -> None:
    shot = shot_of('A fox and a rabbit sit by a campfire in a forest at night, one of them says "Did you hear that?"')
    assert (shot.place.name, shot.time, shot.place.details) == ("forest", "night", ("campfire",))
    assert [(r.id, r.pose, relations(r)) for r in shot.cast] == [
        ("fox", "sitting", [("next_to", "set:campfire")]),
        ("rabbit", "sitting", [("next_to", "set:campfire")]),
    ]
    assert shot.actions == (Action(verb="sit", who="fox", words="sit"), Action(verb="sit", who="rabbit", words="sit"))
    (line,) = shot.lines
    assert (line.text, line.who, line.language) == ("Did you hear that?", "fox", "en")
