"""Signed links: what opens, and everything that does not."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from fantascope.storage.links import check, load_secret, sign

SECRET = b"s" * 32
PATH = "/v1/videos/video_1/content"


def _query(**changes: str) -> dict[str, str]:
    return {**dict(parse_qsl(sign(SECRET, PATH, 1000))), **changes}


def test_a_link_opens_its_path_until_it_expires() -> None:
    assert check([SECRET], PATH, _query(), now=999.9)
    assert not check([SECRET], PATH, _query(), now=1000.0)


@pytest.mark.parametrize(
    "changes",
    [
        {"expires": "1001"}, {"expires": ""}, {"expires": "-5"}, {"expires": "1e9"}, {"expires": "٣٣٣٣"},
        {"expires": "9" * 40}, {"signature": ""}, {"signature": "é"}, {"signature": "A" * 43}, {"key": "00000000"},
        {"key": ""},
    ],
)  # fmt: skip
def test_a_changed_link_opens_nothing(changes: dict[str, str]) -> None:
    assert not check([SECRET], PATH, _query(**changes), now=0.0)


def test_a_link_opens_no_other_path() -> None:
    assert not check([SECRET], PATH + "/x", _query(), now=0.0)
    assert not check([SECRET], PATH, {}, now=0.0)


def test_secrets_can_be_replaced() -> None:
    assert check([b"n" * 32, SECRET], PATH, _query(), now=0.0)
    assert not check([b"n" * 32], PATH, _query(), now=0.0)


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: load_secret(tmp_path / "home"), range(32)))
    assert len(secrets) == 1
    assert len(secrets.pop()) == 32
    files = list((tmp_path / "home").iterdir())
    assert [path.name for path in files] == ["links.key"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
