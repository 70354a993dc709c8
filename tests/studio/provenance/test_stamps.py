"""Time stamps: a server that is down is passed over, and what was signed without a stamp gets one later."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select

from fantascope.db.database import Database
from fantascope.media.digest import sha256_of
from fantascope.provenance.manifest.boxes import boxes
from fantascope.provenance.manifest.read import read_manifest
from fantascope.settings import load_settings
from fantascope.studio.house import House
from fantascope.studio.provenance.keys import signers
from fantascope.studio.provenance.models import ClipMark
from fantascope.studio.provenance.restamp import restamp
from fantascope.studio.videos import actions
from fantascope.studio.videos.models import Video
from fantascope.studio.videos.types import Source, Wanted
from fantascope.worker.handler import VideoHandler
from fantascope.worker.loop import Loop

DEAD = "http://127.0.0.1:9/"
BAR = Wanted("a red bar crosses", seconds=1.0, width=64, height=64, seed=5)
CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = stamps of a test
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[stamps]
serial = {folder}/serial
signer_cert = {folder}/leaf.pem
certs = {folder}/authority.pem
signer_key = {folder}/leaf.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
"""


@pytest.fixture
def stamps(tmp_path: Path) -> Iterator[str]:
    """The address of a time-stamp server."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which stamps here, is not installed")
    folder = tmp_path / "stamps"
    folder.mkdir()
    (folder / "config").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")

    def openssl(*words: str) -> None:
        command = ["openssl", *(word.replace("@", f"{folder}/") for word in words)]
        subprocess.run(command, check=True, capture_output=True)

    new = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "@config")
    openssl(*new, "-x509", "-extensions", "authority", "-keyout", "@authority.key", "-out", "@authority.pem")
    openssl(*new, "-keyout", "@leaf.key", "-out", "@leaf.csr")
    signing = ("-CA", "@authority.pem", "-CAkey", "@authority.key", "-CAcreateserial")
    openssl(
        "x509", "-req", "-in", "@leaf.csr", *signing, "-extfile", "@config", "-extensions", "leaf", "-out", "@leaf.pem"
    )

    class Stamping(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "asked").write_bytes(self.rfile.read(int(self.headers["content-length"])))
            openssl("ts", "-reply", "-queryfile", "@asked", "-config", "@config", "-section", "stamps", "-out", "@said")
            body = (folder / "said").read_bytes()
            self.send_response(200)
            self.send_header("content-type", "application/timestamp-reply")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Stamping) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def db(sqlite_db: Database) -> Database:
    """One kind will do: nothing here depends on which."""
    return sqlite_db


def test_what_was_signed_without_a_stamp_gets_one_later(house: House, owner: str, stamps: str) -> None:
    def at(*servers: str) -> House:
        return replace(house, settings=load_settings(home=house.settings.home, timestamp_servers=servers))

    def clip(video_id: str) -> tuple[bytes, Video, bool]:
        with house.db.read() as session:
            video = session.get_one(Video, video_id)
            path = house.blobs.local_path(video.blobs["video"])
            unstamped = session.scalars(select(ClipMark.unstamped).where(ClipMark.video_id == video_id)).one()
            assert path is not None
            assert video.digest == sha256_of(path)
            session.expunge(video)
            return path.read_bytes(), video, unstamped

    def work(place: House) -> None:
        loop = Loop(place.db, VideoHandler(place), "here", engines=["trial"], lease_s=30.0, running_cap=4)
        assert loop.once(threading.Event())

    first = actions.create(house, owner, BAR)[0].id
    work(at(DEAD, stamps))
    data, _, unstamped = clip(first)
    assert read_manifest(data, signers(house.settings)).signed_at is not None
    assert not unstamped
    second = actions.rework(house, owner, "remix", Source(video_id=first), replace(BAR, prompt="a blue bar")).id
    work(at(DEAD))
    data, _, unstamped = clip(second)
    told = read_manifest(data, signers(house.settings))
    assert (told.state, told.signed_at, unstamped) == ("intact", None, True)
    assert restamp(at(DEAD)) == 0
    assert restamp(at(stamps)) == 1
    again, _, unstamped = clip(second)
    anew = read_manifest(again, signers(house.settings))
    assert (anew.state, anew.payload, anew.ancestors) == ("intact", told.payload, told.ancestors)
    assert anew.signed_at is not None
    assert not unstamped
    assert media(again) == media(data)
    assert restamp(at(stamps)) == 0


def media(data: bytes) -> list[bytes]:
    return [data[start : start + size] for kind, start, size in boxes(data) if kind == b"mdat"]
