"""The commands of who runs a server."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer.main

from fantascope.accounts.queries import identify
from fantascope.cli.admin import app
from fantascope.db.database import Database
from fantascope.db.migrate import is_current
from fantascope.jobs.actions import claim, enqueue, finish

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FANTASCOPE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("FANTASCOPE_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def db(home: Path) -> Any:
    database = Database(f"sqlite:///{home / 'fantascope.db'}")
    yield database
    database.close()


def test_a_key_is_made_on_a_machine_where_nothing_is_yet(fantascope: Run, db: Database) -> None:
    made = fantascope("admin", "key", "create", "--name", "laptop", "--quiet")
    assert (made.status, made.err) == (0, "")
    assert re.fullmatch(r"fsk_[\w-]{43}\n", made.out), "the key and nothing else"
    identity = identify(db, made.out.strip(), now=time.time())
    assert identity is not None
    assert (identity.owner_name, identity.scopes) == ("laptop", ("read", "write", "webhooks"))
    assert is_current(db)


def test_keys_are_listed_without_secrets_and_revoked(fantascope: Run, db: Database) -> None:
    made = json.loads(
        fantascope(
            "admin", "key", "create", "--name", "ci", "--owner", "ann", "--scopes", "read", "--rate", "5", "--json"
        ).out
    )
    fantascope("admin", "key", "create", "--name", "bob")
    assert (made["owner"], made["scopes"]) == ("ann", ["read"])
    (row,) = json.loads(fantascope("admin", "key", "list", "--owner", "ann", "--json").out)
    assert (row["id"], row["name"], row["rate"], row["revoked"]) == (made["id"], "ci", 5, None)
    listed = fantascope("admin", "key", "list").out
    assert len(listed.splitlines()) == 3
    assert made["key"] not in listed
    assert fantascope("admin", "key", "revoke", made["id"]).status == 0
    assert identify(db, made["key"], now=time.time()) is None


def test_owners_and_credits(fantascope: Run) -> None:
    fantascope("admin", "key", "create", "--name", "ann")
    assert fantascope("admin", "owner", "set", "ann", "--weight", "2", "--running-cap", "1", "--limited").status == 0
    (row,) = json.loads(fantascope("admin", "owner", "list", "--json").out)
    assert (row["weight"], row["running_cap"], row["queued_cap"], row["limited"]) == (2.0, 1, 200, True)
    fantascope("admin", "owner", "set", "ann", "--unlimited")
    assert fantascope("admin", "credits", "grant", "ann", "50", "--note", "hello").out == "ann: 50 credits\n"
    assert fantascope("admin", "credits", "grant", "ann", "--", "-8").out == "ann: 42 credits\n"
    shown = json.loads(fantascope("admin", "credits", "show", "ann", "--json").out)
    assert shown["balance"] == 42
    assert [(entry["credits"], entry["note"]) for entry in shown["entries"]] == [(-8, ""), (50, "hello")]


def test_jobs_are_listed_shown_and_put_back(fantascope: Run, db: Database) -> None:
    fantascope("admin", "key", "create", "--name", "ann")
    (owner,) = json.loads(fantascope("admin", "owner", "list", "--json").out)
    with db.write() as session:
        job, _ = enqueue(
            session,
            owner_id=owner["id"],
            weight=1.0,
            queued_cap=9,
            last_tag=0.0,
            kind="video",
            requires="",
            payload={"video_id": "video_x"},
            cost=1.0,
            now=1.0,
        )
    claimed = claim(db, worker="w", engines=[], lease_s=6.0, running_cap=1)
    assert claimed is not None
    refused = fantascope("admin", "jobs", "retry", job.id)
    assert (refused.status, refused.err.rpartition(" ")[2]) == (2, "[not_failed]\n")
    with db.write() as session:
        assert finish(session, claimed, state="failed", now=2.0, error=("internal", "it broke"))
    (row,) = json.loads(fantascope("admin", "jobs", "list", "--state", "failed", "--owner", "ann", "--json").out)
    assert (row["id"], row["owner"], row["error"]) == (job.id, "ann", "internal")
    assert "it broke" in fantascope("admin", "jobs", "show", job.id).out
    assert claimed.token not in fantascope("admin", "jobs", "show", job.id, "--json").out
    assert fantascope("admin", "jobs", "retry", job.id).out == f"{job.id}: queued\n"
    assert json.loads(fantascope("admin", "jobs", "list", "--state", "failed", "--json").out) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("key create --name k --scopes root", "bad_scope"),
        ("key create --name k --rate 0", "bad_limit"),
        ("key revoke key_none", "no_such_key"),
        ("key list --owner nobody", "no_such_owner"),
        ("key create", "usage"),
        ("owner set nobody --weight 2", "no_such_owner"),
        ("credits show nobody", "no_such_owner"),
        ("jobs list --state sleeping", "bad_state"),
        ("jobs show job_none", "no_such_job"),
        ("jobs cancel job_none", "no_such_job"),
        ("jobs retry job_none", "no_such_job"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(fantascope: Run, line: str, code: str) -> None:
    ran = fantascope("admin", *line.split())
    assert ran.status == 2
    assert ran.out == ""
    assert re.fullmatch(rf"error: .+ \[{code}\]\n", ran.err)


def test_migrating_twice_is_once(fantascope: Run, db: Database) -> None:
    assert fantascope("migrate").out == "the database is up to date now\n"
    assert fantascope("migrate").out == "the database was up to date already\n"
    assert is_current(db)


def test_a_database_that_is_not_ours_to_make_must_be_migrated_first(
    fantascope: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANTASCOPE_DATABASE", f"sqlite:///{tmp_path / 'team.db'}")
    for line in (["admin", "key", "create", "--name", "x"], ["worker"]):
        ran = fantascope(*line)
        assert (ran.status, ran.err.rpartition(" ")[2]) == (2, "[not_migrated]\n")
    assert fantascope("migrate").status == 0
    assert fantascope("admin", "key", "create", "--name", "x").status == 0


def test_a_database_that_does_not_answer_is_told(fantascope: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANTASCOPE_DATABASE", "postgresql+psycopg://x@127.0.0.1:1/x")
    ran = fantascope("admin", "key", "list")
    assert (ran.status, ran.err.rpartition(" ")[2]) == (2, "[database_unreachable]\n")


def test_an_operator_who_lost_the_key_gets_in_again(fantascope: Run, db: Database) -> None:
    from fantascope.accounts import people_join
    from fantascope.accounts.people_join import Joining

    code = fantascope("admin", "invite", "create", "--role", "operator", "--days", "1").out.strip()
    told = json.loads(fantascope("admin", "invite", "create", "--uses", "3", "--json").out)
    assert (told["role"], told["uses"]) == ("member", 3)
    with db.write() as session:
        people_join.set_up(session, site_name="S", handle="ann", name="Ann", now=time.time())
        again = people_join.sign_up(session, Joining("ann_2", "Ann", True, True, invite=code), now=time.time())
        assert again.role == "operator"
    assert fantascope("admin", "invite", "create", "--role", "king").err.endswith("[bad_role]\n")


def test_every_command_and_option_is_documented() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "cli.md").read_text()
    section = docs.split("## `fantascope admin")[1].split("\n## ")[0]
    for group_name, group in typer.main.get_group(app).commands.items():
        for name, command in group.commands.items():  # type: ignore[attr-defined]
            (row,) = [line for line in section.splitlines() if line.startswith(f"| `admin {group_name} {name}")]
            for parameter in command.params:
                for option in parameter.opts:
                    if option not in ("--help", "--home") and option.startswith("-"):
                        assert option in row, (group_name, name, option)


def test_making_a_clip_needs_nothing_of_the_server() -> None:
    import subprocess
    import sys

    loaded = subprocess.run(
        [sys.executable, "-c", "import fantascope.cli.main, sys; print(*sys.modules)"], capture_output=True, text=True
    )
    names = {module.split(".")[0] for module in loaded.stdout.split()}
    assert not names & {"sqlalchemy", "fastapi", "uvicorn", "alembic", "structlog", "httpx2", "obstore"}
