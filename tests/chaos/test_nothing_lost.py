"""Kill -9 of the server while people publish, comment, write to each other and take their things with them: each is
whole or absent afterwards, what was acknowledged is there, and no file is left over."""

from __future__ import annotations

import hashlib
import http.client
import io
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from fantascope.accounts import people_join, sign_in
from fantascope.accounts.people import Person
from fantascope.db.database import Database
from fantascope.jobs.models import Job
from fantascope.kernel.ids import new_id
from fantascope.settings import load_settings
from fantascope.social.models import Comment, Conversation, Message, Notice, Post
from fantascope.studio.house import open_house
from fantascope.studio.videos.models import Video

KILLS = {True: 3, False: 1}
"""On SQLite, and on Postgres."""
CLIPS = 80
CLIP = b"frame" * 20_000


class Server:
    """`fantascope serve`, which can be killed and started again."""

    def __init__(self, home: Path, url: str) -> None:
        self._env = os.environ | {
            "FANTASCOPE_HOME": str(home),
            "FANTASCOPE_DATABASE": url,
            "FANTASCOPE_REQUESTS_PER_MINUTE": "1000000",
            "TMPDIR": str(home / "tmp"),
        }
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "fantascope", "serve", "--port", "0", "--workers", "0"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        self._process: subprocess.Popen[str] = subprocess.Popen(command, env=self._env, **pipes)  # type: ignore[call-overload]
        assert self._process.stdout is not None
        found = next(filter(None, (re.search(r"http://([\d.]+):(\d+)", line) for line in self._process.stdout)))
        self.address = found[1], int(found[2])

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


class Member:
    """Somebody signed in, with one connection; `ask` gives None when the server is gone before it has answered."""

    def __init__(self, server: Server, cookie: str, csrf: str) -> None:
        self._server = server
        self._headers = {"cookie": f"fantascope={cookie}", "x-csrf-token": csrf, "content-type": "application/json"}

    def ask(self, method: str, path: str, body: Any = None) -> bytes | None:
        connection = http.client.HTTPConnection(*self._server.address, timeout=30)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), self._headers)
            answer = connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        assert answer.status == 200, said
        return said


