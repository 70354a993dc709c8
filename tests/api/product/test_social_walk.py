"""What people do here, over HTTP: make, publish, see, talk, remix, report, take away, leave."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

QUICK = {"prompt": 'a bar says "hello"', "model": "trial", "seconds": 1, "width": 64, "height": 64}


def made(world: Any, who: Any, **more: Any) -> dict[str, Any]:
    """A finished video of somebody's."""
    video = who.ask("POST", "/api/videos", json={**QUICK, **more})["items"][0]
    world.work()
    return dict(who.ask("GET", f"/api/videos/{video['id']}"))


def published(world: Any, who: Any, **more: Any) -> dict[str, Any]:
    video = made(world, who)
    return dict(who.ask("POST", "/api/posts", json={"video_id": video["id"], "visibility": "public", **more}))


def test_from_prompt_to_post(world: Any) -> None:
    bob, eve, anyone = world.member("bob"), world.member("eve"), world.browser()
    asked = bob.ask("POST", "/api/videos", json=QUICK)["items"][0]
    assert (asked["status"], asked["queue_position"], asked["video_url"]) == ("queued", 1, None)
    assert asked["eta_s"] >= 0
    assert bob.ask("POST", "/api/posts", 400, json={"video_id": asked["id"]}) == "video_not_ready"
    world.work()
    video = bob.ask("GET", f"/api/videos/{asked['id']}")
    assert (video["status"], video["progress"], video["eta_s"]) == ("completed", 100, None)
    files = f"/api/videos/{video['id']}/files/video"
    assert bob.raw("GET", files).headers["content-type"] == "video/mp4"
    assert eve.ask("GET", files, 404) == "video_not_found"
    assert anyone.ask("GET", files, 401) == "not_signed_in"

    body = {"video_id": video["id"], "caption": "Hello #Bars", "visibility": "public"}
    post = bob.ask("POST", "/api/posts", json=body)
    assert (post["tags"], post["counts"], post["prompt"]) == (
        ["bars"],
        {"likes": 0, "comments": 0, "remixes": 0},
        QUICK["prompt"],
    )
    assert bob.ask("POST", "/api/posts", 422, json=body) == "already_published"
    assert bob.ask("GET", f"/api/videos/{video['id']}")["post_id"] == post["id"]
    for url in (post["video_url"], post["poster_url"], post["captions_url"]):
        assert anyone.raw("GET", url).status_code == 200
    part = anyone.raw("GET", post["video_url"], headers={"range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)
    assert anyone.ask("GET", f"/api/posts/{post['id']}")["video_id"] is None

    page = anyone.raw("GET", f"/c/{post['id']}")
    assert 'property="og:video" content="http://localhost/api/media/' in page.text
    assert "noindex" not in page.text
    embed = anyone.ask("GET", f"/api/oembed?url=http://localhost/c/{post['id']}")
    assert (embed["type"], embed["author_name"]) == ("video", "Bob")
    assert anyone.ask("GET", "/api/oembed?url=http://elsewhere/c/x", 404) == "post_not_found"
    bob.ask("PATCH", f"/api/posts/{post['id']}", json={"visibility": "unlisted"})
    assert anyone.raw("GET", f"/c/{post['id']}").headers["x-robots-tag"] == "noindex"
    bob.ask("PATCH", f"/api/posts/{post['id']}", json={"visibility": "followers"})
    for path in (f"/c/{post['id']}", post["video_url"], f"/api/posts/{post['id']}"):
        assert eve.raw("GET", path).status_code == 404
    eve.ask("PUT", "/api/people/bob/follow", 204)
    assert eve.raw("GET", post["video_url"]).headers["cache-control"].startswith("private")

    bob.ask("DELETE", f"/api/videos/{video['id']}", 204)
    assert eve.ask("GET", f"/api/posts/{post['id']}", 404) == "post_not_found"


def test_markup_in_captions_stays_text(world: Any) -> None:
    post = published(world, world.member("bob"), caption='"><script>alert(1)</script>')
    page = world.browser().raw("GET", f"/c/{post['id']}")
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_limits_are_those_of_the_plan(world: Any) -> None:
    from fantascope.accounts import plans

    with world.house.db.write() as session:
        fields = {"name": "free", "credits": 2, "longest_s": 4.0, "most_pixels": 64 * 64}
        plans.create(session, fields, is_default=True)
    bob = world.member("bob")
    may = bob.ask("GET", "/api/videos/options?seconds=4&width=64&height=64")
    assert (may["plan"], may["balance"], may["price"], may["longest_s"], may["most_pixels"]) == (
        "free",
        2,
        4,
        4.0,
        4096,
    )
    assert bob.ask("POST", "/api/videos", 429, json={**QUICK, "seconds": 5}) == "over_plan"
    assert bob.ask("POST", "/api/videos", 429, json={**QUICK, "width": 128}) == "over_plan"
    assert bob.ask("POST", "/api/videos", 429, json={**QUICK, "seconds": 3}) == "insufficient_quota"
    assert bob.ask("POST", "/api/videos", json=QUICK)["items"][0]["credits"] == 1


def test_remixing_anothers_post(world: Any) -> None:
    bob, eve = world.member("bob"), world.member("eve")
    post = published(world, bob)
    closed = published(world, bob, allows_remix=False)
    assert eve.ask("POST", f"/api/posts/{closed['id']}/remix", 403, json={"instruction": "red"}) == "no_remix"
    draft = eve.ask("POST", f"/api/posts/{post['id']}/remix", json={"instruction": "make it red"})["items"][0]
    assert draft["kind"] == "remix"
    assert bob.ask("GET", f"/api/videos/{draft['id']}", 404) == "video_not_found"
    world.work()
    mine = eve.ask("POST", "/api/posts", json={"video_id": draft["id"], "visibility": "public"})
    assert mine["parent_id"] == post["id"]
    assert bob.ask("GET", f"/api/posts/{post['id']}")["counts"]["remixes"] == 1
    notices = bob.ask("GET", "/api/notices")
    told = [(one["kind"], one["post_id"]) for one in notices["items"] if one["actor"]]
    assert told == [("remix", mine["id"])]
    assert [one["kind"] for one in notices["items"] if not one["actor"]] == ["video_ready"] * 2
    longer = eve.ask("POST", f"/api/posts/{post['id']}/extend", json={"prompt": "and on", "seconds": 1})["items"][0]
    world.work()
    assert eve.ask("GET", f"/api/videos/{longer['id']}")["seconds"] == 2.0
    refused = {"prompt": "before", "direction": "before"}
    assert eve.ask("POST", f"/api/posts/{post['id']}/extend", 400, json=refused) == "unsupported_direction"
    tree = eve.ask("GET", f"/api/posts/{mine['id']}/lineage")
    assert ([one["id"] for one in tree["ancestors"]], len(tree["tree"])) == ([post["id"]], 2)
    eve.ask("DELETE", f"/api/posts/{mine['id']}", 204)
    assert bob.ask("GET", f"/api/posts/{post['id']}")["counts"]["remixes"] == 0
    assert eve.ask("GET", f"/api/videos/{draft['id']}")["post_id"] is None


def test_a_screenplay_changed_by_hand(world: Any) -> None:
    bob, eve = world.member("bob"), world.member("eve")
    video = made(world, bob)
    path = f"/api/videos/{video['id']}/screenplay"
    document = bob.ask("GET", path)
    assert eve.ask("GET", path, 404) == "video_not_found"
    assert eve.ask("PUT", path, 404, json={"screenplay": document}) == "video_not_found"
    document["parts"][0]["colour"] = 7
    again = bob.ask("PUT", path, json={"screenplay": document})
    assert again["source_id"] == video["id"]
    world.work()
    assert bob.ask("GET", f"/api/videos/{again['id']}/screenplay")["parts"][0]["colour"] == 7
    assert bob.ask("PUT", path, 400, json={"screenplay": {}}) == "screenplay_invalid"


def test_stitching_joins_screenplays(world: Any, tmp_path: Path) -> None:
    from sqlalchemy import update

    from fantascope.engines.world.screenplay.schema import Screenplay
    from fantascope.jobs.models import Job
    from fantascope.studio.videos.models import Video

    bob = world.member("bob")
    ids = [
        bob.ask("POST", "/api/videos", json={"prompt": p, "seconds": 2})["items"][0]["id"] for p in ("a fox", "a dog")
    ]
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"a clip")
    world.house.blobs.put("clip.mp4", clip)
    with world.house.db.write() as session:  # as if they were drawn: what they are made of is there already
        session.execute(update(Job).values(state="completed"))
        session.execute(update(Video).values(blobs={"video": "clip.mp4"}))
    parts = [{"video_id": one} for one in ids]
    whole = bob.ask("POST", "/api/stitch", json={"parts": parts})["items"][0]
    assert whole["seconds"] == pytest.approx(4.0)
    with world.house.db.read() as session:
        play = Screenplay.model_validate_json(session.get_one(Video, whole["id"]).document)
    assert len(play.shots) == 2
    assert {role.concept for shot in play.shots for role in shot.cast} == {"fox", "dog"}
    assert bob.ask("POST", "/api/stitch", 400, json={"parts": parts[:1]}) == "invalid_value"
    long = bob.ask("POST", "/api/videos", json={"prompt": "a fox", "seconds": 20})["items"][0]["id"]
    with world.house.db.write() as session:
        session.execute(update(Job).values(state="completed"))
        session.execute(update(Video).values(blobs={"video": "clip.mp4"}))
    assert bob.ask("POST", "/api/stitch", 400, json={"parts": [{"video_id": long}] * 4}) == "too_long"


def test_what_is_understood_as_one_types(world: Any) -> None:
    bob = world.member("bob")
    told = bob.ask("POST", "/api/understand", json={"prompt": "a red fox in a forest with a zorblax", "seconds": 4})
    assert any("zorblax" in words for words in told["unstaged"])
    assert told["screenplay"]["shots"][0]["cast"]
    assert told["seconds"] == 4
    assert bob.ask("POST", "/api/understand", 400, json={"prompt": " "}) == "empty_prompt"
    words = bob.ask("GET", "/api/vocabulary")
    assert {"value": "beach", "en": "beach", "fr": "plage"} in words["places"]
    assert {"value": "dance", "en": "dance", "fr": "danser"} in words["verbs"]
    assert {"value": "red", "en": "red", "fr": "rouge", "rgb": "#d62828"} in words["colours"]
    assert bob.ask("POST", "/api/preview", 400, json={"screenplay": {"shots": []}}) == "screenplay_invalid"
    assert bob.ask("POST", "/api/preview", 400, json={}) == "empty_prompt"


def test_a_preview_is_a_picture(world: Any) -> None:
    from PIL import Image

    bob = world.member("bob")
    told = bob.ask("POST", "/api/understand", json={"prompt": "a red ball on the grass", "seconds": 1})
    sizes = []
    for time in (0.0, 0.9):
        body = {"screenplay": told["screenplay"], "width": 97, "height": 64, "time": time}
        answer = bob.raw("POST", "/api/preview", json=body)
        assert answer.headers["content-type"] == "image/webp"
        sizes.append(Image.open(io.BytesIO(answer.content)).size)
    assert sizes == [(96, 64), (96, 64)]


def test_cards_become_a_storyboard(world: Any) -> None:
    bob = world.member("bob")
    cards = [{"prompt": "a fox runs", "seconds": 2}, {"prompt": "a dog\nsleeps", "seconds": 3}]
    video = bob.ask("POST", "/api/videos", json={"cards": cards})["items"][0]
    shots = bob.ask("GET", f"/api/videos/{video['id']}/screenplay")["shots"]
    assert [shot["duration_s"] for shot in shots] == pytest.approx([2.0, 3.0])
    assert bob.ask("POST", "/api/videos", 400, json={"cards": cards, "prompt": "x"}) == "prompt_and_cards"


def test_following_along(world: Any) -> None:
    bob = world.member("bob")
    video = made(world, bob)
    with bob.client.stream("GET", f"/api/videos/{video['id']}/events") as answer:
        text = "".join(answer.iter_text())
    kind, data = text.split("\n")[1:3]
    assert kind == "event: video.snapshot"
    assert json.loads(data.removeprefix("data: "))["status"] == "completed"


def archive_of(who: Any) -> bytes:
    answer = who.raw("POST", "/api/me/export")
    assert answer.status_code == 200, answer.text
    return bytes(answer.content)


def test_everything_can_be_taken_elsewhere(world: Any) -> None:
    bob, eve = world.member("bob"), world.member("eve")
    post = published(world, bob, caption="mine")
    eve.ask("POST", f"/api/posts/{post['id']}/comments", json={"text": "nice"})
    bob.ask("POST", f"/api/posts/{post['id']}/comments", json={"text": "thanks"})
    bob.ask("POST", "/api/conversations", json={"handle": "eve", "text": "secret"})
    bob.ask("POST", "/api/drafts", json={"form": {"prompt": "later"}})
    data = archive_of(bob)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        assert set(manifest["files"]) == set(archive.namelist()) - {"manifest.json"}
        assert [row["text"] for row in json.loads(archive.read("data/comments.json"))] == ["thanks"]
        assert json.loads(archive.read("data/messages.json"))[0]["messages"][0]["text"] == "secret"
        assert "password_hash" not in archive.read("data/profile.json").decode()
    taken = eve.ask("POST", "/api/me/import", content=data)
    assert (len(taken["videos"]), taken["drafts"], taken["left_out"]) == (1, 1, [])
    video = eve.ask("GET", f"/api/videos/{taken['videos'][0]}")
    came_from = video["report"]["provenance"]
    assert came_from["video_id"] == bob.ask("GET", f"/api/posts/{post['id']}")["video_id"]
    assert came_from["post"] == {
        **{name: post[name] for name in ("caption", "tags", "visibility", "allows_remix")},
        "hides_prompt": False,
    }
    assert (video["width"], video["post_id"], video["prompt"]) == (64, None, QUICK["prompt"])
    assert eve.raw("GET", video["video_url"]).content == bob.raw("GET", post["video_url"]).content
    assert eve.raw("GET", video["poster_url"]).headers["content-type"] == "image/webp"
    assert eve.ask("POST", "/api/me/import", content=data)["known"] == 1
    remix = eve.ask("POST", f"/api/videos/{video['id']}/remix", json={"instruction": "blue"})["items"][0]
    world.work()
    assert eve.ask("GET", f"/api/videos/{remix['id']}")["status"] == "completed"


def _rezipped(data: bytes, change: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        members = {name: archive.read(name) for name in archive.namelist()}
        for name, content in change(members).items():
            copy.writestr(name, content)
    return out.getvalue()


def test_hostile_archives_are_refused_whole(world: Any) -> None:
    import hashlib

    bob, eve = world.member("bob"), world.member("eve")
    made(world, bob)
    data = archive_of(bob)

    def listed(members: dict[str, bytes]) -> dict[str, bytes]:
        """With a manifest that fits."""
        manifest = json.loads(members["manifest.json"])
        manifest["files"] = {
            name: {"sha256": hashlib.sha256(content).hexdigest()}
            for name, content in members.items()
            if name != "manifest.json"
        }
        return {**members, "manifest.json": json.dumps(manifest).encode()}

    video = next(name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name.endswith("video.mp4"))
    hostile = {
        "no zip": b"PK not really",
        "cut short": data[:-40],
        "traversal": _rezipped(data, lambda m: listed({**m, "../../etc/passwd": b"x"})),
        "absolute": _rezipped(data, lambda m: listed({**m, "/etc/passwd": b"x"})),
        "stranger": _rezipped(data, lambda m: listed({**m, "run.sh": b"x"})),
        "bomb": _rezipped(data, lambda m: listed({**m, "data/bomb.json": b"0" * 30_000_000})),
        "changed": _rezipped(data, lambda m: {**m, video: m[video] + b"x"}),
        "unlisted": _rezipped(data, lambda m: {**m, "data/more.json": b"[]"}),
        "no manifest": _rezipped(data, lambda m: {name: c for name, c in m.items() if name != "manifest.json"}),
        "nonsense": _rezipped(data, lambda m: listed({**m, "data/drafts.json": b"{"})),
    }
    for name, content in hostile.items():
        assert eve.ask("POST", "/api/me/import", 400, content=content) == "bad_archive", name
    assert eve.ask("GET", "/api/videos")["items"] == []
    no_clip = _rezipped(data, lambda m: listed({**m, video: b"\0\0\0\x18ftypmp42" + b"\0" * 400}))
    taken = eve.ask("POST", "/api/me/import", content=no_clip)
    assert (taken["videos"], len(taken["left_out"])) == ([], 1)


def test_leaving_leaves_nothing(world: Any) -> None:
    from sqlalchemy import select

    from fantascope.accounts.people import Person
    from fantascope.db.base import Base
    from fantascope.studio.leaving import signature

    bob, eve = world.member("bob"), world.member("eve")
    post, hers = published(world, bob, caption="unforgettable"), published(world, eve)
    bob.ask("PUT", f"/api/posts/{hers['id']}/like")
    asked = bob.ask("POST", f"/api/posts/{hers['id']}/comments", json={"text": "unforgettable"})
    eve.ask("POST", f"/api/posts/{hers['id']}/comments", json={"text": "answer", "parent_id": asked["id"]})
    bob.ask("POST", f"/api/posts/{hers['id']}/comments", json={"text": "unforgettable too"})
    bob.ask("POST", "/api/conversations", json={"handle": "eve", "text": "unforgettable"})
    bob.ask("POST", "/api/drafts", json={"form": {"prompt": "unforgettable"}})
    bob.ask("POST", "/api/videos", json={**QUICK, "prompt": "unforgettable"})
    bob.ask("PUT", "/api/people/eve/follow", 204)
    me = bob.ask("GET", "/api/me")
    with world.house.db.read() as session:
        owner = session.scalars(select(Person.owner_id).where(Person.id == me["id"])).one()
    assert bob.ask("POST", "/api/me/delete", 400, json={"handle": "eve"}) == "wrong_handle"
    receipt = bob.ask("POST", "/api/me/delete", json={"handle": "bob"})
    assert receipt["removed"]["posts"] == 1
    assert receipt["removed"]["videos"] == 2
    assert receipt["files"] == 4
    assert receipt["signature"] == signature(world.house.link_secret, receipt)
    assert bob.ask("GET", "/api/me", 401) == "not_signed_in"
    assert eve.ask("GET", f"/api/posts/{post['id']}", 404) == "post_not_found"
    assert eve.ask("GET", "/api/people/bob", 404) == "no_such_person"
    card = eve.ask("GET", f"/api/posts/{hers['id']}")
    assert card["counts"] == {"likes": 0, "comments": 1, "remixes": 0}
    (thread,) = eve.ask("GET", f"/api/posts/{hers['id']}/comments")["items"]
    assert (thread["person"], thread["text"], len(thread["replies"])) == (None, "", 1)
    with world.house.db.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                told = json.dumps({k: v for k, v in row.items() if not isinstance(v, bytes)}, default=str)
                assert "unforgettable" not in told, table.name
                if table.name not in {"people", "owners", "comments"}:
                    assert owner not in told, table.name
                    assert me["id"] not in told or table.name in {"audit", "cases"}, table.name
        left = session.get_one(Person, me["id"])
    assert (left.state, left.name, left.wishes) == ("deleted", "", {})
    blobs = world.house.settings.home / "blobs"
    assert not [path for path in blobs.rglob("*") if post["video_id"] in str(path) and path.is_file()]
    assert [path for path in blobs.rglob("*.mp4") if hers["video_id"] in str(path)]
    world.member("bob")  # the handle is free again


def test_the_last_operator_stays(world: Any, signed_in: Any) -> None:
    assert signed_in("ann").ask("POST", "/api/me/delete", 422, json={"handle": "ann"}) == "last_operator"
