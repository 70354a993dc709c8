"""The world engine behind the engine port: orders become screenplays, screenplays clips.

Knows nothing of servers. Heavy parts are imported when they are first used, so that listing engines is quick.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from ...kernel.errors import EngineFailure, InvalidInput
from ...kernel.progress import Progress
from ..port import Abilities, Draft, Made, Materials, Order
from .screenplay.looks import Look

if TYPE_CHECKING:
    from ...provenance.marking import Marking
    from ...provenance.origins import Origin
    from .screenplay.schema import Screenplay, Understanding

MODEL = "fantascope-world-1"
_SHARES = {"stage": 0.08, "mix": 0.0, "draw": 0.88, "join": 0.04}


class WorldEngine:
    """See the engine port."""

    abilities = Abilities(
        models=(MODEL,),
        looks=get_args(Look),
        picture=True,
        remix=True,
        extend=True,
        characters=True,
        document=True,
        origin="algorithmic",
    )

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers

    def draft(self, order: Order, materials: Materials) -> Draft:
        if order.extra:
            name = min(order.extra)
            raise InvalidInput(f"unsupported_{name}", f"{order.model} cannot use {name}", field=name)
        screenplay, report = _read(order, materials)
        seconds = sum(shot.duration_s for shot in screenplay.shots)
        return Draft(seconds, screenplay.seed, screenplay.look, screenplay.model_dump_json(), report)

    def make(
        self,
        order: Order,
        draft: Draft,
        materials: Materials,
        out: Path,
        progress: Progress,
        marking: Marking | None = None,
    ) -> Made:
        from .engine import generate
        from .screenplay.io import loads

        if draft.document is None:
            raise EngineFailure("no_document", "the draft of the world engine has no screenplay")
        screenplay = loads(draft.document)
        with tempfile.TemporaryDirectory(prefix="fantascope-kept-") as name:
            keep = Path(name)
            clip = generate(
                screenplay,
                out,
                width=order.width,
                height=order.height,
                fps=order.fps,
                keep=keep,
                progress=_Overall(progress),
                workers=self._workers,
                marking=marking,
                **_given(order, materials),
            )
            captions = keep / "captions.vtt"
            words = captions.read_text(encoding="utf-8") if clip.captions and captions.is_file() else ""
        report = {
            **draft.report,
            "approximated": _once([*draft.report["approximated"], *map(list, clip.approximated)]),
            "left_out": _once([*draft.report["left_out"], *clip.unstaged]),
        }
        origin: Origin = "composite" if "picture" in materials or order.characters else "algorithmic"
        return Made(
            words, report, draft.document, clip.duration_s, screenplay.seed, marked=marking is not None, origin=origin
        )


def create(options: Mapping[str, Any]) -> WorldEngine:
    """The entry point."""
    return WorldEngine(options.get("drawing_processes"))


def _read(order: Order, materials: Materials) -> tuple[Screenplay, dict[str, Any]]:
    """The screenplay of an order, and the report of what became of its words."""
    from .language import read, revise
    from .language.continuation import continue_screenplay
    from .language.names import with_names
    from .screenplay.io import loads

    if order.kind == "create" and order.document is not None:
        return _as_written(order.document)
    if order.kind == "create":
        how: dict[str, Any] = {"seconds": order.seconds, "seed": order.seed or 0, "look": order.look}
        if order.characters:
            names = {character.name: character.id for character in order.characters}
            kinds = {character.name: character.kind for character in order.characters}
            screenplay, said = with_names(order.prompt, names, kinds=kinds, **how)
        else:
            screenplay, said = read(order.prompt, **how)
        if "picture" in materials:
            return _opened(screenplay, said, materials["picture"])
        return screenplay, _told(said)
    if order.document is None:
        message = "the world engine can only work on clips that it has the screenplay of"
        raise InvalidInput("source_without_screenplay", message, field="video")
    source = loads(order.document)
    if order.kind == "extend":
        screenplay, said = continue_screenplay(source, order.prompt, order.seconds)
        return screenplay, _told(said)
    screenplay, revision = revise(source, order.prompt)
    changes = {name: value for name, value in (("seed", order.seed), ("look", order.look)) if value is not None}
    report = _told(revision) | {"changes": [_plain(change) for change in revision.changes]}
    return screenplay.model_copy(update=changes), report


def _as_written(document: str) -> tuple[Screenplay, dict[str, Any]]:
    """A screenplay somebody has written, as far as the stage can hold it; what does not fit is told."""
    from .language.bounds import bounded
    from .screenplay.io import loads

    screenplay = loads(document)
    seconds = sum(shot.duration_s for shot in screenplay.shots)
    if seconds > WorldEngine.abilities.longest_total_s + 1e-6:
        message = f"the shots last {seconds:g} seconds; {WorldEngine.abilities.longest_total_s:g} are the most"
        raise InvalidInput("bad_seconds", message, field="screenplay")
    shots, left_out = zip(*(bounded(shot) for shot in screenplay.shots), strict=True)
    said = {"understood": [], "approximated": [], "left_out": [words for some in left_out for words in some]}
    return screenplay.model_copy(update={"shots": shots}), said


def _opened(screenplay: Screenplay, said: Understanding, picture: Path) -> tuple[Screenplay, dict[str, Any]]:
    from ...media.intake import read_picture
    from .opening import fit, study

    fitted, taken = fit(screenplay, study(read_picture(picture)), said=said)
    return fitted, _told(said) | {"reference": list(taken)}


def _told(said: Any) -> dict[str, Any]:
    return {
        "understood": list(said.understood),
        "approximated": [list(pair) for pair in said.approximated],
        "left_out": list(said.unstaged),
    }


def _plain(change: Any) -> dict[str, Any]:
    return asdict(change)


def _given(order: Order, materials: Materials) -> dict[str, Any]:
    """What `generate` is handed beside the screenplay."""
    from .bodies.captured import Captured

    given: dict[str, Any] = {"sound": order.sound}
    if "picture" in materials:
        given["opening"] = materials["picture"]
    if order.kind == "extend" and "source" in materials:
        given["prefix"] = materials["source"]
    captured = {c.id: Captured.load(materials[f"character:{c.id}"]) for c in order.characters}
    if captured:
        given["captured"] = captured
    return given


class _Overall:
    """Progress of the whole: the share of each stage, done."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = dict.fromkeys(_SHARES, 0.0)

    def __call__(self, stage: str, fraction: float) -> None:
        if stage in self._done:
            self._done[stage] = max(self._done[stage], fraction)
        self._progress(stage, sum(_SHARES[name] * done for name, done in self._done.items()))


def _once(items: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept
