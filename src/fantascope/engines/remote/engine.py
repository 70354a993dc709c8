"""The engine that has its clips made by another server: orders become requests, what comes back is made fit.

Knows nothing of connections or codecs. What the server makes is always finished here: size, rate, length and loudness
are those of the order, whatever came.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...kernel.errors import InvalidInput
from ...kernel.progress import Progress
from ..port import Abilities, Draft, Made, Materials, Order
from .ask import Ask, ask_for
from .dialects import DIALECTS, Picture, checked_extra, submission
from .options import Options, checked
from .told import Told

if TYPE_CHECKING:
    from ...provenance.marking import Marking
    from ...provenance.origins import Origin

_LONGEST_TOTAL_S = 120.0
_RATES = (24, 30)


class RemoteEngine:
    """See the engine port."""

    def __init__(self, options: Options) -> None:
        dialect = DIALECTS[options.dialect]
        longest_s = options.longest_s or 10.0
        self._options = options
        self._mark = hashlib.sha256(options.url.encode()).hexdigest()[:16]
        self._abilities = Abilities(
            models=(options.model or "remote",),
            longest_s=longest_s,
            longest_total_s=_LONGEST_TOTAL_S if dialect.works_on else longest_s,
            rates=tuple(dict.fromkeys((*options.rates, *_RATES))),
            looks=options.looks if options.dialect == "fantascope" else (),
            sound=options.sound != "none",
            seed=dialect.seed,
            negative_prompt=bool(options.negative_prompt),
            picture=bool(options.picture),
            remix=dialect.works_on,
            extend=dialect.works_on,
            origin=options.origin,
        )

    @property
    def abilities(self) -> Abilities:
        return self._abilities

    def draft(self, order: Order, materials: Materials) -> Draft:
        self._check(order, materials)
        ask = ask_for(order, self._options)
        seed = order.seed
        if seed is None and self._abilities.seed and order.kind == "create":
            seed = secrets.randbelow(1 << 31)  # chosen once, and remembered with the clip
        report: dict[str, Any] = {
            "understood": [],
            "approximated": [list(pair) for pair in ask.approximated],
            "left_out": [],
        }
        if "picture" in materials:
            report["reference"] = ["first picture"]
        total_s = order.seconds + (order.source_seconds if order.kind == "extend" else 0.0)
        memory = json.dumps({"remote": {"key": secrets.token_hex(16)}})
        return Draft(total_s, seed, order.look, memory, report)

    def make(
        self,
        order: Order,
        draft: Draft,
        materials: Materials,
        out: Path,
        progress: Progress,
        marking: Marking | None = None,
    ) -> Made:
        from .bring import bring
        from .finish import Finish

        told = Told(progress)
        ask = ask_for(order, self._options)
        request = submission(
            order,
            ask,
            self._options,
            seed=draft.seed,
            picture=_picture(materials, ask),
            source=None if order.kind == "create" else self._source(order),
        )
        with tempfile.TemporaryDirectory(prefix="fantascope-remote-", ignore_cleanup_errors=True) as name:
            clip = Path(name, "clip.mp4")
            brought = bring(request, clip, self._options, told, key=_key(draft))
            captions, told_more = Finish(order, draft, materials, self._options, told, marking).write(clip, out)
        told.done()
        report = {**draft.report, **brought.report, **told_more}
        lists = (draft.report["approximated"], brought.report.get("approximated", []), told_more["approximated"])
        report["approximated"] = [pair for pairs in lists for pair in pairs]
        if told_more["sound"] == "own":
            captions = brought.captions
        if brought.resubmissions:
            report["resubmissions"] = brought.resubmissions
        document = json.dumps({"remote": {"server": self._mark, "video": brought.id}})
        frames = max(round(draft.seconds * order.fps), 1)
        origin: Origin = self._options.origin
        if origin == "trained" and told_more["sound"] == "added":
            origin = "composite_trained"
        return Made(
            captions, report, document, frames / order.fps, draft.seed, marked=marking is not None, origin=origin
        )

    def _check(self, order: Order, materials: Materials) -> None:
        """Refuse what this server cannot do.

        Errors: InvalidInput("not_supported" | "source_elsewhere", and those of `checked_extra`).
        """
        can = self._abilities
        refused = {
            "input_reference": "picture" in materials and not can.picture,
            "characters": bool(order.characters),
            "video": order.kind != "create" and not can.remix,
            "negative_prompt": bool(order.negative_prompt) and not can.negative_prompt,
            "look": order.look is not None and order.look not in can.looks,
            "seconds": order.seconds > can.longest_s + 1e-6,
        }
        for field, wrong in refused.items():
            if wrong:
                raise InvalidInput("not_supported", f"{self._options.label} cannot use {field}", field=field)
        checked_extra(order.extra, self._options)
        if order.kind != "create":
            self._source(order)

    def _source(self, order: Order) -> str:
        """The source video's id on the other server, as `make` remembered it."""
        try:
            kept = json.loads(order.document or "")["remote"]
            if kept["server"] == self._mark and isinstance(kept["video"], str):
                return str(kept["video"])
        except (ValueError, KeyError, TypeError):
            pass
        raise InvalidInput("source_elsewhere", f"the source was not made by {self._options.label}", field="video")


def create(options: Mapping[str, Any]) -> RemoteEngine:
    """The entry point. Errors: InvalidInput("bad_setting")."""
    return RemoteEngine(checked(options))


def _key(draft: Draft) -> str:
    """The key of the order, the same in every run of it."""
    return str(json.loads(draft.document or "{}")["remote"]["key"])


def _picture(materials: Materials, ask: Ask) -> Picture | None:
    """The first picture in exactly the size that is asked for: servers refuse any other."""
    path = materials.get("picture")
    if path is None:
        return None
    from io import BytesIO

    from PIL import Image, ImageOps

    with Image.open(path) as image:
        kind = Image.MIME.get(image.format or "", "")
        if image.size == (ask.width, ask.height) and kind in {"image/png", "image/jpeg", "image/webp"}:
            return Picture(path.read_bytes(), kind)
        fitted = ImageOps.fit(image.convert("RGB"), (ask.width, ask.height), Image.Resampling.LANCZOS)
    data = BytesIO()
    fitted.save(data, "PNG")
    return Picture(data.getvalue(), "image/png")
