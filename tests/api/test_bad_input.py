"""Malformed requests to create a video: always the right 4xx with a code, never a 5xx, and nothing left behind."""

from __future__ import annotations

import base64
import io
import json
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True, scope="module")
"""What is wrong here is found before any database is asked."""

GOOD = {"prompt": "a bar", "model": "trial", "seconds": "1", "size": "64x64"}
WORLD = {"prompt": "a red ball", "seconds": "1", "size": "64x64"}
JSON = {"content-type": "application/json"}


def _png(width: int, height: int) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (200, 60, 40)).save(buffer, "PNG")
    return buffer.getvalue()


def _bomb() -> bytes:
    """A PNG of a few bytes that says it has 60000 by 60000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")


def _data_url(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()


BODIES: list[tuple[str, str, dict[str, Any]]] = [
    ("no body", "body_missing", {"content": b"", "headers": JSON}),
    ("blank body", "body_missing", {"content": b"   ", "headers": JSON}),
    ("no JSON", "invalid_json", {"content": b"{prompt: ball}", "headers": JSON}),
    ("cut JSON", "invalid_json", {"content": b'{"prompt": "a b', "headers": JSON}),
    ("a list", "invalid_json", {"content": b'["a ball"]', "headers": JSON}),
    ("a string", "invalid_json", {"content": b'"a ball"', "headers": JSON}),
    ("NaN", "invalid_json", {"content": b'{"prompt": "a", "seconds": NaN}', "headers": JSON}),
    ("Infinity", "invalid_json", {"content": b'{"prompt": "a", "seconds": -Infinity}', "headers": JSON}),
    ("no UTF-8", "invalid_json", {"content": b'{"prompt": "\xff\xfe"}', "headers": JSON}),
    ("deep lists", "invalid_json", {"content": b'{"prompt": ' + b"[" * 100_000, "headers": JSON}),
    ("deep objects", "invalid_json", {"content": b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "headers": JSON}),
    ("a number of 5000 digits", "invalid_json", {"content": b'{"prompt": "a", "seed": ' + b"9" * 5000 + b"}"}),
    ("plain text", "unsupported_media_type", {"content": b"a ball", "headers": {"content-type": "text/plain"}}),
    ("XML", "unsupported_media_type", {"content": b"<a/>", "headers": {"content-type": "application/xml"}}),
    ("no boundary", "invalid_form", {"content": b"--x", "headers": {"content-type": "multipart/form-data"}}),
    (
        "cut form",
        "invalid_form",
        {
            "content": b'--x\r\nContent-Disposition: form-data; name="prompt"\r\n\r\na ba',
            "headers": {"content-type": "multipart/form-data; boundary=x"},
        },
    ),
    (
        "form without names",
        "invalid_form",
        {
            "content": b"--x\r\nContent-Disposition: form-data\r\n\r\na ball\r\n--x--\r\n",
            "headers": {"content-type": "multipart/form-data; boundary=x"},
        },
    ),
    ("300 fields", "invalid_form", {"files": [(f"f{n}", (None, "x")) for n in range(300)]}),
    ("9 files", "invalid_form", {"files": [("video", ("x", b"x")) for _ in range(9)]}),
    ("a part of two megabytes", "body_too_large", {"files": [("prompt", (None, "x" * 2_000_000))]}),
    ("a field of a megabyte", "prompt_too_long", {"files": [("prompt", (None, "x" * 999_000)), ("seed", (None, "1"))]}),
    ("the prompt twice", "repeated_field", {"files": [("prompt", (None, "a")), ("prompt", (None, "b"))]}),
    ("bracket left open", "invalid_form", {"files": [("prompt", (None, "a")), ("characters[", (None, "b"))]}),
    ("nested deep", "invalid_form", {"files": [("prompt", (None, "a")), ("characters[][id][x]", (None, "b"))]}),
    ("list and value", "invalid_form", {"files": [("characters", (None, "a")), ("characters[][id]", (None, "b"))]}),
    ("prompt as a file", "bad_prompt", {"files": [("prompt", ("prompt.txt", b"a ball"))]}),
    ("size as a file", "bad_size", {"files": [("prompt", (None, "a")), ("size", ("size.txt", b"64x64"))]}),
    ("unknown form field", "unknown_field", {"data": {"prompt": "a", "output_path": "/etc/passwd"}}),
    ("words in a form", "bad_seconds", {"data": {**GOOD, "seconds": "eight"}}),
    ("said to be large", "body_too_large", {"content": b"{}", "headers": {**JSON, "content-length": "999999999"}}),
    ("large in pieces", "body_too_large", {"content": lambda: iter([b" " * 65536] * 40), "headers": JSON}),
]


@pytest.mark.parametrize(("name", "code", "sent"), BODIES, ids=[case[0] for case in BODIES])
def test_bodies_that_cannot_be_read(
    wrong: Callable[[Any], None], case: Any, name: str, code: str, sent: dict[str, Any]
) -> None:
    status = {"body_too_large": 413}.get(code, 400)
    wrong(case(name, status, code, "POST", "/v1/videos", **{"headers": JSON if "content" in sent else {}, **sent}))


FIELDS: list[tuple[str, str, Any]] = [
    ("missing_prompt", "prompt", None),
    ("bad_prompt", "prompt", 5),
    ("bad_prompt", "prompt", ["a ball"]),
    ("bad_prompt", "prompt", {"text": "a ball"}),
    ("empty_prompt", "prompt", ""),
    ("empty_prompt", "prompt", " \n\t "),
    ("empty_prompt", "prompt", "\u200b\u2060"),
    ("empty_prompt", "prompt", "\x00\x00"),
    ("prompt_too_long", "prompt", "a" * 32_001),
    ("bad_prompt", "prompt", "a ball \ud800"),
    ("model_not_found", "model", "nobody-1"),
    ("model_not_found", "model", "../../etc/passwd"),
    ("model_not_found", "model", "sora-2\u202e"),
    ("bad_model", "model", 2),
    ("bad_model", "model", "m" * 81),
    ("bad_model", "model", ""),
    ("bad_model", "model", "a\x00"),
    ("bad_seconds", "seconds", "eight"),
    ("bad_seconds", "seconds", "NaN"),
    ("bad_seconds", "seconds", "1e1"),
    ("bad_seconds", "seconds", ""),
    ("bad_seconds", "seconds", "-4"),
    ("bad_seconds", "seconds", 0),
    ("bad_seconds", "seconds", 0.5),
    ("bad_seconds", "seconds", "61"),
    ("bad_seconds", "seconds", 1e300),
    ("bad_seconds", "seconds", 10**400),
    ("bad_seconds", "seconds", True),
    ("bad_seconds", "seconds", ["4"]),
    ("bad_seconds", "seconds", "٤x"),
    ("bad_size", "size", "large"),
    ("bad_size", "size", "64"),
    ("bad_size", "size", "0x0"),
    ("bad_size", "size", "-64x64"),
    ("bad_size", "size", "65x64"),
    ("bad_size", "size", "62x64"),
    ("bad_size", "size", "64X64"),
    ("bad_size", "size", "4096x4096"),
    ("bad_size", "size", "100000x100000"),
    ("bad_size", "size", "64x64\n"),
    ("bad_size", "size", "٦٤x64"),
    ("bad_size", "size", 64),
    ("bad_size", "size", [64, 64]),
    ("bad_n", "n", 0),
    ("bad_n", "n", 5),
    ("bad_n", "n", 1.5),
    ("bad_n", "n", "two"),
    ("bad_n", "n", True),
    ("bad_seed", "seed", -1),
    ("bad_seed", "seed", 2**63),
    ("bad_seed", "seed", 10**1000),
    ("bad_seed", "seed", "7.0"),
    ("bad_seed", "seed", "９" * 25),
    ("bad_fps", "fps", 0),
    ("bad_fps", "fps", 25),
    ("bad_fps", "fps", "fast"),
    ("bad_look", "look", 3),
    ("bad_look", "look", ""),
    ("bad_generate_sound", "generate_sound", "maybe"),
    ("bad_generate_sound", "generate_sound", 2),
    ("bad_negative_prompt", "negative_prompt", 7),
    ("bad_characters", "characters", "char_1"),
    ("bad_characters", "characters", [1]),
    ("bad_characters", "characters", [{"id": 1}]),
    ("bad_characters", "characters", [{"id": "char_1", "path": "/etc"}]),
    ("bad_characters", "characters", [{"id": "char_1"}, {"id": "char_1"}]),
    ("too_many_characters", "characters", [{"id": f"char_{n}"} for n in range(3)]),
    ("bad_characters", "characters", [{"id": "c" * 65}]),
    ("bad_input_reference", "input_reference", 1),
    ("bad_input_reference", "input_reference", []),
    ("bad_input_reference", "input_reference", {}),
    ("bad_input_reference", "input_reference", "/etc/passwd"),
    ("bad_input_reference", "input_reference", {"path": "/etc/passwd"}),
    ("bad_input_reference", "input_reference", {"image_url": 3}),
    ("bad_input_reference", "input_reference", {"image_url": "http://1.1.1.1/", "file_id": "file_1"}),
    ("unknown_field", "output_path", "/etc/passwd"),
    ("unknown_field", "video_path", "x"),
    ("unknown_field", "prompt\x00", "x"),
    ("unknown_field", "", "x"),
    ("unknown_field", "🦊" * 999, "x"),
]


@pytest.mark.parametrize(("code", "field", "value"), FIELDS)
def test_fields_that_are_wrong(wrong: Callable[[Any], None], case: Any, code: str, field: str, value: Any) -> None:
    body = {**GOOD, field: value}
    wrong(case(f"{field}={value!r:.40}", 400, code, "POST", "/v1/videos", json=body, param=field[:60] or None))


UNSUPPORTED: list[tuple[str, str, dict[str, Any]]] = [
    ("unsupported_negative_prompt", "negative_prompt", {**WORLD, "negative_prompt": "rain"}),
    ("unsupported_num_inference_steps", "num_inference_steps", {**WORLD, "num_inference_steps": 20}),
    ("unsupported_guidance_scale", "guidance_scale", {**WORLD, "guidance_scale": 7.5}),
    ("unsupported_extra_params", "extra_params", {**WORLD, "extra_params": {"a": 1}}),
    ("bad_look", "look", {**WORLD, "look": "oil-on-velvet"}),
    ("unsupported_look", "look", {**GOOD, "look": "clay"}),
]


@pytest.mark.parametrize(("code", "field", "body"), UNSUPPORTED, ids=[one[0] for one in UNSUPPORTED])
def test_what_a_model_cannot_do_is_said(
    wrong: Callable[[Any], None], case: Any, code: str, field: str, body: dict[str, Any]
) -> None:
    wrong(case(code, 400, code, "POST", "/v1/videos", json=body, param=field))


ADDRESSES: list[tuple[str, str]] = [
    *(
        (address, "url_refused")
        for address in (
            "http://127.0.0.1/a.png",
            "http://localhost/a.png",
            "http://[::1]/a.png",
            "http://[::ffff:127.0.0.1]/a.png",
            "http://0.0.0.0/a.png",
            "http://10.1.2.3/a.png",
            "http://192.168.0.1/a.png",
            "http://169.254.169.254/latest/meta-data/",
            "http://2130706433/a.png",
            "http://0x7f000001/a.png",
            "http://user:pass@1.1.1.1/a.png",
            "file:///etc/passwd",
            "ftp://1.1.1.1/a.png",
            "gopher://1.1.1.1/",
            "javascript:alert(1)",
            "/etc/passwd",
            "http://",
            "http://1.1.1.1/\x00",
            "http://1.1.1.1:99999/",
            "http://\ud800.com/",
            "x" * 10_000,
        )
    ),
    ("data:", "url_wrong_type"),
    ("data:image/png,rubbish", "url_wrong_type"),
    ("data:image/png;base64,%%%%", "url_wrong_type"),
    ("data:image/png;base64,é", "url_wrong_type"),
    ("data:image/png;base64,", "picture_unreadable"),
    (_data_url(b"no picture at all"), "picture_unreadable"),
    (_data_url(_png(64, 64)[:60]), "picture_unreadable"),
    (_data_url(_bomb()), "picture_too_large"),
    (_data_url(_png(32, 64)), "picture_size"),
]


@pytest.mark.parametrize(("address", "code"), ADDRESSES, ids=[one[0][:40] for one in ADDRESSES])
def test_addresses_of_pictures(wrong: Callable[[Any], None], case: Any, address: str, code: str) -> None:
    body = {**GOOD, "input_reference": {"image_url": address}}
    wrong(case(address[:40], 400, code, "POST", "/v1/videos", json=body, param="input_reference"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_unreadable"),
        (b"GIF89a" + bytes(50), "picture_unreadable"),
        (b"\xff\xd8\xff" + bytes(500), "picture_unreadable"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(99), "picture_unreadable"),
        (_png(64, 66), "picture_size"),
    ],
    ids=["empty", "svg", "gif", "cut jpeg", "mp4", "size"],
)
def test_pictures_that_are_none(wrong: Callable[[Any], None], case: Any, data: bytes, code: str) -> None:
    files = {"input_reference": ("../../a.png", data, "image/png")}
    wrong(case(code, 400, code, "POST", "/v1/videos", data=GOOD, files=files, param="input_reference"))


@pytest.mark.parametrize("key", ["two words", "k" * 101, "\u00e9\u00e9", "a\tb"])
def test_keys_of_repeats(wrong: Callable[[Any], None], case: Any, key: str) -> None:
    headers = {"idempotency-key": key.encode()}
    wrong(case(key, 400, "invalid_value", "POST", "/v1/videos", json=GOOD, headers=headers))


def test_more_than_one_may(wrong: Callable[[Any], None], case: Any) -> None:
    picture = _data_url(_png(64, 64))
    dear = {**GOOD, "seconds": "30", "input_reference": {"image_url": picture}}
    wrong(case("too dear", 429, "insufficient_quota", "POST", "/v1/videos", json=dear, key="poor"))
    wrong(case("three of it", 429, "insufficient_quota", "POST", "/v1/videos", json={**GOOD, "n": 3}, key="poor"))
    wrong(case("full", 429, "too_many_queued", "POST", "/v1/videos", json=GOOD, key="full"))


def test_the_good_one_is_taken(place: Any, case: Any) -> None:
    """What the requests above have wrong is one thing each."""
    answer = place.send(case("good", 200, "", "POST", "/v1/videos", content=json.dumps(GOOD).encode(), headers=JSON))
    assert answer.status_code == 200, answer.text
