"""A small clip, keys, and the clip signed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fantascope.engines.port import Order
from fantascope.engines.trial import create
from fantascope.provenance.keys import KeyFolder
from fantascope.provenance.manifest.sign import sign
from fantascope.provenance.manifest.types import Facts, Parent

PAYLOAD = 0xFEDC_BA98_7654_3210


FactsOf = Callable[..., Facts]


def _facts_of(payload: int = PAYLOAD, parents: tuple[Parent, ...] = (), *, tells_prompt: bool = False) -> Facts:
    return Facts(
        title=f"clip {payload:x}",
        origin="algorithmic",
        engine="trial",
        model="trial",
        version="1.0",
        asked="remix" if parents else "create",
        prompt="a red bar",
        tells_prompt=tells_prompt,
        payload=payload,
        parents=parents,
    )


@pytest.fixture
def facts_of() -> FactsOf:
    """Facts of a clip; its payload, its parents, and whether the prompt is told."""
    return _facts_of


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeyFolder:
    return KeyFolder(tmp_path_factory.mktemp("keys") / "provenance")


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a second of 64 x 64, with sound, unmarked and unsigned."""
    folder = tmp_path_factory.mktemp("plain")
    engine = create({"folder": str(folder / "runs")})
    order = Order("create", "a red bar", "trial", 0.5, 64, 64, 24)
    engine.make(order, engine.draft(order, {}), {}, folder / "plain.mp4", lambda stage, done: None)
    return folder / "plain.mp4"


@pytest.fixture(scope="session")
def signed(plain: Path, keys: KeyFolder) -> Path:
    sign(plain, plain.with_name("signed.mp4"), _facts_of(), keys.signing())
    return plain.with_name("signed.mp4")
