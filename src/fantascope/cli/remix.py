"""The command `fantascope remix`: an instruction changes a screenplay, and each change is told."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .messages import text
from .report import meaning, words, write_json

if TYPE_CHECKING:
    from ..studio.revise import Remix


def remix(
    screenplay: Annotated[Path, typer.Argument(help=text("opt.remixed"))],
    instruction: Annotated[str, typer.Argument(help=text("opt.instruction"))],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="NEW.json", help=text("opt.remix_out"))] = None,
    json: Annotated[bool, typer.Option("--json", help=text("opt.json"))] = False,
) -> None:
    from ..studio.revise import revise_file

    done = revise_file(screenplay, instruction, out)
    if json:
        write_json(_json(done))
    else:
        print("\n".join(_lines(done)))


def _lines(done: Remix) -> list[str]:
    """The file, each change once, and what was made of the words."""
    told = [str(done.file)] if done.file else []
    several = len(done.screenplay.shots) > 1
    for change in done.revision.changes:
        about = [text(f"change.{change.kind}")]
        if change.role is not None:
            about.append(change.role)
        if several and change.shot is not None:
            about.append(text("change.in", number=change.shot + 1))
        told.append(f"{' '.join(about)}: {change.before or '–'} → {change.after or '–'}")
    if not done.revision.changes:
        told.append(text("change.nothing"))
    return [*told, *words(done.revision.understood, done.revision.approximated, done.revision.unstaged)]


def _json(done: Remix) -> dict[str, object]:
    revision = done.revision
    return {
        "file": str(done.file) if done.file else None,
        "changes": [asdict(change) for change in revision.changes],
        **meaning(revision.understood, revision.approximated, revision.unstaged),
        "screenplay": done.screenplay.model_dump(mode="json"),
    }
