"""The command `fantascope verify`: where a file comes from, each layer's answer with its confidence."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .messages import language, text
from .report import write_json
from .serving import HOME

if TYPE_CHECKING:
    from ..provenance.verify.judge import Verdict


def verify(
    file: Annotated[Path, typer.Argument(help=text("opt.verified"))],
    json: Annotated[bool, typer.Option("--json", help=text("opt.json"))] = False,
    home: HOME = None,
) -> None:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small sums: threads would only wait for each other
    from ..settings import load_settings
    from ..studio.provenance.own_check import check_file

    found = check_file(load_settings(home=home), file)
    if json:
        write_json(verdict_json(found))
    else:
        print("\n".join(_lines(found)))


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """The verdict for programs; its keys are stable."""
    from ..studio.provenance.words import summary

    return {**asdict(verdict), "summary": summary(verdict, language())}


def _lines(verdict: Verdict) -> list[str]:
    from ..studio.provenance.words import details, layer_line, summary

    spoken = language()
    layers = [layer_line(layer, spoken) for layer in verdict.layers]
    return [summary(verdict, spoken), *(f"  {line}" for line in (*details(verdict, spoken), *layers))]
