"""The command `fantascope`.

Knows nothing of how a clip is made: it parses words, calls one use case, and prints. Errors become one line on
standard error and an exit status here and nowhere else: 2 what was asked cannot be done, 1 our fault, 130 stopped.
Each command imports what it runs, so that --help answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Annotated

import typer

from ..kernel.errors import Cancelled, EngineFailure, FantascopeError, InvalidInput
from ..studio.request import LOOKS, NICE_SIZES, checked, checked_look, checked_prompt, checked_seconds, checked_seed
from .admin import app as admin
from .messages import error_line, text
from .remix import remix
from .report import production_json, production_lines, reading_json, reading_lines, write_json
from .serve import serve
from .serving import migrate, worker
from .verify import verify

app = typer.Typer(help=text("app"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
_JSON = Annotated[bool, typer.Option("--json", help=text("opt.json"))]
_SECONDS = Annotated[str | None, typer.Option("--seconds", metavar="1..60", help=text("opt.seconds"))]
_SEED = Annotated[str | None, typer.Option("--seed", metavar="N", help=text("opt.seed"))]
_LOOK = Annotated[str | None, typer.Option("--look", metavar="NAME", help=text("opt.look", looks=", ".join(LOOKS)))]


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version as installed_version

        print(f"fantascope {installed_version('fantascope')}")
        raise typer.Exit()


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=text("opt.version"))
    ] = False,
) -> None: ...


@app.command(help=text("generate"))
def generate(
    prompt: Annotated[str | None, typer.Argument(help=text("opt.prompt"))] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE.mp4", help=text("opt.out"))] = None,
    seconds: _SECONDS = None,
    size: Annotated[
        str, typer.Option("--size", metavar="WxH", help=text("opt.size", sizes=", ".join(NICE_SIZES)))
    ] = NICE_SIZES[0],
    fps: Annotated[str, typer.Option("--fps", metavar="24|30", help=text("opt.fps"))] = "24",
    seed: _SEED = None,
    look: _LOOK = None,
    screenplay: Annotated[
        Path | None, typer.Option("--screenplay", metavar="FILE", help=text("opt.screenplay"))
    ] = None,
    keep: Annotated[Path | None, typer.Option("--keep", metavar="DIR", help=text("opt.keep"))] = None,
    depth: Annotated[bool, typer.Option("--depth", help=text("opt.depth"))] = False,
    segmentation: Annotated[bool, typer.Option("--segmentation", help=text("opt.segmentation"))] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=text("opt.quiet"))] = False,
    json: _JSON = False,
) -> None:
    begun = time.perf_counter()
    from rich.console import Console

    from ..studio.generate import generate as studio_generate
    from .display import StageBars

    request = checked(
        prompt=prompt,
        screenplay=screenplay,
        out=out,
        seconds=seconds,
        size=size,
        fps=fps,
        seed=seed,
        look=look,
        keep=keep,
        depth=depth,
        things=segmentation,
    )
    with StageBars(Console(stderr=True), shown=not quiet) as bars:
        production = studio_generate(request, bars)
    wall_s = time.perf_counter() - begun
    if json:
        write_json(production_json(production, wall_s))
    elif not quiet:
        print("\n".join(production_lines(production, wall_s)))


@app.command(help=text("extend"))
def extend(
    screenplay: Annotated[Path, typer.Argument(help=text("opt.extended"))],
    prompt: Annotated[str, typer.Argument(help=text("opt.continuation"))],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE.mp4", help=text("opt.out"))] = None,
    seconds: _SECONDS = None,
    source: Annotated[Path | None, typer.Option("--from", metavar="CLIP.mp4", help=text("opt.from"))] = None,
    size: Annotated[
        str, typer.Option("--size", metavar="WxH", help=text("opt.size", sizes=", ".join(NICE_SIZES)))
    ] = NICE_SIZES[0],
    fps: Annotated[str, typer.Option("--fps", metavar="24|30", help=text("opt.fps"))] = "24",
    keep: Annotated[Path | None, typer.Option("--keep", metavar="DIR", help=text("opt.keep"))] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=text("opt.quiet"))] = False,
    json: _JSON = False,
) -> None:
    begun = time.perf_counter()
    from rich.console import Console

    from ..studio.extend import checked_extension
    from ..studio.extend import extend as studio_extend
    from .display import StageBars

    request, words, clip = checked_extension(
        screenplay, prompt, out=out, seconds=seconds, size=size, fps=fps, keep=keep, source=source
    )
    with StageBars(Console(stderr=True), shown=not quiet) as bars:
        production = studio_extend(screenplay, words, request, clip, bars)
    wall_s = time.perf_counter() - begun
    if json:
        write_json(production_json(production, wall_s))
    elif not quiet:
        print("\n".join(production_lines(production, wall_s)))


@app.command(help=text("screenplay"))
def screenplay(
    prompt: Annotated[str, typer.Argument(help=text("opt.prompt"))],
    seconds: _SECONDS = None,
    seed: _SEED = None,
    look: _LOOK = None,
    json: _JSON = False,
) -> None:
    from ..studio.generate import read_prompt

    reading = read_prompt(
        checked_prompt(prompt), seconds=checked_seconds(seconds), seed=checked_seed(seed), look=checked_look(look)
    )
    if json:
        write_json(reading_json(reading))
    else:
        print("\n".join(reading_lines(reading)))


@app.command(help=text("sheet"))
def sheet(
    clip: Annotated[Path, typer.Argument(help=text("opt.clip"))],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.jpg", help=text("opt.sheet_out"))],
    frames: Annotated[str, typer.Option("--frames", metavar="N", help=text("opt.frames"))] = "6",
    caption: Annotated[str, typer.Option("--caption", help=text("opt.caption"))] = "",
) -> None:
    from ..studio.sheet import make_sheet

    make_sheet(clip, out, frames=frames, caption=caption)
    print(out)


@app.command(help=text("doctor"))
def doctor(json: _JSON = False) -> None:
    from ..studio.doctor import examine

    findings = examine()
    ill = [finding for finding in findings if not finding.ok]
    if json:
        write_json({finding.name: {"ok": finding.ok, "detail": finding.detail} for finding in findings})
    else:
        for finding in findings:
            print(f"{text('fine' if finding.ok else 'broken'):<9} {finding.name:<10} {finding.detail}")
        print(text("doctor.ill", count=len(ill), total=len(findings)) if ill else text("doctor.well"))
    if ill:
        raise typer.Exit(2)


app.command(help=text("remix"))(remix)
app.command(help=text("verify"))(verify)
app.command(help=text("serve"))(serve)
app.command(help=text("worker"))(worker)
app.command(help=text("migrate"))(migrate)
app.add_typer(admin, name="admin")


def exit_status(error: FantascopeError) -> int:
    """130 stopped, 1 our fault, 2 everything else."""
    if isinstance(error, Cancelled):
        return 130
    return 1 if isinstance(error, EngineFailure) else 2


def main() -> None:
    """Run the command line and exit with its status."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit status; one line on standard error for any trouble."""
    try:
        status = app(arguments, prog_name="fantascope", standalone_mode=False)
        if status == 130:  # how typer tells of an interruption
            raise Cancelled
        return status if isinstance(status, int) else 0
    except (KeyboardInterrupt, typer.Abort, Cancelled):
        print(text("cancelled"), file=sys.stderr)
        return 130
    except typer.TyperException as error:
        print(error_line(InvalidInput("usage", error.format_message())), file=sys.stderr)
        return 2
    except FantascopeError as error:
        _explain()
        print(error_line(error), file=sys.stderr)
        return exit_status(error)
    except Exception as error:
        _explain()
        what = f"{type(error).__name__}: {error}"
        print(error_line(EngineFailure("internal", text("internal", what=what))), file=sys.stderr)
        return 1


def _explain() -> None:
    if os.environ.get("FANTASCOPE_DEBUG"):
        traceback.print_exc()
