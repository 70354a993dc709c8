"""The engine "trial": a bar that crosses the picture to a tone, made in a moment, for trying a server and testing one.

Knows nothing of scenes. What is on the picture follows from the document alone, so that a remix changes the bar's
colour and nothing else, and an extension goes on where the clip ended. It can be told to be slow, to fail or to crash,
by its options, or for one clip by a mark in the prompt: "[slow 2]", "[fail]", "[transient 1]", "[crash 1]" (the number
is seconds, or how many runs of the order go wrong before one goes well; without a number they all do).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..kernel.errors import EngineFailure, InvalidInput, Transient
from ..kernel.progress import Progress
from ..media.captions import webvtt
from ..media.disk import disk_errors, whole_file
from ..media.encode import SegmentEncoder
from ..media.join import SAMPLE_RATE, join
from .port import Abilities, Draft, Made, Materials, Order

if TYPE_CHECKING:
    from ..provenance.marking import Marking

U8 = NDArray[np.uint8]
_ALWAYS = 1_000_000
_MARK = re.compile(r"\[(slow|fail|transient|crash)(?:\s+(\d+(?:\.\d+)?))?\]")
_SPOKEN = re.compile(r"[\"“«]([^\"”»]+)[\"”»]")
_SWEEP_S = 2.0
"""How long the bar takes from side to side."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What shall go wrong: runs of one order that fail for good, pass as transient troubles or kill their process,
    and the least seconds a run takes."""

    slow_s: float = 0.0
    fail: float = 0
    transient: float = 0
    crash: float = 0

    def named_in(self, prompt: str) -> Faults:
        """These, with what the prompt's marks say over them."""
        marks = {kind: float(number) if number else None for kind, number in _MARK.findall(prompt)}
        given = {kind: _ALWAYS if number is None else number for kind, number in marks.items() if kind != "slow"}
        slow_s = (marks["slow"] or 5.0) if "slow" in marks else self.slow_s
        return replace(self, slow_s=slow_s, **given)


@dataclass(frozen=True, slots=True)
class _Spoken:
    start_s: float
    end_s: float
    text: str
    who: str = ""


class TrialEngine:
    """See the engine port.

    Args:
        faults: of every clip.
        folder: where the runs of orders that shall fail are counted, beyond the life of a process.
    """

    def __init__(self, faults: Faults, folder: Path, abilities: Abilities) -> None:
        self._faults = faults
        self._folder = folder
        self._abilities = abilities

    @property
    def abilities(self) -> Abilities:
        return self._abilities

    def draft(self, order: Order, materials: Materials) -> Draft:
        if order.extra:
            name = min(order.extra)
            raise InvalidInput("unknown_field", f"the engine trial has no field {name!r}", field=name)
        if not order.prompt.strip():
            raise InvalidInput("empty_prompt", "the prompt is empty", field="prompt")
        document = _document(order, materials)
        report: dict[str, Any] = {"understood": [order.prompt], "approximated": [], "left_out": []}
        if order.negative_prompt:
            report["left_out"].append(order.negative_prompt)
        if order.kind in {"remix", "edit"}:
            report["changes"] = ["the bar's colour"]
        if "picture" in materials:
            report["reference"] = {"palette": document["ground"]}
        seconds = float(sum(part["seconds"] for part in document["parts"]))
        return Draft(seconds, document["seed"], None, json.dumps(document), report)

    def make(
        self,
        order: Order,
        draft: Draft,
        materials: Materials,
        out: Path,
        progress: Progress,
        marking: Marking | None = None,
    ) -> Made:
        if draft.document is None:
            raise EngineFailure("no_document", "the draft of the engine trial has no document")
        document = json.loads(draft.document)
        faults = self._faults.named_in(order.prompt)
        run = self._run_number(order) if max(faults.fail, faults.transient, faults.crash) else 0
        frames = max(round(draft.seconds * order.fps), 1)
        with tempfile.TemporaryDirectory(prefix="fantascope-trial-") as name:
            segment = Path(name, "picture.mp4")
            painter = marking.painter(order.width, order.height, order.fps) if marking else None
            with SegmentEncoder(segment, order.width, order.height, order.fps) as encoder:
                for number in range(frames):
                    progress("draw", 0.9 * number / frames)
                    if number == frames // 2:
                        _go_wrong(faults, run)
                    planes = _picture(document, number / order.fps, order.width, order.height)
                    encoder.add(*(painter(number, *planes) if painter else planes))
                    _wait(faults.slow_s / frames, lambda done=number / frames: progress("draw", 0.9 * done))
            progress("join", 0.9)
            audio = _sound(document, frames / order.fps, order.sound)
            with whole_file(out) as part:
                join([segment], marking.heard(audio, SAMPLE_RATE) if marking else audio, part, fps=order.fps)
        progress("join", 1.0)
        captions, marked = _captions(document), marking is not None
        return Made(captions, draft.report, draft.document, frames / order.fps, draft.seed, marked=marked)

    def _run_number(self, order: Order) -> int:
        """How many runs of this order began before this one; counted on disk, for a run may end its process."""
        mark = hashlib.sha256(json.dumps(order.to_json(), sort_keys=True).encode()).hexdigest()[:24]
        path = self._folder / mark
        with disk_errors(path):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with path.open("ab") as file:
                before = file.tell()
                file.write(b".")
        return before


