"""Six scenes, and each with a part that goes on from it, produced once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fantascope.engines.world.film import Film
from fantascope.engines.world.language import read
from fantascope.engines.world.language.continuation import continue_screenplay
from fantascope.engines.world.produce import produce
from fantascope.engines.world.screenplay.schema import Screenplay
from fantascope.engines.world.take import StagedTake

SCENES = {
    "stairs": (
        "A basketball bounces down a wooden staircase and rolls to a sleeping cat",
        3.0,
        "the cat wakes up and kicks the ball",
    ),
    "beach": ("A dog runs after a red ball on the beach at sunset", 2.5, "the dog comes back towards the camera"),
    "dialogue": (
        'A fox says "Hello, friend" to a bear in the forest, the bear answers "Good morning!"',
        3.0,
        'The fox says "Shall we go?" and a rabbit runs past',
    ),
    "dominoes": ("A row of six dominoes falls one by one on a table", 3.0, "a cat walks in and sits down"),
    "sea": ("A small sailing boat sails on the stormy sea at dusk", 2.5, "it sails on"),
    "snow": ("A child dances in falling snow in front of a castle", 2.5, "suddenly it rains, and he waves"),
}


@dataclass(frozen=True)
class Scene:
    """A film, and the longer one that goes on from it; the seam is after frame `n` − 1."""

    source: Screenplay
    grown: Screenplay
    film: Film
    longer: Film

    @property
    def n(self) -> int:
        return self.film.frames

    @property
    def takes(self) -> tuple[StagedTake, StagedTake]:
        a, b = self.film.takes[0], self.longer.takes[0]
        assert isinstance(a, StagedTake)
        assert isinstance(b, StagedTake)
        return a, b


@cache
def made(name: str) -> Scene:
    prompt, seconds, then = SCENES[name]
    source, _ = read(prompt, seconds=seconds, seed=3)
    grown, _ = continue_screenplay(source, then, 2.5)
    films = [produce(play, width=320, height=180, fps=24) for play in (source, grown)]
    return Scene(source, grown, films[0], films[1])
