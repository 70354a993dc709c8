"""What is kept beside a clip when asked: the recipe, the contacts, the captions, the poster, what each colour means.

Knows nothing of drawing. Every file is whole or absent.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from ...media.captions import webvtt
from ...media.disk import whole_file
from ...media.poster import write_poster
from .film import Film
from .screenplay.io import dumps
from .screenplay.schema import Screenplay


def write_kept(folder: Path, screenplay: Screenplay, film: Film, clip: Path) -> None:
    """Write screenplay.json, contacts.json, things.json, captions.vtt and poster.png into `folder`."""
    _text(folder / "screenplay.json", dumps(screenplay))
    _text(folder / "contacts.json", _json([dataclasses.asdict(contact) for contact in film.contacts]))
    _text(folder / "things.json", _json([{str(k): name for k, name in names.items()} for names in film.things]))
    _text(folder / "captions.vtt", webvtt(film.captions, language=screenplay.language))
    write_poster(clip, folder / "poster.png")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _text(path: Path, text: str) -> None:
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8")