def create(options: Mapping[str, Any]) -> TrialEngine:
    """The entry point. Options: slow_s, fail_times, transient_times, crash_times (numbers), folder, and abilities
    (a mapping over those it has).

    Errors: InvalidInput("bad_setting").
    """
    known = {"slow_s", "fail_times", "transient_times", "crash_times", "folder", "abilities"}
    if unknown := sorted(set(options) - known):
        raise InvalidInput("bad_setting", f"the engine trial has no option {unknown[0]!r}", field="engines")
    abilities = Abilities(
        models=("fantascope-trial", "trial"),
        negative_prompt=True,
        picture=True,
        remix=True,
        extend=True,
        characters=True,
        document=True,
        origin="algorithmic",
    )
    try:
        faults = Faults(
            float(options.get("slow_s", 0.0)),
            float(options.get("fail_times", 0)),
            float(options.get("transient_times", 0)),
            float(options.get("crash_times", 0)),
        )
        abilities = replace(abilities, **options.get("abilities", {}))
    except (TypeError, ValueError) as error:
        raise InvalidInput("bad_setting", f"options of the engine trial: {error}", field="engines") from error
    folder = Path(options.get("folder") or f"/var/tmp/fantascope-trial-{os.getuid()}")  # outlives a worker's own files
    return TrialEngine(faults, folder, abilities)


def _document(order: Order, materials: Materials) -> dict[str, Any]:
    """The document of an order: of a new clip, or its source's, changed."""
    colour = _number(order.prompt) % 360
    if order.kind == "create" and order.document is not None:
        return _as_written(order.document)
    if order.kind == "create":
        seed = _number(order.prompt) if order.seed is None else order.seed
        ground = _mean_colour(materials["picture"]) if "picture" in materials else _colour(_number(str(seed)), 0.35)
        cast = [_colour(_number(who.id), 0.8) for who in order.characters]
        part = {"prompt": order.prompt, "colour": colour, "seconds": order.seconds}
        return {"trial": 1, "seed": seed, "ground": ground, "cast": cast, "parts": [part]}
    try:
        document = json.loads(order.document or "")
        parts = [dict(part) for part in document["parts"]]
        document["seed"], document["ground"], document["cast"]
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput("source_has_no_document", "the source was not made by this engine", field="video") from error
    if order.kind == "extend":
        parts.append({"prompt": order.prompt, "colour": colour, "seconds": order.seconds})
    else:
        parts = [{**part, "prompt": order.prompt, "colour": colour} for part in parts]
    return {**document, "parts": parts}


