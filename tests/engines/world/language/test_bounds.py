"""A very long prompt is staged as far as the stage goes, and says what did not fit."""

from __future__ import annotations

from fantascope.engines.world.language import PROMPT_LIMIT, read
from fantascope.engines.world.language.bounds import MOST_ACTIONS, MOST_MEMBERS, MOST_ROLES


def test_the_longest_prompt_still_makes_a_scene() -> None:
    prompt = ("A red ball bounces down a staircase and rolls to a sleeping cat. " * 1000)[:PROMPT_LIMIT]
    screenplay, said = read(prompt, seconds=8.0)
    for shot in screenplay.shots:
        assert len(shot.cast) <= MOST_ROLES
        assert sum(role.count for role in shot.cast) <= MOST_MEMBERS
        assert len(shot.actions) <= MOST_ACTIONS
        ids = {role.id for role in shot.cast}
        assert {action.who for action in shot.actions if action.who} <= ids
    assert said.unstaged


def test_crowds_share_the_room() -> None:
    screenplay, _ = read("Sixty penguins slide and sixty rabbits jump on a snowy hill", seconds=4.0)
    assert sum(role.count for shot in screenplay.shots for role in shot.cast) <= MOST_MEMBERS
