"""What the rows of the table name: one of everything, the owner's, made anew for each row."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, update


@pytest.fixture
def things() -> Callable[..., dict[str, str]]:
    """Make them in a session; ids by the names that addresses have for them."""
    return _things


def _things(session: Any, house: Any, people: dict[str, str]) -> dict[str, str]:
    from fantascope.accounts.people import Invite, Passkey, Person, Plan, SignIn
    from fantascope.engines.port import Order
    from fantascope.jobs.models import Job
    from fantascope.kernel.ids import new_id
    from fantascope.social import models as rows
    from fantascope.studio.videos.models import Video

    now = house.clock()
    owner, member = people["owner"], people["member"]
    for table in (rows.Follow, rows.Block, rows.Mute, rows.Conversation, rows.Message, Invite, Plan):
        if table is Plan:
            session.execute(update(Person).values(plan_id=None))
        session.execute(delete(table))
    session.execute(update(Person).values(invites_left=50))
    session.add(rows.Block(blocker_id=owner, blocked_id=people["blocked"], created_at=now))
    session.get_one(Person, owner).avatar = "avatars/one.webp"
    owner_id = session.get_one(Person, owner).owner_id
    document = json.dumps(
        {
            "trial": 1,
            "seed": 1,
            "ground": [9, 9, 9],
            "cast": [],
            "parts": [{"prompt": "a bar", "colour": 1, "seconds": 1.0}],
        }
    )
    for key in ("avatars/one.webp", "videos/one.mp4"):
        file = house.settings.home / "file.bin"
        file.write_bytes(b"bytes")
        house.blobs.put(key, file)
    made: dict[str, str] = {"document": document, "handle": "owner", "person_id": owner, "variant": "video"}

    def add(row: Any) -> Any:
        session.add(row)
        session.flush()
        return row

    def post(visibility: str) -> tuple[str, str]:
        order = Order("create", "a fox", "fantascope-trial", 1.0, 64, 64, 24, seed=1)
        payload = {"order": order.to_json(), "draft": None, "materials": {}}
        job = add(
            Job(
                id=new_id("job"),
                owner_id=owner_id,
                kind="video",
                requires="trial",
                payload=payload,
                cost=1.0,
                tag=0.0,
                state="completed",
                created_at=now,
            )
        )
        video = add(
            Video(
                id=new_id("video"),
                owner_id=owner_id,
                job_id=job.id,
                model="fantascope-trial",
                engine="trial",
                kind="create",
                prompt="a fox",
                seconds=1.0,
                width=64,
                height=64,
                fps=24,
                seed=1,
                document=document,
                report={},
                blobs={"video": "videos/one.mp4"},
                created_at=now,
                completed_at=now,
            )
        )
        one = add(
            rows.Post(
                id=new_id("post"),
                person_id=owner,
                video_id=video.id,
                tags=[],
                words=" fox ",
                visibility=visibility,
                width=64,
                height=64,
                seconds=1.0,
                created_at=now,
            )
        )
        return one.id, video.id

    made["post_id"], made["video_id"] = post("public")
    made["close_id"], _ = post("followers")
    comment = rows.Comment(id=new_id("comment"), post_id=made["post_id"], person_id=owner, text="x", created_at=now)
    made["comment_id"] = add(comment).id
    friend = people.get("friend") or _friend(session, people, now)
    one_id, other_id = sorted((owner, friend))
    talk = add(
        rows.Conversation(id=new_id("conversation"), one_id=one_id, other_id=other_id, begun_by=owner, last_at=now)
    )
    made["conversation_id"] = talk.id
    message = rows.Message(id=new_id("message"), conversation_id=talk.id, sender_id=owner, text="psst", created_at=now)
    made["message_id"] = add(message).id
    made["draft_id"] = add(rows.SavedDraft(id=new_id("draft"), person_id=owner, form="{}", updated_at=now)).id

    def case(**more: Any) -> str:
        fields = {"subject_kind": "comment", "subject_id": comment.id, "person_id": owner, "created_at": now}
        return str(add(rows.Case(id=new_id("case"), **fields, **more)).id)

    made["case_id"] = case()
    made["decided_id"] = case(state="decided", action="warned", reason="r", decided_by=member, decided_at=now)
    made["appealed_id"] = case(
        state="appealed", action="warned", reason="r", decided_by=member, decided_at=now, appeal="no", appealed_at=now
    )
    invite = Invite(id=new_id("invite"), digest=new_id("digest"), hint="abcd", made_by=owner, created_at=now)
    made["invite_id"] = add(invite).id
    session.execute(delete(Passkey))
    key = Passkey(id="YWFhYWFh", person_id=owner, public_key=b"k", transports=[], name="key", created_at=now)
    made["key_id"] = add(key).id
    session.execute(delete(SignIn))
    other = SignIn(
        digest="d" * 64, person_id=owner, csrf="c", created_at=now, seen_at=now, fresh_at=now, expires_at=now + 9e6
    )
    made["session_id"] = add(other).digest
    made["plan_id"] = add(Plan(id=new_id("plan"), name=new_id("plan"), credits=1)).id
    return made


def _friend(session: Any, people: dict[str, str], now: float) -> str:
    from fantascope.accounts.people_join import add

    people["friend"] = add(session, handle="friend", name="Friend", now=now).id
    return people["friend"]