@pytest.fixture
def site(db: Database, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """A server; ann with finished clips made from bob's published one; many to write to."""
    home = tmp_path / "home"
    (home / "tmp").mkdir(parents=True)
    house = open_house(load_settings(home=home, database=db.url))
    file = tmp_path / "clip"
    file.write_bytes(CLIP)
    house.blobs.put("videos/one.mp4", file)
    house.db.close()
    now = time.time()
    with db.write() as session:
        ann = people_join.set_up(session, site_name="Toys", handle="ann", name="Ann", now=now)
        bob = people_join.add(session, handle="bob", name="Bob", now=now)
        for n in range(CLIPS):
            people_join.add(session, handle=f"friend_{n}", name="Friend", now=now)
        root = _clip(session, bob, None)
        post = Post(
            id=new_id("post"), person_id=bob.id, video_id=root, tags=[], visibility="public", width=64, height=64
        )
        post.seconds, post.created_at = 1.0, now
        session.add(post)
        clips = [_clip(session, ann, root) for _ in range(CLIPS)]
        opened = sign_in.begin(session, ann.id, now=now)
    server = Server(home, db.url)
    yield {"server": server, "ann": (opened.secret, opened.csrf), "clips": clips, "post": post.id, "home": home}
    server.kill()


def _clip(session: Any, who: Person, source: str | None) -> str:
    job = Job(id=new_id("job"), owner_id=who.owner_id, kind="video", payload={}, cost=1.0, tag=0.0, state="completed")
    job.created_at = 0.0
    session.add(job)
    session.flush()
    video = Video(
        id=new_id("video"), owner_id=who.owner_id, job_id=job.id, model="m", engine="e", kind="create", prompt="a fox",
        seconds=1.0, width=64, height=64, fps=24, source_id=source, report={}, blobs={"video": "videos/one.mp4"},
        created_at=0.0, completed_at=0.0, expires_at=4e9,
    )  # fmt: skip
    session.add(video)
    session.flush()
    return video.id


def test_what_the_server_was_killed_at_is_whole_or_absent(
    site: dict[str, Any], db: Database, until: Callable[[Callable[[], bool]], bool]
) -> None:
    server: Server = site["server"]
    ann = Member(server, *site["ann"])
    before = _files(site["home"])
    acknowledged: dict[str, list[str]] = {"publish": [], "comment": [], "message": [], "export": []}
    broken: dict[str, int] = dict.fromkeys(acknowledged, 0)
    draw = random.Random(9)
    clips, friends = iter(site["clips"]), iter(range(CLIPS))
    acts: dict[str, Callable[[], bytes | None]] = {
        "publish": lambda: ann.ask("POST", "/api/posts", {"video_id": next(clips), "caption": "hello #fox"}),
        "comment": lambda: ann.ask("POST", f"/api/posts/{site['post']}/comments", {"text": "hello"}),
        "message": lambda: ann.ask("POST", "/api/conversations", {"handle": f"friend_{next(friends)}", "text": "hi"}),
        "export": lambda: ann.ask("POST", "/api/me/export"),
    }

    def go_on(name: str) -> None:
        try:
            while (said := acts[name]()) is not None:
                acknowledged[name].append(_whole(said) if name == "export" else json.loads(said)["id"])
            broken[name] += 1
        except StopIteration:
            return

    for _ in range(KILLS[db.is_sqlite]):
        enough = {name: len(done) + draw.randrange(1, 6) for name, done in acknowledged.items() if name != "export"}
        threads = [threading.Thread(target=go_on, args=(name,)) for name in acts]
        for thread in threads:
            thread.start()
        assert until(lambda least=enough: all(len(acknowledged[name]) >= most for name, most in least.items()))  # type: ignore[misc]
        time.sleep(draw.uniform(0.0, 0.1))
        server.kill()
        for thread in threads:
            thread.join()
        server.start()
        _check(db, acknowledged, site["post"])
    assert all(broken[name] for name in acts), broken
    last = acknowledged["publish"][-1]
    assert json.loads(ann.ask("GET", f"/api/posts/{last}") or b"")["tags"] == ["fox"]
    assert ann.ask("GET", f"/api/media/{last}/video") == CLIP
    _whole(ann.ask("POST", "/api/me/export") or b"")
    assert _files(site["home"]) == before


def _check(db: Database, acknowledged: dict[str, list[str]], root: str) -> None:
    with db.read() as session:
        told = {(row.kind, row.subject_id) for row in session.scalars(select(Notice))}
        posts = session.scalars(select(Post).where(Post.id != root)).all()
        for post in posts:
            video = session.get_one(Video, post.video_id)
            assert video.expires_at is None
            assert (post.parent_id, post.tags) == (root, ["fox"])
            assert ("remix", post.id) in told
        comments = set(session.scalars(select(Comment.id)))
        parent = session.get_one(Post, root)
        assert (parent.remixes, parent.comments) == (len(posts), len(comments))
        talks = {row.id: row.last_at for row in session.scalars(select(Conversation))}
        messages = session.scalars(select(Message)).all()
        assert {row.conversation_id: row.created_at for row in messages} == talks
        published = {post.id for post in posts}
        assert told == (
            {("remix", one) for one in published}
            | {("comment", one) for one in comments}
            | {("message", one) for one in talks}
        )
        assert set(acknowledged["publish"]) <= published
        assert set(acknowledged["comment"]) <= comments
        assert set(acknowledged["message"]) <= set(talks)
        if db.is_sqlite:
            assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def _whole(archive: bytes) -> str:
    """The archive's manifest is that of what is in it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        assert set(manifest["files"]) == set(opened.namelist()) - {"manifest.json"}
        assert manifest["missing"] == []
        for name, file in manifest["files"].items():
            assert hashlib.sha256(opened.read(name)).hexdigest() == file["sha256"]
        assert sum(name.endswith(".mp4") for name in manifest["files"]) == CLIPS
    return "whole"


def _files(home: Path) -> set[str]:
    found = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith("fantascope.db")}
