"""The keys of provenance, in a folder of their own: an authority, keys it certifies to sign clips, keys of marks.

Knows nothing of clips. Files are made when first asked for, readable by their owner alone:

    authority.pem       key and certificate of this house's own small authority
    signing-0001.pem    a key to sign with and its certificates; the highest number signs
    marks-0001.key      a key that marks are hidden with; the highest number marks, all are looked for

Nobody else knows this house's authority: readers show clips as signed by an unknown issuer, until the operator has a
certificate of an authority that they know, and names it in the settings.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ..kernel.errors import InvalidInput
from ..kernel.secret_file import kept_secret

PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
_AUTHORITY_DAYS = 3650
_LEAF_DAYS = 1826
_RENEW_DAYS = 60
_BACK = dt.timedelta(days=1)
"""Certificates begin a day ago, for clocks that are behind."""
_NUMBERED = re.compile(r"-(\d{4})\.(?:pem|key)$")
_MARK_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class SigningKey:
    """What clips are signed with: the certificates as PEM, the one of the key first."""

    private: PrivateKey
    chain: str
    own: bool
    """Whether it is certified by this house alone."""

    @property
    def certificate(self) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self.chain.encode())


@dataclass(frozen=True, slots=True)
class MarkKey:
    """A key that marks are hidden with; `epoch` counts its rotations."""

    epoch: int
    secret: bytes


@dataclass(frozen=True, slots=True)
class Signers:
    """Whose signatures are this house's: certificates of authorities as PEM, and the serial numbers of those that they
    gave to it."""

    authorities: str
    serials: frozenset[int]


NOBODY = Signers("", frozenset())


class KeyFolder:
    """The keys in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def path(self) -> Path:
        """Where they are."""
        return self._folder

    def authority(self) -> str:
        """The certificate of this house's authority, as PEM. Errors: Unavailable("secret_unwritable")."""
        return _certificates(self._authority())[0].public_bytes(serialization.Encoding.PEM).decode()

    def signing(self, now: dt.datetime | None = None) -> SigningKey:
        """The key to sign with; a new one when its certificate is about to expire.

        Errors: Unavailable("secret_unwritable").
        """
        number = max(self._numbers("signing"), default=1)
        found = self._signing(number)
        left = found.certificate.not_valid_after_utc - (now or _now())
        return found if left > dt.timedelta(days=_RENEW_DAYS) else self._signing(number + 1)

    def marks(self) -> tuple[MarkKey, ...]:
        """The keys of marks, the one to mark with first. Errors: Unavailable("secret_unwritable")."""
        numbers = sorted(self._numbers("marks"), reverse=True) or [1]
        return tuple(MarkKey(number, self._mark(number)) for number in numbers)

    def signers(self, operators: SigningKey | None = None) -> Signers:
        """Whose signatures are this house's: what its authority has certified, and the operator's certificate."""
        keys = [self._signing(number) for number in self._numbers("signing")]
        chains = [self.authority(), *([operators.chain] if operators else [])]
        serials = {key.certificate.serial_number for key in [*keys, *([operators] if operators else [])]}
        return Signers("".join(chains), frozenset(serials))

    def rotate_signing(self) -> SigningKey:
        """Sign with a new key from now on; what the old one signed stays good."""
        return self._signing(max(self._numbers("signing"), default=0) + 1)

    def rotate_marks(self) -> MarkKey:
        """Mark with a new key from now on; marks of the old ones are still found."""
        number = max(self._numbers("marks"), default=0) + 1
        return MarkKey(number, self._mark(number))

    def _numbers(self, kind: str) -> list[int]:
        names = [path.name for path in self._folder.glob(f"{kind}-*")] if self._folder.is_dir() else []
        return [int(found[1]) for name in names if (found := _NUMBERED.search(name))]

    def _authority(self) -> bytes:
        return kept_secret(self._folder / "authority.pem", _made_authority)

    def _mark(self, number: int) -> bytes:
        return kept_secret(self._folder / f"marks-{number:04d}.key", lambda: secrets.token_bytes(_MARK_KEY_BYTES))

    def _signing(self, number: int) -> SigningKey:
        authority = self._authority()
        pem = kept_secret(self._folder / f"signing-{number:04d}.pem", partial(_made_leaf, authority))
        return SigningKey(_key(pem), _chain(pem), own=True)


def operators_key(certificate: Path, key: Path) -> SigningKey:
    """The operator's own key and certificates.

    Errors: InvalidInput("bad_signing_key") when they cannot be read or do not belong together.
    """
    try:
        found = SigningKey(_key(key.read_bytes()), _chain(certificate.read_bytes()), own=False)
        fits = found.certificate.public_key() == found.private.public_key()
    except (OSError, ValueError, TypeError) as error:
        message = f"the signing key or its certificate cannot be used: {error}"
        raise InvalidInput("bad_signing_key", message, field="signing_key") from error
    if not fits:
        raise InvalidInput("bad_signing_key", "the signing key is not that of the certificate", field="signing_key")
    return found


def _made_authority() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    mark = x509.SubjectKeyIdentifier.from_public_key(key.public_key()).digest.hex()[:8]
    name = _name(f"Fantascope house authority {mark}")
    made = (
        _begun(name, name, key.public_key(), _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certifies=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _pem(key) + made.public_bytes(serialization.Encoding.PEM)


def _made_leaf(authority: bytes) -> bytes:
    issuer, issuer_key = _certificates(authority)[0], _key(authority)
    assert isinstance(issuer_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        _begun(_name("Fantascope clips"), issuer.subject, key.public_key(), _LEAF_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certifies=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    certificates = (made, issuer)
    return _pem(key) + b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates)


def _begun(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, days: int) -> x509.CertificateBuilder:
    start = _now() - _BACK
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=days))
    )


def _usage(*, certifies: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certifies,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certifies,
        crl_sign=certifies,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Fantascope"), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def _key(pem: bytes) -> PrivateKey:
    found = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(found, ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey):
        raise ValueError("keys of P-256, P-384 and Ed25519 can sign")
    return found


def _certificates(pem: bytes) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(pem)


def _chain(pem: bytes) -> str:
    return "".join(one.public_bytes(serialization.Encoding.PEM).decode() for one in _certificates(pem))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