def _as_written(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
        parts = [(str(part["prompt"]), int(part["colour"]), float(part["seconds"])) for part in document["parts"]]
        kept = {name: document[name] for name in ("seed", "ground", "cast")}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidInput("screenplay_invalid", "this is no document of this engine", field="screenplay") from error
    if not parts or not all(0.0 < seconds <= 120.0 for _, _, seconds in parts):
        raise InvalidInput("bad_seconds", "a part lasts up to 120 seconds", field="screenplay")
    told = [{"prompt": prompt, "colour": colour, "seconds": seconds} for prompt, colour, seconds in parts]
    return {"trial": 1, **kept, "parts": told}


def _go_wrong(faults: Faults, run: int) -> None:
    if run < faults.crash:
        os.kill(os.getpid(), signal.SIGKILL)
    if run < faults.transient:
        raise Transient("trial_transient", "asked to fail for now")
    if run < faults.fail:
        raise EngineFailure("trial_failure", "asked to fail")


def _wait(seconds: float, beat: Any) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, 0.1))
        beat()


def _part_at(document: Mapping[str, Any], time_s: float) -> Mapping[str, Any]:
    parts: list[Mapping[str, Any]] = document["parts"]
    for part in parts:
        if time_s < part["seconds"] - 1e-9:
            return part
        time_s -= part["seconds"]
    return parts[-1]


def _picture(document: Mapping[str, Any], time_s: float, width: int, height: int) -> tuple[U8, U8, U8]:
    """Planes of YUV 4:2:0: the ground, the characters as squares, the bar over them."""
    luma = np.full((height, width), document["ground"][0], np.uint8)
    chroma = [np.full((height // 2, width // 2), value, np.uint8) for value in document["ground"][1:]]
    side = max(height // 8, 2)
    boxes = [
        (colour, slice(height - 2 * side, height - side), slice(side * (2 * k + 1), side * (2 * k + 2)))
        for k, colour in enumerate(document["cast"])
    ]
    there = abs((time_s / _SWEEP_S) % 2.0 - 1.0)
    left = round((1.0 - there) * width * 7 / 8)
    bar = _colour(_part_at(document, time_s)["colour"], 0.75)
    boxes.append((bar, slice(0, height), slice(left, left + max(width // 8, 2))))
    for colour, rows, columns in boxes:
        luma[rows, columns] = colour[0]
        for plane, value in zip(chroma, colour[1:], strict=True):
            plane[rows.start // 2 : rows.stop // 2, columns.start // 2 : columns.stop // 2] = value
    return luma, chroma[0], chroma[1]


def _sound(document: Mapping[str, Any], seconds: float, heard: bool) -> NDArray[np.float32]:
    """A soft tone whose pitch is the bar's colour, its phase unbroken from part to part."""
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    hz, start = np.zeros(len(times)), 0.0
    for part in document["parts"]:
        hz[times >= start - 1e-9] = 220.0 + part["colour"]
        start += part["seconds"]
    tone = (0.2 if heard else 0.0) * np.sin(2 * np.pi * np.cumsum(hz) / SAMPLE_RATE)
    return np.repeat(tone[:, None], 2, axis=1).astype(np.float32)


def _captions(document: Mapping[str, Any]) -> str:
    """What stands between quotation marks is spoken in the first second of its part."""
    cues, start = [], 0.0
    for part in document["parts"]:
        if spoken := _SPOKEN.search(part["prompt"]):
            cues.append(_Spoken(start, start + min(1.0, part["seconds"]), spoken[1]))
        start += part["seconds"]
    return webvtt(cues) if cues else ""


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def _colour(hue: int, light: float) -> list[int]:
    """(y, u, v) of a hue in degrees; `light` in [0, 1]."""
    angle = np.deg2rad(hue % 360)
    return [round(16 + 219 * light), round(128 + 60 * np.cos(angle)), round(128 + 60 * np.sin(angle))]


def _mean_colour(picture: Path) -> list[int]:
    from PIL import Image

    with Image.open(picture) as image:
        red, green, blue = np.asarray(image.convert("RGB").resize((32, 32)), np.float64).reshape(-1, 3).mean(axis=0)
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    u, v = (blue - luma) / 1.8556, (red - luma) / 1.5748
    return [round(16 + luma * 219 / 255), round(128 + u * 224 / 255), round(128 + v * 224 / 255)]
