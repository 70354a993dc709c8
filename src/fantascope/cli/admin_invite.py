"""The command `admin invite`: a way in for whoever runs the server, operators who lost theirs included.

Knows nothing of how invitations are kept.
"""

from __future__ import annotations

import time
from typing import Annotated

import typer

from .messages import text
from .report import write_json
from .serving import HOME, opened

invite = typer.Typer(help=text("admin.invite"), no_args_is_help=True)


@invite.command("create", help=text("invite.create"))
def invite_create(
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help=text("opt.invite_role"))] = "member",
    uses: Annotated[int, typer.Option("--uses", metavar="N", help=text("opt.invite_uses"))] = 1,
    days: Annotated[int | None, typer.Option("--days", metavar="N", help=text("opt.invite_days"))] = None,
    json: Annotated[bool, typer.Option("--json", help=text("opt.json"))] = False,
    home: HOME = None,
) -> None:
    from ..accounts.invites import issue

    with opened(home) as (_settings, db), db.write() as session:
        row, code = issue(session, None, uses=uses, role=role, days=days, now=time.time())
    if json:
        write_json({"id": row.id, "role": row.role, "uses": row.uses_left, "code": code})
    else:
        print(code)
