"""The manifest: what it says, and that whatever is done to the file is told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from fantascope.kernel.errors import EngineFailure
from fantascope.media.probe import read_audio
from fantascope.provenance.keys import KeyFolder
from fantascope.provenance.manifest.boxes import boxes
from fantascope.provenance.manifest.read import read_manifest
from fantascope.provenance.manifest.sign import definition, sign
from fantascope.provenance.manifest.types import Facts, Parent
from fantascope.provenance.origins import SOURCE_TYPES

FactsOf = Callable[..., Facts]
PAYLOAD = 0xFEDC_BA98_7654_3210


def changed(data: bytes, kind: bytes, at: int = 100) -> bytes:
    """`data` with one bit of a box turned."""
    start = next(start for name, start, _ in boxes(data) if name == kind)
    return data[: start + at] + bytes([data[start + at] ^ 1]) + data[start + at + 1 :]


def test_what_was_signed_is_read(signed: Path, plain: Path, keys: KeyFolder) -> None:
    told = read_manifest(signed.read_bytes(), keys.signers())
    assert (told.state, told.trust, told.issuer, told.problems) == ("intact", "house", "Fantascope", ())
    assert (told.engine, told.model, told.version, told.asked) == ("trial", "trial", "1.0", "create")
    assert (told.origin, told.payload) == ("algorithmic", PAYLOAD)
    assert told.prompt is None
    assert told.prompt_sha256 == hashlib.sha256(b"a red bar").hexdigest()
    assert (read_audio(signed) == read_audio(plain)).all()
    assert read_manifest(plain.read_bytes()).state == "absent"


def test_the_prompt_is_told_only_where_it_may_be(facts_of: FactsOf) -> None:
    assert "a red bar" not in str(definition(facts_of()))
    assert "a red bar" in str(definition(facts_of(tells_prompt=True)))


def test_another_house_is_an_unknown_issuer(signed: Path, tmp_path: Path) -> None:
    for signers in (KeyFolder(tmp_path / "empty").signers(), KeyFolder(tmp_path / "other").signers()):
        told = read_manifest(signed.read_bytes(), signers)
        assert (told.state, told.trust) == ("intact", "unknown")


@pytest.mark.parametrize("kind", [b"mdat", b"moov", b"uuid"])
def test_one_bit_is_enough(kind: bytes, signed: Path, keys: KeyFolder) -> None:
    told = read_manifest(changed(signed.read_bytes(), kind, 600), keys.signers())
    assert told.state in ("altered", "unreadable")
    assert told.problems


def test_nothing_hides_where_the_hash_does_not_look(signed: Path, keys: KeyFolder) -> None:
    data = signed.read_bytes()
    assert read_manifest(data + b"\0\0\0\x08free", keys.signers()).state == "intact"
    hidden = read_manifest(data + (4096).to_bytes(4, "big") + b"free" + bytes(4088), keys.signers())
    assert (hidden.state, hidden.problems) == ("altered", ("boxes.hidden.free",))


def test_lineage_survives_and_a_child_of_a_tampered_parent_is_refused(
    signed: Path, plain: Path, keys: KeyFolder, tmp_path: Path, facts_of: FactsOf
) -> None:
    child, grandchild = tmp_path / "child.mp4", tmp_path / "grandchild.mp4"
    sign(plain, child, facts_of(2, (Parent(signed, "parent", "first"),)), keys.signing())
    parts = (Parent(child, "part", "part 1"), Parent(plain, "part", "part 2"))
    thumbnail = tmp_path / "thumbnail.webp"
    Image.new("RGB", (32, 32)).save(thumbnail)
    sign(plain, grandchild, facts_of(3, parts), keys.signing(), thumbnail=thumbnail)
    told = read_manifest(grandchild.read_bytes(), keys.signers())
    assert told.state == "intact"
    assert [(one.relation, one.state, one.payload) for one in told.ancestors] == [
        ("part", "intact", 2),
        ("part", "absent", None),
    ]
    assert [(one.relation, one.payload) for one in told.ancestors[0].ancestors] == [("parent", PAYLOAD)]
    tampered = tmp_path / "tampered.mp4"
    tampered.write_bytes(changed(signed.read_bytes(), b"mdat"))
    with pytest.raises(EngineFailure) as refused:
        sign(plain, tmp_path / "no.mp4", facts_of(4, (Parent(tampered, "parent", "x"),)), keys.signing())
    assert refused.value.code == "parent_altered"
    assert not (tmp_path / "no.mp4").exists()


def test_a_dead_time_stamp_server_does_not_stop_signing(
    plain: Path, keys: KeyFolder, tmp_path: Path, facts_of: FactsOf
) -> None:
    done = sign(plain, tmp_path / "out.mp4", facts_of(), keys.signing(), stamps=("http://127.0.0.1:9/",))
    assert not done.stamped
    told = read_manifest((tmp_path / "out.mp4").read_bytes(), keys.signers())
    assert (told.state, told.signed_at) == ("intact", None)


def test_what_cannot_be_signed_is_not_given_out(tmp_path: Path, keys: KeyFolder, facts_of: FactsOf) -> None:
    (tmp_path / "none.mp4").write_bytes(b"no clip at all")
    with pytest.raises(EngineFailure) as refused:
        sign(tmp_path / "none.mp4", tmp_path / "out.mp4", facts_of(), keys.signing())
    assert refused.value.code == "signing_failed"
    assert [path.name for path in tmp_path.iterdir()] == ["none.mp4"]


def test_source_types_are_those_of_the_vocabulary() -> None:
    names = {address.rpartition("/")[2] for address in SOURCE_TYPES.values()}
    assert names == {
        "algorithmicMedia",
        "trainedAlgorithmicMedia",
        "compositeSynthetic",
        "compositeWithTrainedAlgorithmicMedia",
    }
