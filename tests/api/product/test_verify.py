"""Anyone may ask where a file comes from, a few times a minute; nothing private is told, in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fantascope.accounts.actions import create_key
from fantascope.api import checks
from fantascope.api.checks import CHECKS_A_MINUTE, CheckGate

if TYPE_CHECKING:
    from conftest import World


@pytest.fixture(autouse=True)
def _fresh_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = CheckGate()
    monkeypatch.setattr(checks.GATE, "_rate", gate._rate)


def clip_of(world: World) -> bytes:
    """A clip of bob's, made with a prompt that is nobody else's business."""
    bob = world.member("bob")
    wanted = {"prompt": "a secret bar", "model": "trial", "seconds": 2, "width": 128, "height": 96}
    video = bob.ask("POST", "/api/videos", json=wanted)["items"][0]
    world.work()
    answer = bob.raw("GET", f"/api/videos/{video['id']}/files/video")
    assert answer.status_code == 200
    return answer.content


def test_a_stranger_is_told_where_a_clip_comes_from(world: World) -> None:
    data = clip_of(world)
    found = world.browser().ask("POST", "/api/verify", files={"video": ("x.mp4", data, "video/mp4")})
    assert (found["answer"], found["altered"], found["engine"], found["origin"]) == (
        "made_here", "no", "trial", "algorithmic",
    )  # fmt: skip
    assert 0.9 < found["confidence"] < 1.0
    assert found["summary"]["en"].startswith("This clip was made here.")
    assert found["summary"]["fr"].startswith("Ce clip a été fait ici.")
    assert [layer["layer"] for layer in found["layers"]] == ["manifest", "picture_mark", "sound_mark"]
    assert [layer["finding"] for layer in found["layers"]][:2] == ["intact", "found"]
    told = json.dumps(found)
    assert found["prompt"] is None
    assert not any(word in told for word in ("secret", "bob", "video_", "person_", "owner_"))


def test_the_api_answers_alike_and_refuses_what_is_no_clip(world: World) -> None:
    with world.house.db.write() as session:
        from fantascope.accounts.actions import create_owner

        owner = create_owner(session, "cy", now=world.now[0]).id
        _, secret = create_key(session, owner_id=owner, name="k", scopes=["read"], now=world.now[0])
    asker = world.browser()
    headers = {"authorization": f"Bearer {secret}"}

    def ask(status: int, **sent: object) -> object:
        return asker.ask("POST", "/v1/content_provenance_checks", status, headers=headers, **sent)

    text = {"video": ("x.mp4", b"#EXTM3U\n/etc/passwd\n", "video/mp4")}
    assert ask(400, files=text) == "clip_unreadable"
    assert ask(400, json={}) == "missing_video"
    assert ask(400, files={**text, "more": ("y", b"", "text/plain")}) == "unknown_field"
    assert asker.ask("POST", "/v1/content_provenance_checks", 401, files=text) == "missing_key"


def test_nobody_asks_without_end(world: World, tmp_path: Path) -> None:
    browser = world.browser(address="10.0.0.9")
    codes = [browser.raw("POST", "/api/verify", json={}).status_code for _ in range(CHECKS_A_MINUTE + 1)]
    assert codes == [400] * CHECKS_A_MINUTE + [429]
    assert world.browser(address="10.0.0.10").raw("POST", "/api/verify", json={}).status_code == 400
