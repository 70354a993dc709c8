"""The commands `admin keys`: what signs and marks clips, and its rotation."""

from __future__ import annotations

from typing import Annotated

import typer

from ..kernel.errors import InvalidInput
from .messages import text
from .serving import HOME

keys = typer.Typer(help=text("admin.keys"), no_args_is_help=True)


@keys.command("show", help=text("keys.show"))
def show(home: HOME = None) -> None:
    from ..settings import load_settings
    from ..studio.provenance.keys import key_folder, signing_key

    settings = load_settings(home=home)
    key, marks = signing_key(settings), key_folder(settings).marks()
    issuer = text("keys.issuer_own" if key.own else "keys.issuer_operator")
    print(text("keys.signing", issuer=issuer, until=key.certificate.not_valid_after_utc.date().isoformat()))
    print(text("keys.marks", epoch=marks[0].epoch, count=len(marks)))


@keys.command("rotate", help=text("keys.rotate"))
def rotate(what: Annotated[str, typer.Argument(help=text("opt.keys_what"))], home: HOME = None) -> None:
    from ..settings import load_settings
    from ..studio.provenance.keys import key_folder

    if what not in ("signing", "marks"):
        raise InvalidInput("usage", f"keys are signing or marks, not {what!r}")
    folder = key_folder(load_settings(home=home))
    folder.signing()
    folder.marks()
    if what == "signing":
        folder.rotate_signing()
    else:
        folder.rotate_marks()
    show(home)
