"""The command `admin`: owners, keys, credits, jobs and invitations, for who runs a server.

Knows nothing of how these are kept: each command calls one action or query and prints lines, or JSON.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from ..accounts.types import SCOPES
from ..kernel.errors import InvalidInput
from .admin_invite import invite
from .admin_keys import keys
from .messages import text
from .report import write_json
from .serving import HOME, opened

app = typer.Typer(help=text("admin"), no_args_is_help=True)
_key = typer.Typer(help=text("admin.key"), no_args_is_help=True)
_owner = typer.Typer(help=text("admin.owner"), no_args_is_help=True)
_credits = typer.Typer(help=text("admin.credits"), no_args_is_help=True)
_jobs = typer.Typer(help=text("admin.jobs"), no_args_is_help=True)
for _name, _group in (("key", _key), ("owner", _owner), ("credits", _credits), ("jobs", _jobs)):
    app.add_typer(_group, name=_name)
app.add_typer(invite, name="invite")
app.add_typer(keys, name="keys")

_JSON = Annotated[bool, typer.Option("--json", help=text("opt.json"))]
_OWNER = Annotated[str, typer.Argument(help=text("opt.owner"))]
_OWNER_ONLY = Annotated[str | None, typer.Option("--owner", metavar="NAME", help=text("opt.owner_only"))]
_JOB = Annotated[str, typer.Argument(help=text("opt.job"))]
_STATES = ("queued", "running", "completed", "failed", "cancelled")


@_key.command("create", help=text("key.create"))
def key_create(
    name: Annotated[str, typer.Option("--name", metavar="NAME", help=text("opt.key_name"))],
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME", help=text("opt.key_owner"))] = None,
    scopes: Annotated[
        str, typer.Option("--scopes", metavar="A,B", help=text("opt.key_scopes", scopes=", ".join(SCOPES)))
    ] = ",".join(SCOPES),
    rate: Annotated[int | None, typer.Option("--rate", metavar="N", help=text("opt.key_rate"))] = None,
    daily_credits: Annotated[
        int | None, typer.Option("--daily-credits", metavar="N", help=text("opt.key_daily"))
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=text("opt.key_quiet"))] = False,
    json: _JSON = False,
    home: HOME = None,
) -> None:
    from ..accounts.actions import create_key, ensure_owner

    now = time.time()
    wanted = [scope.strip() for scope in scopes.split(",") if scope.strip()]
    with opened(home) as (settings, db), db.write() as session:
        holder = ensure_owner(
            session,
            owner or name,
            now=now,
            running_cap=settings.running_cap,
            queued_cap=settings.queued_cap,
            free_credits=settings.free_credits,
        )
        key, secret = create_key(
            session,
            owner_id=holder.id,
            name=name,
            scopes=wanted,
            now=now,
            requests_per_minute=rate,
            daily_credits=daily_credits,
        )
    if quiet:
        print(secret)
    elif json:
        write_json({"id": key.id, "owner": holder.name, "scopes": key.scopes, "key": secret})
    else:
        print(f"{secret}\n{text('key.secret')}")


@_key.command("list", help=text("key.list"))
def key_list(owner: _OWNER_ONLY = None, json: _JSON = False, home: HOME = None) -> None:
    from ..accounts.queries import list_keys, list_owners, owner_named

    with opened(home) as (_settings, db), db.read() as session:
        names = {row.id: row.name for row in list_owners(session)}
        keys = list_keys(session, owner_id=owner_named(session, owner).id if owner is not None else None)
    rows = [
        {
            "id": key.id,
            "owner": names[key.owner_id],
            "name": key.name,
            "ends_in": key.hint,
            "scopes": ",".join(key.scopes),
            "rate": key.requests_per_minute,
            "daily_credits": key.daily_credits,
            "created": _when(key.created_at),
            "used": _when(key.last_used_at),
            "revoked": _when(key.revoked_at),
        }
        for key in keys
    ]
    _table(rows, json)


@_key.command("revoke", help=text("key.revoke"))
def key_revoke(key: Annotated[str, typer.Argument(help=text("opt.key_id"))], home: HOME = None) -> None:
    from ..accounts.actions import revoke_key

    with opened(home) as (_settings, db), db.write() as session:
        revoke_key(session, key, time.time())
    print(text("key.revoked", id=key))


@_owner.command("list", help=text("owner.list"))
def owner_list(json: _JSON = False, home: HOME = None) -> None:
    from ..accounts.queries import balance, list_owners

    with opened(home) as (_settings, db), db.read() as session:
        rows = [
            {
                "name": owner.name,
                "weight": owner.weight,
                "running_cap": owner.running_cap,
                "queued_cap": owner.queued_cap,
                "limited": owner.credits_limited,
                "credits": balance(session, owner.id),
                "id": owner.id,
            }
            for owner in list_owners(session)
        ]
    _table(rows, json)


@_owner.command("set", help=text("owner.set"))
def owner_set(
    name: _OWNER,
    weight: Annotated[float | None, typer.Option("--weight", metavar="X", help=text("opt.weight"))] = None,
    running_cap: Annotated[int | None, typer.Option("--running-cap", metavar="N", help=text("opt.running_cap"))] = None,
    queued_cap: Annotated[int | None, typer.Option("--queued-cap", metavar="N", help=text("opt.queued_cap"))] = None,
    limited: Annotated[bool | None, typer.Option("--limited/--unlimited", help=text("opt.limited"))] = None,
    home: HOME = None,
) -> None:
    from ..accounts.actions import set_limits
    from ..accounts.queries import owner_named

    with opened(home) as (_settings, db), db.write() as session:
        set_limits(
            session,
            owner_named(session, name).id,
            weight=weight,
            running_cap=running_cap,
            queued_cap=queued_cap,
            credits_limited=limited,
        )
    owner_list(home=home)


@_credits.command("grant", help=text("credits.grant"))
def credits_grant(
    name: _OWNER,
    credits: Annotated[int, typer.Argument(help=text("opt.credits"))],
    note: Annotated[str, typer.Option("--note", metavar="WHY", help=text("opt.note"))] = "",
    home: HOME = None,
) -> None:
    from ..accounts.actions import grant
    from ..accounts.queries import balance, owner_named

    with opened(home) as (_settings, db), db.write() as session:
        owner = owner_named(session, name)
        grant(session, owner.id, credits, time.time(), note)
        left = balance(session, owner.id)
    print(text("credits.balance", name=name, balance=left))


@_credits.command("show", help=text("credits.show"))
def credits_show(name: _OWNER, json: _JSON = False, home: HOME = None) -> None:
    from ..accounts.queries import balance, ledger, owner_named

    with opened(home) as (_settings, db), db.read() as session:
        owner = owner_named(session, name)
        left, entries = balance(session, owner.id), ledger(session, owner.id, limit=20)
    rows = [
        {"when": _when(e.created_at), "kind": e.kind, "credits": e.credits, "job": e.job_id, "note": e.note}
        for e in entries
    ]
    if json:
        write_json({"owner": name, "balance": left, "entries": rows})
    else:
        print(text("credits.balance", name=name, balance=left))
        _table(rows, False)


@_jobs.command("list", help=text("jobs.list"))
def jobs_list(
    state: Annotated[str | None, typer.Option("--state", metavar="STATE", help=text("opt.state"))] = None,
    owner: _OWNER_ONLY = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=1000, help=text("opt.limit"))] = 20,
    json: _JSON = False,
    home: HOME = None,
) -> None:
    from ..accounts.queries import list_owners, owner_named
    from ..jobs.queries import recent

    if state is not None and state not in _STATES:
        raise InvalidInput("bad_state", f"a state is one of {', '.join(_STATES)}, not {state!r}", field="state")
    with opened(home) as (_settings, db), db.read() as session:
        owner_id = owner_named(session, owner).id if owner is not None else None
        names = {row.id: row.name for row in list_owners(session)}
        rows = [
            {
                "id": job.id,
                "owner": names.get(job.owner_id, job.owner_id),
                "state": job.state,
                "progress": f"{100 * job.progress:.0f}%",
                "attempt": job.attempt,
                "created": _when(job.created_at),
                "error": job.error_code,
            }
            for job in recent(session, owner_id=owner_id, state=state, limit=limit)
        ]
    _table(rows, json)


@_jobs.command("show", help=text("jobs.show"))
def jobs_show(job: _JOB, json: _JSON = False, home: HOME = None) -> None:
    from sqlalchemy import inspect

    from ..jobs.queries import get

    with opened(home) as (_settings, db), db.read() as session:
        row = get(session, job)
        values = {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}
        del values["token"]
    if json:
        write_json(values)
        return
    for name, value in values.items():
        shown = _when(value) if name.endswith("_at") else value
        print(f"{name:<17} {'' if shown is None else shown}")


@_jobs.command("cancel", help=text("jobs.cancel"))
def jobs_cancel(job: _JOB, home: HOME = None) -> None:
    from ..studio.house import open_house
    from ..studio.videos.operator import cancel_job

    with opened(home) as (settings, _db):
        print(text("jobs.now", id=job, state=cancel_job(open_house(settings), job)))


@_jobs.command("retry", help=text("jobs.retry"))
def jobs_retry(job: _JOB, home: HOME = None) -> None:
    from ..studio.videos.operator import retry_job

    with opened(home) as (_settings, db):
        print(text("jobs.now", id=job, state=retry_job(db, job, time.time())))


def _when(at: float | None) -> str | None:
    return None if at is None else time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at))


def _table(rows: Iterable[dict[str, Any]], json: bool) -> None:
    """Rows as aligned columns under their names, or as a JSON list."""
    rows = list(rows)
    if json:
        write_json(rows)
        return
    if not rows:
        return
    shown = [list(rows[0]), *([("-" if value in (None, "") else str(value)) for value in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
