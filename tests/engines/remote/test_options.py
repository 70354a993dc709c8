"""Options of the remote engine: wrong ones are named, dialects fill in the rest, keys stay out of sight."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fantascope.engines.remote import create
from fantascope.engines.remote.options import checked
from fantascope.kernel.errors import InvalidInput


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({}, "url"),
        ({"url": "ftp://a"}, "url"),
        ({"url": "http://user:secret@a"}, "url"),
        ({"url": "http://a", "dialect": "other"}, "dialect"),
        ({"url": "http://a", "grid": "8n"}, "grid"),
        ({"url": "http://a", "grid": "0n+1"}, "grid"),
        ({"url": "http://a", "sizes": ["big"]}, "sizes.0"),
        ({"url": "http://a", "rates": [0]}, "rates.0"),
        ({"url": "http://a", "sound": "loud"}, "sound"),
        ({"url": "http://a", "deadline_s": 0}, "deadline_s"),
        ({"url": "http://a", "output_path": "/etc"}, "output_path"),
        ({"url": "http://a", "api_key_env": "FANTASCOPE_TEST_NO_SUCH_KEY"}, "api_key_env"),
    ],
)
def test_wrong_options_are_named(options: dict[str, object], named: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create(options)
    assert refused.value.code == "bad_setting"
    assert named in refused.value.message


@pytest.mark.parametrize("url", ["http://gpu:8000", "http://gpu:8000/", "http://gpu:8000/v1", "http://gpu:8000/v1/"])
def test_the_address_may_end_in_v1(url: str) -> None:
    assert checked({"url": url}).url == "http://gpu:8000"


def test_keys_come_from_the_environment_and_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GPU_KEY", "very-secret")
    options = checked({"url": "http://a", "api_key_env": "GPU_KEY"})
    assert options.key == "very-secret"
    assert "very-secret" not in repr(options)


def test_listing_engines_imports_no_client_and_no_codecs() -> None:
    code = (
        "import sys; from fantascope.engines.remote import create; create({'url': 'http://a'})\n"
        "print([name for name in ('httpx2', 'av', 'numpy', 'scipy', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_abilities_follow_the_dialect_and_the_options() -> None:
    ours = create({"url": "http://a", "looks": ["clay"]}).abilities
    assert (ours.remix, ours.extend, ours.seed, ours.picture, ours.looks) == (True, True, True, True, ("clay",))
    wan = create({"url": "http://a", "dialect": "sglang", "model": "Wan", "rates": [16], "longest_s": 5}).abilities
    assert (wan.models, wan.rates, wan.longest_s, wan.longest_total_s) == (("Wan",), (16, 24, 30), 5.0, 5.0)
    assert (wan.remix, wan.extend, wan.picture, wan.negative_prompt) == (False, False, False, True)
    assert not create({"url": "http://a", "dialect": "openai"}).abilities.seed
    assert not create({"url": "http://a", "sound": "none"}).abilities.sound
    assert create({"url": "http://a", "dialect": "vllm-omni", "picture": True}).abilities.picture
