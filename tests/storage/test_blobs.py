"""What every store does alike, and what is particular to each."""

from __future__ import annotations

import os
import time
import urllib.request
from pathlib import Path

import pytest

from fantascope.kernel.errors import InvalidInput, NotFound, Transient, Unavailable
from fantascope.storage.blobs import Blobs, new_key

BYTES = bytes(range(256)) * 5000


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.bin"
    path.write_bytes(BYTES)
    return path


def test_what_is_put_comes_back_whole(blobs: Blobs, source: Path, tmp_path: Path) -> None:
    key = new_key("videos", ".mp4")
    blobs.put(key, source)
    blobs.fetch(key, tmp_path / "back.bin")
    assert (tmp_path / "back.bin").read_bytes() == BYTES
    assert source.read_bytes() == BYTES
    assert blobs.size(key) == len(BYTES)
    assert b"".join(blobs.chunks(key)) == BYTES


@pytest.mark.parametrize(
    ("start", "end"), [(0, 1), (10, 300_000), (len(BYTES) - 5, None), (0, None), (5, 10**12), (7, 7), (10**9, None)]
)
def test_ranges(blobs: Blobs, source: Path, start: int, end: int | None) -> None:
    key = new_key("videos")
    blobs.put(key, source)
    assert b"".join(blobs.chunks(key, start, end)) == BYTES[start:end]


def test_an_empty_file_is_a_blob_too(blobs: Blobs, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    key = new_key("files")
    blobs.put(key, tmp_path / "empty")
    assert blobs.size(key) == 0
    assert b"".join(blobs.chunks(key)) == b""


def test_a_second_put_takes_the_place_of_the_first(blobs: Blobs, source: Path) -> None:
    key = new_key("files")
    blobs.put(key, source)
    source.write_bytes(b"new")
    blobs.put(key, source)
    assert b"".join(blobs.chunks(key)) == b"new"


def test_a_file_larger_than_one_request(blobs: Blobs, tmp_path: Path) -> None:
    big = tmp_path / "big"
    big.write_bytes(os.urandom(1000) * 18_000)
    key = new_key("videos", ".mp4")
    blobs.put(key, big)
    blobs.fetch(key, tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == big.read_bytes()
    assert b"".join(blobs.chunks(key, 5, 17_000_000)) == big.read_bytes()[5:17_000_000]


def test_removing_is_for_good_and_twice_is_no_error(blobs: Blobs, source: Path, tmp_path: Path) -> None:
    key = new_key("videos")
    blobs.put(key, source)
    blobs.delete(key)
    blobs.delete(key)
    for ask in (blobs.size, blobs.chunks, lambda k: blobs.fetch(k, tmp_path / "none"), lambda k: blobs.chunks(k, 3, 9)):
        with pytest.raises(NotFound) as caught:
            ask(key)
        assert caught.value.code == "blob_missing"
    assert blobs.local_path(key) is None
    assert not list(tmp_path.glob("none*"))


@pytest.mark.parametrize(
    "key",
    [
        "", "/", "..", "../x", "a/../b", "a//b", "/etc/passwd", "a/", "A/b", "a b", "a\x00b", "a/.hidden", "./a",
        "a\\b", "a/..", "a\n", "é", "a%2e%2e/b", "x" * 256, "a.b.c",
    ],
)  # fmt: skip
def test_no_key_leads_out_of_the_store(blobs: Blobs, source: Path, key: str) -> None:
    for ask in (blobs.size, blobs.chunks, blobs.delete, blobs.local_path):
        with pytest.raises(ValueError, match="no blob key"):
            ask(key)
    with pytest.raises(ValueError, match="no blob key"):
        blobs.put(key, source)


def test_fresh_keys_differ_and_are_spread(blobs: Blobs) -> None:
    keys = [new_key("videos", ".mp4") for _ in range(200)]
    assert len(set(keys)) == 200
    assert len({key.split("/")[1] for key in keys}) > 50
    with pytest.raises(ValueError, match="no blob key"):
        new_key("Videos/..", ".mp4")


def test_only_a_folder_gives_paths_and_only_a_bucket_gives_addresses(
    blobs: Blobs, source: Path, request: pytest.FixtureRequest
) -> None:
    key = new_key("videos", ".mp4")
    blobs.put(key, source)
    where = request.node.callspec.params["blobs"]
    path, address = blobs.local_path(key), blobs.presigned(key, 60)
    assert (path is not None) == (where == "folder")
    assert (address is not None) == (where == "s3")
    if path is not None:
        assert path.read_bytes() == BYTES
    if address is not None:
        with urllib.request.urlopen(address) as answer:
            assert answer.read() == BYTES


def test_objects_lie_under_the_prefix(bucket: str, s3_server: str, source: Path, tmp_path: Path) -> None:
    key = new_key("videos", ".mp4")
    Blobs(bucket, tmp_path).put(key, source)
    other = Blobs("s3://films/other", tmp_path)
    with pytest.raises(NotFound):
        other.size(key)
    assert Blobs("s3://films", tmp_path).size(f"some/prefix/{key}") == len(BYTES)


def test_a_bucket_that_is_away_is_a_passing_trouble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tester")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with pytest.raises(Transient) as caught:
        Blobs("s3://films", tmp_path).size(new_key("videos"))
    assert caught.value.code == "storage_unreachable"


@pytest.mark.parametrize("url", ["ftp://x/y", "s3://", "file://host/x", "file:relative", "nonsense", "s3://b/p?x=1"])
def test_an_address_that_is_none(url: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        Blobs(url, tmp_path)
    assert caught.value.code == "bad_setting"
    assert caught.value.field == "blobs"


def test_a_folder_named_by_its_address(source: Path, tmp_path: Path) -> None:
    key = new_key("videos")
    Blobs(f"file://{tmp_path}/else where", tmp_path).put(key, source)
    assert (tmp_path / "else where" / key).read_bytes() == BYTES


def test_a_put_that_fails_leaves_nothing(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    blobs = Blobs("", tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "blobs" / ".unfinished").mkdir(parents=True)
    (tmp_path / "blobs" / "videos").mkdir(parents=True)
    with pytest.raises(Unavailable) as caught:
        blobs.put("videos/x", source)
    assert caught.value.code == "disk_full"
    assert [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()] == []


def test_what_a_dead_process_left_is_swept(tmp_path: Path) -> None:
    unfinished = tmp_path / "blobs" / ".unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "old.part").touch()
    (unfinished / "new.part").touch()
    os.utime(unfinished / "old.part", (time.time() - 90_000,) * 2)
    Blobs("", tmp_path)
    assert [path.name for path in unfinished.iterdir()] == ["new.part"]
