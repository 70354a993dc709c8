"""The use case: a contact sheet of a clip.

Knows nothing of terminals. The clip is only read.
"""

from __future__ import annotations

from pathlib import Path

from ..kernel.errors import InvalidInput
from ..media.disk import check_writable

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")


def make_sheet(clip: Path, out: Path, *, frames: str | int = 6, caption: str = "") -> None:
    """Write a sheet of `frames` pictures of `clip` to `out`.

    Errors: InvalidInput("clip_unreadable" | "bad_frames" | "bad_picture_name" | "output_is_folder"),
    Unavailable("output_unwritable" | "disk_full").
    """
    from ..media.sheet import contact_sheet, write_image

    if not str(frames).isascii() or not str(frames).isdigit() or not 1 <= int(frames) <= 60:
        raise InvalidInput("bad_frames", f"a sheet has 1 to 60 frames, not {frames}", field="frames")
    check_writable(out)
    if out.suffix.lower() not in _SUFFIXES:
        message = f"the picture's name must end in {', '.join(_SUFFIXES)}: {out}"
        raise InvalidInput("bad_picture_name", message, field="out")
    count = int(frames)
    try:
        sheet = contact_sheet(clip, frames=count, columns=min(3, count), caption=caption)
    except (OSError, ValueError, IndexError) as error:
        raise InvalidInput("clip_unreadable", f"cannot read {clip} as a clip", field="clip") from error
    write_image(sheet, out)
