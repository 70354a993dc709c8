"""Malformed requests to everything but `create`: keys, ids of others, other operations, files, batches, webhooks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = {"prompt": "a bar", "model": "trial", "seconds": "1", "size": "64x64"}
NAMED = {"name": "hook", "url": "https://1.1.1.1/hook", "event_types": ["video.completed"]}
LINES = {"input_file_id": "{mine_batch}", "endpoint": "/v1/videos", "completion_window": "24h"}


def _bearer(word: str) -> dict[str, Any]:
    return {"key": None, "headers": {"authorization": word}}


ASKERS: list[tuple[str, int, str, str, str, dict[str, Any]]] = [
    ("no key", 401, "missing_key", "GET", "/v1/videos", {"key": None}),
    ("no key to create", 401, "missing_key", "POST", "/v1/videos", {"key": None, "json": GOOD}),
    ("another scheme", 401, "missing_key", "GET", "/v1/videos", _bearer("Basic YTpi")),
    ("unknown key", 401, "invalid_api_key", "GET", "/v1/videos", _bearer("Bearer fsk_nobody")),
    ("short key", 401, "invalid_api_key", "GET", "/v1/videos", _bearer("Bearer x")),
    ("endless key", 401, "invalid_api_key", "GET", "/v1/videos", _bearer("Bearer " + "k" * 5000)),
    ("two keys", 401, "invalid_api_key", "GET", "/v1/videos", _bearer("Bearer fsk_a fsk_b")),
    ("revoked key", 401, "invalid_api_key", "GET", "/v1/videos", {"key": "revoked"}),
    ("revoked key to create", 401, "invalid_api_key", "POST", "/v1/videos", {"key": "revoked", "json": GOOD}),
    ("reader creates", 403, "missing_scope", "POST", "/v1/videos", {"key": "reader", "json": GOOD}),
    ("reader deletes", 403, "missing_scope", "DELETE", "/v1/videos/{mine}", {"key": "reader"}),
    ("reader cancels", 403, "missing_scope", "POST", "/v1/videos/{mine_waiting}/cancel", {"key": "reader"}),
    ("writer reads", 403, "missing_scope", "GET", "/v1/videos/{mine}", {"key": "writer"}),
    ("writer downloads", 403, "missing_scope", "GET", "/v1/videos/{mine}/content", {"key": "writer"}),
    ("writer keeps hooks", 403, "missing_scope", "POST", "/v1/webhook_endpoints", {"key": "writer", "json": NAMED}),
    ("reader begins a batch", 403, "missing_scope", "POST", "/v1/batches", {"key": "reader", "json": LINES}),
    ("nowhere", 404, "not_found", "GET", "/v1/nowhere", {}),
    ("above", 404, "not_found", "GET", "/v1/../../etc/passwd", {}),
    ("wrong verb", 405, "method_not_allowed", "PUT", "/v1/videos", {"json": GOOD}),
    ("wrong verb of one", 405, "method_not_allowed", "PATCH", "/v1/videos/{mine}", {"json": GOOD}),
]


@pytest.mark.parametrize(("name", "status", "code", "method", "path", "sent"), ASKERS, ids=[one[0] for one in ASKERS])
def test_askers_and_places(
    wrong: Callable[[Any], None],
    case: Any,
    name: str,
    status: int,
    code: str,
    method: str,
    path: str,
    sent: dict[str, Any],
) -> None:
    wrong(case(name, status, code, method, path, **sent))


VIDEO_PATHS = [
    ("GET", "", None),
    ("DELETE", "", None),
    ("GET", "/content", None),
    ("GET", "/content?variant=thumbnail", None),
    ("GET", "/captions", None),
    ("GET", "/screenplay", None),
    ("GET", "/link", None),
    ("GET", "/events", None),
    ("POST", "/cancel", None),
    ("POST", "/remix", {"prompt": "Make it blue"}),
]


@pytest.mark.parametrize(("method", "rest", "body"), VIDEO_PATHS, ids=[f"{one[0]}{one[1]}" for one in VIDEO_PATHS])
@pytest.mark.parametrize("video_id", ["{theirs}", "video_0", "%00", "video_%00", "..%2f..%2fetc", "%ff%fe", "é", "'--"])
def test_videos_that_are_not_ones_own(
    wrong: Callable[[Any], None], case: Any, video_id: str, method: str, rest: str, body: Any
) -> None:
    code = "not_found" if "%2f" in video_id else "video_not_found"
    wrong(case(f"{method} {video_id}{rest}", 404, code, method, f"/v1/videos/{video_id}{rest}", json=body))


@pytest.mark.parametrize(
    ("path", "code", "body"),
    [
        ("edits", "video_not_found", {"prompt": "Make it blue", "video": {"id": "{theirs}"}}),
        ("edits", "video_not_found", {"prompt": "Make it blue", "video": {"id": "\x00"}}),
        ("extensions", "video_not_found", {"prompt": "On", "seconds": "1", "video": {"id": "{theirs}"}}),
    ],
)
def test_sources_that_are_not_ones_own(
    wrong: Callable[[Any], None], case: Any, path: str, code: str, body: dict[str, Any]
) -> None:
    wrong(case(path, 404, code, "POST", f"/v1/videos/{path}", json=body))


EDIT, LONGER = {"prompt": "Make it blue", "video": {"id": "{mine}"}}, {"prompt": "On", "video": {"id": "{mine}"}}
REWORKS: list[tuple[str, str, dict[str, Any]]] = [
    ("missing_prompt", "{mine}/remix", {"json": {"seed": 1}}),
    ("body_missing", "{mine}/remix", {"content": b""}),
    ("empty_prompt", "{mine}/remix", {"json": {"prompt": " "}}),
    ("unknown_field", "{mine}/remix", {"json": {"prompt": "Make it blue", "video": {"id": "{mine}"}}}),
    ("unknown_field", "{mine}/remix", {"json": {"prompt": "Make it blue", "size": "64x64"}}),
    ("bad_seed", "{mine}/remix", {"json": {"prompt": "Make it blue", "seed": "red"}}),
    ("unsupported_look", "{mine}/remix", {"json": {"prompt": "Make it blue", "look": "clay"}}),
    ("video_not_ready", "{mine_waiting}/remix", {"json": {"prompt": "Make it blue"}}),
    ("missing_video", "edits", {"json": {"prompt": "Make it blue"}}),
    ("missing_prompt", "edits", {"json": {"video": {"id": "{mine}"}}}),
    ("bad_video", "edits", {"json": {**EDIT, "video": "{mine}"}}),
    ("bad_video", "edits", {"json": {**EDIT, "video": {"id": 5}}}),
    ("bad_video", "edits", {"json": {**EDIT, "video": {"id": ""}}}),
    ("bad_video", "edits", {"json": {**EDIT, "video": {"id": "v" * 65}}}),
    ("bad_video", "edits", {"json": {**EDIT, "video": {"id": "{mine}", "path": "/etc/passwd"}}}),
    ("bad_video", "edits", {"data": {"prompt": "Make it blue", "video": "{mine}"}}),
    ("video_not_ready", "edits", {"json": {**EDIT, "video": {"id": "{mine_waiting}"}}}),
    ("upload_not_ours", "edits", {"data": {"prompt": "Make it blue"}, "files": {"video": ("a.mp4", b"none")}}),
    ("upload_not_ours", "edits", {"data": {"prompt": "Make it blue"}, "files": {"video": ("../x", b"")}}),
    ("unknown_field", "edits", {"json": {**EDIT, "seconds": "4"}}),
    ("missing_seconds", "extensions", {"json": LONGER}),
    ("unknown_field", "extensions", {"json": {**LONGER, "seconds": "4", "look": "clay"}}),
    ("unknown_field", "extensions", {"json": {**LONGER, "seconds": "4", "seed": 3}}),
    ("bad_model", "extensions", {"json": {**LONGER, "seconds": "4", "model": 3}}),
    ("bad_seconds", "extensions", {"json": {**LONGER, "seconds": "long"}}),
    ("bad_seconds", "extensions", {"json": {**LONGER, "seconds": "21"}}),
    ("bad_seconds", "extensions", {"json": {**LONGER, "seconds": 0}}),
    ("unknown_field", "extensions", {"json": {**LONGER, "seconds": "4", "n": 2}}),
    ("video_not_ready", "extensions", {"json": {**LONGER, "seconds": "4", "video": {"id": "{mine_waiting}"}}}),
]


@pytest.mark.parametrize(("code", "path", "sent"), REWORKS)
def test_reworks_that_are_wrong(
    wrong: Callable[[Any], None], case: Any, code: str, path: str, sent: dict[str, Any]
) -> None:
    wrong(case(f"{path} {code}", 400, code, "POST", f"/v1/videos/{path}", **sent))


QUERIES: list[tuple[int, str, str]] = [
    (400, "invalid_value", "/v1/videos?limit=-1"),
    (400, "invalid_value", "/v1/videos?limit=101"),
    (400, "invalid_value", "/v1/videos?limit=ten"),
    (400, "invalid_value", "/v1/videos?limit=" + "9" * 5000),
    (400, "invalid_value", "/v1/videos?order=sideways"),
    (400, "bad_cursor", "/v1/videos?after=video_0"),
    (400, "bad_cursor", "/v1/videos?after={theirs}"),
    (400, "bad_cursor", "/v1/videos?after=%00"),
    (400, "invalid_value", "/v1/videos?after=" + "v" * 65),
    (400, "invalid_value", "/v1/videos/{mine}/content?variant=exe"),
    (400, "invalid_value", "/v1/videos/{mine}/content?variant=../../keys"),
    (404, "video_not_ready", "/v1/videos/{mine_waiting}/content"),
    (404, "no_captions", "/v1/videos/{mine}/captions"),
    (400, "invalid_value", "/v1/videos/{mine}/link?expires_in=0"),
    (400, "invalid_value", "/v1/videos/{mine}/link?expires_in=9999999"),
    (400, "invalid_value", "/v1/videos/" + "v" * 65),
    (403, "bad_link", "/v1/signed/owner/{mine}/video"),
    (403, "bad_link", "/v1/signed/owner/{mine}/video?expires=99999999999&key=0&signature=00"),
    (403, "bad_link", "/v1/signed/%00/{mine}/video?expires=x&key=y&signature=z"),
    (400, "invalid_value", "/v1/signed/owner/{mine}/exe"),
    (404, "character_not_found", "/v1/videos/characters/char_0"),
    (404, "character_not_found", "/v1/videos/characters/%00"),
    (404, "model_not_found", "/v1/models/nobody-1"),
    (404, "model_not_found", "/v1/models/%00"),
    (404, "file_not_found", "/v1/files/{theirs_vision}"),
    (404, "file_not_found", "/v1/files/{theirs_vision}/content"),
    (404, "file_not_found", "/v1/files/%00"),
    (400, "invalid_value", "/v1/files?purpose=%00"),
    (400, "bad_cursor", "/v1/files?after={theirs_vision}"),
    (400, "invalid_value", "/v1/files?limit=0"),
    (404, "batch_not_found", "/v1/batches/{theirs_batches}"),
    (404, "batch_not_found", "/v1/batches/%00"),
    (400, "bad_cursor", "/v1/batches?after={theirs_batches}"),
    (404, "webhook_endpoint_not_found", "/v1/webhook_endpoints/{their_hook}"),
    (404, "webhook_endpoint_not_found", "/v1/webhook_endpoints/%00"),
]


@pytest.mark.parametrize(("status", "code", "path"), QUERIES, ids=[one[2][:60] for one in QUERIES])
def test_questions_that_are_wrong(wrong: Callable[[Any], None], case: Any, status: int, code: str, path: str) -> None:
    wrong(case(path[:60], status, code, "GET", path))


def test_a_place_in_the_stream_that_is_none(wrong: Callable[[Any], None], case: Any) -> None:
    headers = {"last-event-id": "the last"}
    wrong(case("id", 400, "invalid_value", "GET", "/v1/videos/{mine}/events", headers=headers))


def test_links_that_are_not_ours(place: Any, wrong: Callable[[Any], None], case: Any) -> None:
    bearer = {"authorization": f"Bearer {place.keys['main']}"}
    url = place.client.get(f"/v1/videos/{place.ids['mine']}/link", headers=bearer).json()["url"]
    path = url[url.index("/v1/") :]
    assert place.client.get(path).status_code == 200
    later = f"expires={int(time.time()) + 90_000}"
    changed = (
        path.replace(place.ids["mine"], place.ids["theirs"]),
        path.replace("/video?", "/thumbnail?"),
        path[:-1] + ("0" if path[-1] != "0" else "1"),
        "&".join(part if not part.startswith("expires") else later for part in path.split("&")),
        path.split("?")[0] + "?" + later + "&" + path.split("?")[1].split("&", 1)[1],
    )
    for one in changed:
        if one != path:
            wrong(case(one, 403, "bad_link", "GET", one, key=None))


OTHERS: list[tuple[int, str, str, str, dict[str, Any]]] = [
    (400, "missing_name", "POST", "/v1/videos/characters", {"files": {"video": ("a.mp4", b"x")}}),
    (400, "missing_video", "POST", "/v1/videos/characters", {"json": {"name": "Rolo"}}),
    (400, "missing_video", "POST", "/v1/videos/characters", {"data": {"name": "Rolo", "video": "text"}}),
    (400, "bad_name", "POST", "/v1/videos/characters", {"data": {"name": " "}, "files": {"video": ("a", b"x")}}),
    (400, "bad_name", "POST", "/v1/videos/characters", {"data": {"name": "R" * 81}, "files": {"video": ("a", b"x")}}),
    (400, "clip_unreadable", "POST", "/v1/videos/characters", {"data": {"name": "R"}, "files": {"video": ("a", b"x")}}),
    (400, "unknown_field", "POST", "/v1/videos/characters", {"data": {"name": "Rolo", "path": "/etc"}}),
    (404, "character_not_found", "DELETE", "/v1/videos/characters/char_0", {}),
    (400, "missing_file", "POST", "/v1/files", {"data": {"purpose": "vision"}}),
    (400, "missing_file", "POST", "/v1/files", {"json": {"purpose": "vision", "file": "x"}}),
    (400, "missing_purpose", "POST", "/v1/files", {"files": {"file": ("a.png", b"x")}}),
    (400, "bad_purpose", "POST", "/v1/files", {"data": {"purpose": "evil"}, "files": {"file": ("a", b"x")}}),
    (400, "empty_file", "POST", "/v1/files", {"data": {"purpose": "vision"}, "files": {"file": ("a", b"")}}),
    (400, "unknown_field", "POST", "/v1/files", {"data": {"purpose": "vision", "path": "x"}}),
    (
        400,
        "bad_expires_after",
        "POST",
        "/v1/files",
        {"data": {"purpose": "vision", "expires_after[seconds]": "9999"}, "files": {"file": ("a", b"x")}},
    ),
    (413, "body_too_large", "POST", "/v1/files", {"files": {"file": ("a", b"x" * 1_100_000)}}),
    (404, "file_not_found", "DELETE", "/v1/files/{theirs_vision}", {}),
    (404, "file_not_found", "POST", "/v1/batches", {"json": {**LINES, "input_file_id": "{theirs_batch}"}}),
    (404, "file_not_found", "POST", "/v1/batches", {"json": {**LINES, "input_file_id": "\x00"}}),
    (400, "bad_purpose", "POST", "/v1/batches", {"json": {**LINES, "input_file_id": "{mine_vision}"}}),
    (400, "invalid_value", "POST", "/v1/batches", {"json": {**LINES, "endpoint": "/v1/responses"}}),
    (400, "invalid_value", "POST", "/v1/batches", {"json": {**LINES, "completion_window": "1h"}}),
    (400, "invalid_value", "POST", "/v1/batches", {"json": {**LINES, "metadata": {"a": 1}}}),
    (400, "bad_metadata", "POST", "/v1/batches", {"json": {**LINES, "metadata": {"a": "\x00"}}}),
    (400, "invalid_value", "POST", "/v1/batches", {"json": {**LINES, "run_as": "root"}}),
    (400, "invalid_value", "POST", "/v1/batches", {"content": b"{"}),
    (400, "invalid_value", "POST", "/v1/batches", {"content": b"[" * 100_000}),
    (404, "batch_not_found", "POST", "/v1/batches/{theirs_batches}/cancel", {}),
    (400, "invalid_value", "POST", "/v1/webhook_endpoints", {"json": {**NAMED, "event_types": ["all"]}}),
    (400, "invalid_value", "POST", "/v1/webhook_endpoints", {"json": {**NAMED, "event_types": []}}),
    (400, "invalid_value", "POST", "/v1/webhook_endpoints", {"json": {**NAMED, "secret": "x"}}),
    (400, "invalid_value", "POST", "/v1/webhook_endpoints", {"json": {**NAMED, "name": ""}}),
    (400, "bad_name", "POST", "/v1/webhook_endpoints", {"json": {**NAMED, "name": "\x00"}}),
    (400, "url_not_https", "POST", "/v1/webhook_endpoints", {"json": {**NAMED, "url": "http://1.1.1.1/hook"}}),
    *(
        (400, "url_refused", "POST", "/v1/webhook_endpoints", {"json": {**NAMED, "url": url}})
        for url in (
            "https://127.0.0.1/hook",
            "https://localhost/hook",
            "https://10.0.0.1/hook",
            "https://[fd00::1]/hook",
            "https://169.254.169.254/hook",
            "ftp://1.1.1.1/hook",
            "https://user@1.1.1.1/hook",
            "nonsense",
        )
    ),
    (404, "webhook_endpoint_not_found", "DELETE", "/v1/webhook_endpoints/{their_hook}", {}),
    (404, "webhook_endpoint_not_found", "POST", "/v1/webhook_endpoints/{their_hook}", {"json": {"name": "mine"}}),
    (
        404,
        "webhook_endpoint_not_found",
        "POST",
        "/v1/webhook_endpoints/{their_hook}/test",
        {"json": {"event_type": "video.completed"}},
    ),
]


@pytest.mark.parametrize(("status", "code", "method", "path", "sent"), OTHERS)
def test_the_other_operations(
    wrong: Callable[[Any], None], case: Any, status: int, code: str, method: str, path: str, sent: dict[str, Any]
) -> None:
    wrong(case(f"{method} {path}", status, code, method, path, **sent))


def test_a_name_that_climbs_is_only_a_name(place: Any) -> None:
    bearer = {"authorization": f"Bearer {place.keys['main']}"}
    files = {"file": ("../../../etc/cron.d/x", b"data")}
    made = place.client.post("/v1/files", data={"purpose": "vision"}, files=files, headers=bearer)
    assert made.status_code == 200
    for folder in place.folders:
        assert not [path for path in folder.rglob("*") if "cron" in path.name]
    got = place.client.get(f"/v1/files/{made.json()['id']}/content", headers=bearer)
    assert got.content == b"data"
    assert got.headers["content-disposition"] == 'attachment; filename="x"'


def test_too_many_a_minute(place: Any, wrong: Callable[[Any], None], case: Any) -> None:
    from fantascope.accounts.actions import create_key
    from fantascope.accounts.queries import identify

    house = place.house
    owner = identify(house.db, place.keys["main"], now=house.clock())
    with house.db.write() as session:
        _, place.keys["slow"] = create_key(
            session, owner_id=owner.owner_id, name="slow", now=house.clock(), requests_per_minute=1
        )
    bearer = {"authorization": f"Bearer {place.keys['slow']}"}
    first = place.client.get("/v1/models", headers=bearer)
    assert (first.status_code, first.headers["x-ratelimit-remaining-requests"]) == (200, "0")
    again = place.client.post("/v1/videos", json=GOOD, headers=bearer)
    assert again.status_code == 429
    assert again.json()["error"]["code"] == "rate_limited"
    assert 1 <= int(again.headers["retry-after"]) <= 60


def test_a_key_has_its_credits_of_the_day(place: Any) -> None:
    """What was asked counts; what failed or was cancelled is given back."""
    from fantascope.accounts.actions import create_key
    from fantascope.accounts.queries import identify

    house = place.house
    owner = identify(house.db, place.keys["main"], now=house.clock())
    with house.db.write() as session:
        more = {"name": "frugal", "now": house.clock(), "daily_credits": 2}
        bearer = {"authorization": f"Bearer {create_key(session, owner_id=owner.owner_id, **more)[1]}"}
    asked = []

    def ask(prompt: str, status: int, left: int) -> Any:
        answer = place.client.post("/v1/videos", json={**GOOD, "prompt": prompt}, headers=bearer)
        assert answer.status_code == status, answer.text
        assert answer.headers["x-ratelimit-limit-credits"] == "2"
        if status == 200:
            asked.append(answer.json()["id"])
        assert place.client.get("/v1/models", headers=bearer).headers["x-ratelimit-remaining-credits"] == str(left)
        return answer

    ask("a bar [fail]", 200, 1)
    ask("a bar", 200, 0)
    over = ask("a bar", 429, 0)
    assert over.json()["error"] | {"message": ""} == {
        "message": "",
        "type": "rate_limit_error",
        "param": None,
        "code": "key_quota_used",
    }
    assert 0 < int(over.headers["retry-after"]) <= 86_400
    assert place.client.post(f"/v1/videos/{asked[1]}/cancel", headers=bearer).status_code == 200
    ask("a bar", 200, 0)
    place.work()
    assert place.client.get(f"/v1/videos/{asked[0]}", headers=bearer).json()["status"] == "failed"
    assert place.client.get(f"/v1/videos/{asked[2]}", headers=bearer).json()["status"] == "completed"
    ask("a bar", 200, 0)
    ask("a bar", 429, 0)


@pytest.mark.parametrize("file_id", ["file_0", "{theirs_vision}", "\x00", "../../keys", "é" * 30])
def test_files_that_are_not_ones_own(wrong: Callable[[Any], None], case: Any, file_id: str) -> None:
    body = {**GOOD, "input_reference": {"file_id": file_id}}
    wrong(case(file_id, 404, "file_not_found", "POST", "/v1/videos", json=body))


@pytest.mark.parametrize("character_id", ["char_0", "\x00", "../x"])
def test_characters_that_are_not_there(wrong: Callable[[Any], None], case: Any, character_id: str) -> None:
    body = {**GOOD, "characters": [{"id": character_id}]}
    wrong(case(character_id, 404, "character_not_found", "POST", "/v1/videos", json=body))
