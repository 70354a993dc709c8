"""The use case: a screenplay file is changed as an instruction says, and what changed is told.

Knows nothing of terminals or of clips; the new screenplay is played by `generate`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..engines.world.screenplay.revision import Revision
from ..engines.world.screenplay.schema import Screenplay
from ..media.disk import check_writable, whole_file
from .generate import load_screenplay
from .request import LONGEST_EXTENDED_S, checked_prompt


@dataclass(frozen=True, slots=True)
class Remix:
    """A revised screenplay, what changed in it, and the file it was written to."""

    screenplay: Screenplay
    revision: Revision
    file: Path | None


def revise_file(source: Path, instruction: str, out: Path | None = None) -> Remix:
    """Revise the screenplay in `source` and write it to `out`, which may be `source`; None = write nothing.

    Errors: InvalidInput("empty_prompt" | "prompt_too_long" | "output_is_folder"), those of `load_screenplay`;
    Unavailable("output_unwritable" | "disk_full").
    """
    from ..engines.world.language import revise
    from ..engines.world.screenplay.io import dumps

    words = checked_prompt(instruction)
    if out is not None:
        check_writable(out)
    before = load_screenplay(source, seed=None, look=None, longest_s=LONGEST_EXTENDED_S).screenplay
    after, revision = revise(before, words)
    if out is not None:
        with whole_file(out) as part:
            part.write_text(dumps(after), encoding="utf-8")
    return Remix(after, revision, out)
