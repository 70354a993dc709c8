"""Keys: made once, for their owner's eyes alone, renewed, and replaced by the operator's."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from fantascope.kernel.errors import InvalidInput, Unavailable
from fantascope.provenance.keys import KeyFolder, operators_key


def test_keys_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path / "provenance")
    first = folder.signing()
    assert KeyFolder(tmp_path / "provenance").signing().chain == first.chain
    assert folder.marks() == KeyFolder(tmp_path / "provenance").marks()
    assert len(folder.marks()[0].secret) == 32
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.path.iterdir()}
    assert modes == dict.fromkeys(("authority.pem", "signing-0001.pem", "marks-0001.key"), 0o600)


def test_what_old_keys_made_is_still_known_after_a_rotation(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    old, mark = folder.signing(), folder.marks()[0]
    new = folder.rotate_signing()
    folder.rotate_marks()
    assert folder.signing().chain == new.chain != old.chain
    assert {key.certificate.serial_number for key in (old, new)} == folder.signers().serials
    assert [key.epoch for key in folder.marks()] == [2, 1]
    assert folder.marks()[1] == mark


def test_a_certificate_is_renewed_before_it_expires(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    first = folder.signing()
    soon = first.certificate.not_valid_after_utc - dt.timedelta(days=10)
    assert folder.signing(soon).chain != first.chain


def test_the_operators_certificate_must_be_that_of_the_key(tmp_path: Path) -> None:
    key = KeyFolder(tmp_path).signing()
    chain, own, other = tmp_path / "chain.pem", tmp_path / "own.pem", tmp_path / "other.pem"
    chain.write_text(key.chain)
    for path, private in ((own, key.private), (other, ec.generate_private_key(ec.SECP256R1()))):
        form = serialization.PrivateFormat.PKCS8
        path.write_bytes(private.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    found = operators_key(chain, own)
    assert (found.own, found.chain) == (False, key.chain)
    for wrong in (other, tmp_path / "absent.pem", chain):
        with pytest.raises(InvalidInput) as refused:
            operators_key(chain, wrong)
        assert refused.value.code == "bad_signing_key"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Unavailable) as refused:
        KeyFolder(tmp_path / "file" / "keys").signing()
    assert refused.value.code == "secret_unwritable"
