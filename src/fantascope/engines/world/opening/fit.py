"""A screenplay takes up a picture: what the prompt leaves open is read off it, what the prompt says stays.

Knows nothing of pixels. Always holds: nothing the prompt names is changed, and everything taken, or not, is reported.
"""

from __future__ import annotations

from ..language.lexicon import lexicon
from ..language.tokens import phrase_key
from ..screenplay.schema import Opening, Screenplay, Shot, ShotPlan, Understanding
from .study import Study

_SIZES: tuple[tuple[float, Shot], ...] = ((0.88, "close_up"), (0.46, "medium"), (0.22, "wide"), (0.0, "extreme_wide"))
_WORDS = {"close_up": "close", "medium": "medium", "wide": "wide", "extreme_wide": "very wide"}
_HOURS = {"time", "hour", "day"}


def fit(screenplay: Screenplay, study: Study, *, said: Understanding) -> tuple[Screenplay, tuple[str, ...]]:
    """The screenplay begun with the studied picture, and what could and could not be taken from it.

    Args:
        said: what the reader understood of the prompt; what it names wins over the picture.
    """
    named = _named(said, screenplay.language)
    report = ["opening image", "palette"]
    shots = list(screenplay.shots)
    if study.time is not None and "time" not in named and all(s.time == "afternoon" for s in shots):
        shots = [s.model_copy(update={"time": study.time}) for s in shots]
        report.append(f"time: {study.time}")
    if study.weather is not None and "weather" not in named and all(s.weather == "clear" for s in shots):
        shots = [s.model_copy(update={"weather": study.weather}) for s in shots]
        report.append(f"weather: {study.weather}")
    centre = height = None
    if study.subject is not None:
        centre = (round(study.subject.centre[0], 3), round(study.subject.centre[1], 3))
        side = "left" if centre[0] < 0.42 else "right" if centre[0] > 0.58 else "in the middle"
        framing = f"framing: subject {side}"
        if shots[0].camera.shot is None:
            height = round(study.subject.box[3] - study.subject.box[1], 3)
            size = next(name for least, name in _SIZES if height >= least)
            shots[0] = _framed(shots[0], size)
            framing += f", {_WORDS[size]}"
        report.append(framing)
    report.append("not recognised: the things in the picture")
    opening = Opening(sha256=study.sha256, palette=study.palette, centre=centre, height=height, fitted=tuple(report))
    return screenplay.model_copy(update={"shots": tuple(shots), "opening": opening}), tuple(report)


def _framed(shot: ShotPlan, size: Shot) -> ShotPlan:
    return shot.model_copy(update={"camera": shot.camera.model_copy(update={"shot": size})})


def _named(said: Understanding, language: str) -> frozenset[str]:
    """Categories of the vocabulary the prompt's understood words belong to ("time", "weather", "shot" …)."""
    words = lexicon(language)
    found = {sense.cat for phrase in said.understood for sense in words.senses.get(phrase_key(phrase), ())}
    return frozenset(found)
