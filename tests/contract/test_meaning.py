"""What operations mean, seen in the frames and heard in the sound of real clips of the world engine."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

BALL = {"prompt": "A red ball bounces on a beach", "seconds": "1", "size": "128x128", "seed": 5}


def frames_of(data: bytes) -> NDArray[np.float32]:
    """Frames (n, h, w, 3) in 0 to 255."""
    with av.open(io.BytesIO(data)) as file:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]).astype(np.float32)


def sound_of(data: bytes) -> NDArray[np.float32]:
    """Samples (n, channels)."""
    with av.open(io.BytesIO(data)) as file:
        return np.concatenate([frame.to_ndarray().T for frame in file.decode(audio=0)])


@pytest.fixture(scope="module")
def client(server: Any) -> Any:
    with server.client(server.new_key("meaning")) as client:
        yield client


@pytest.fixture(scope="module")
def asked(client: httpx.Client, materials: Path, data_url: str) -> dict[str, Any]:
    """Everything wanted, asked for at once: the first clip, and with it what is made without it."""
    extra = {
        "first": {**BALL, "n": 3},
        "again": BALL,
        "silent": {**BALL, "generate_sound": False, "fps": 30},
        "pictured": {**BALL, "prompt": "A red ball on a meadow", "input_reference": {"image_url": data_url}},
        "spoken": {**BALL, "prompt": 'A robot says "Hello"', "seconds": "2", "look": "clay"},
    }
    return {name: _made(client.post("/videos", json=body)) for name, body in extra.items()}


def _made(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.fixture(scope="module")
def clip(client: httpx.Client, ended: Callable[..., dict[str, Any]]) -> Callable[[str], bytes]:
    """The bytes of a video, once it is done."""

    def fetch(video_id: str) -> bytes:
        video = ended(client, video_id)
        assert video["status"] == "completed", video
        return client.get(f"/videos/{video_id}/content").content

    return fetch


def test_the_same_seed_gives_the_same_and_variants_differ(asked: dict[str, Any], clip: Callable[[str], bytes]) -> None:
    variants = asked["first"]["variants"]
    assert len(set(variants)) == 3
    assert variants[0] == asked["first"]["id"]
    first, *others = (frames_of(clip(one)) for one in variants)
    again = frames_of(clip(asked["again"]["id"]))  # the same scene, under a mark of its own
    assert np.sqrt(np.mean((first - again) ** 2)) < 4
    assert all(np.abs(first - other).max() > 20 for other in others)


def test_without_sound_and_at_another_rate(asked: dict[str, Any], clip: Callable[[str], bytes]) -> None:
    data = clip(asked["silent"]["id"])
    assert len(frames_of(data)) == 30
    assert np.abs(sound_of(clip(asked["again"]["id"]))).max() > 0.01
    with av.open(io.BytesIO(data)) as file:
        assert [stream.type for stream in file.streams] == ["video"]


def test_the_first_frame_is_the_picture(asked: dict[str, Any], clip: Callable[[str], bytes], materials: Path) -> None:
    from PIL import Image

    picture = np.asarray(Image.open(materials / "picture.png"), np.float32)
    assert np.abs(frames_of(clip(asked["pictured"]["id"]))[0] - picture).mean() < 6
    assert asked["pictured"]["report"]["reference"]


def test_captions_look_and_screenplay(
    asked: dict[str, Any], client: httpx.Client, clip: Callable[[str], bytes]
) -> None:
    spoken = asked["spoken"]["id"]
    clip(spoken)
    captions = client.get(f"/videos/{spoken}/captions")
    assert captions.headers["content-type"].startswith("text/vtt")
    assert captions.text.startswith("WEBVTT")
    assert "Hello" in captions.text
    screenplay = client.get(f"/videos/{spoken}/screenplay").json()
    assert (screenplay["look"], screenplay["seed"]) == ("clay", 5)
    silent = client.get(f"/videos/{asked['again']['id']}/captions")
    assert (silent.status_code, silent.json()["error"]["code"]) == (404, "no_captions")


def test_a_remix_changes_what_it_names_and_nothing_else(
    asked: dict[str, Any], client: httpx.Client, clip: Callable[[str], bytes]
) -> None:
    before = clip(asked["again"]["id"])
    remix = _made(client.post(f"/videos/{asked['again']['id']}/remix", json={"prompt": "Make the ball blue"}))
    assert remix["report"]["changes"]
    after = frames_of(clip(remix["id"]))
    changed = np.abs(frames_of(before) - after).max(axis=3) > 24
    assert changed.any()
    assert changed.mean() < 0.25
    corners = np.abs(frames_of(before) - after)[:, :12, :, :]
    assert corners.mean() < 2, "the sky was to stay"
    old, new = sound_of(before), sound_of(clip(remix["id"]))  # each with a mark of its own
    assert np.corrcoef(old.ravel(), new.ravel())[0, 1] > 0.95, "the sound was to stay"


def test_an_extension_goes_on_without_a_seam(
    asked: dict[str, Any], client: httpx.Client, clip: Callable[[str], bytes]
) -> None:
    before = frames_of(clip(asked["again"]["id"]))
    body = {"prompt": "The ball rolls away", "seconds": "1", "video": {"id": asked["again"]["id"]}}
    longer = _made(client.post("/videos/extensions", json=body))
    assert longer["seconds"] == "2"
    data = clip(longer["id"])
    frames = frames_of(data)
    assert len(frames) == 48
    assert np.abs(frames[:24] - before).mean() < 3
    steps = np.abs(np.diff(frames, axis=0)).mean(axis=(1, 2, 3))
    assert steps[23] < 3 * max(np.median(steps), 0.5), "the picture jumps"
    sound = sound_of(data).mean(axis=1)
    seam = len(sound) // 2
    jumps = np.abs(np.diff(sound))
    assert jumps[seam - 2000 : seam + 2000].max() <= max(1.5 * np.percentile(jumps, 99.9), 0.02), "the sound clicks"


def test_a_character_is_in_the_clip(
    client: httpx.Client, materials: Path, clip: Callable[[str], bytes], asked: dict[str, Any]
) -> None:
    files = {"video": ("object.mp4", (materials / "object.mp4").read_bytes(), "video/mp4")}
    made = _made(client.post("/videos/characters", data={"name": "Rolo"}, files=files))
    assert made["id"] in [one["id"] for one in client.get("/videos/characters").json()["data"]]
    body = {**BALL, "prompt": "Rolo rolls over the grass", "characters": [{"id": made["id"]}]}
    video = _made(client.post("/videos", json=body))
    nobody = client.post("/videos", json={**body, "prompt": "A ball rolls over the grass"})
    assert (nobody.status_code, nobody.json()["error"]["code"]) == (400, "character_not_mentioned")
    frames = frames_of(clip(video["id"]))
    red = (frames[..., 0] > 110) & (frames[..., 1] < 0.55 * frames[..., 0]) & (frames[..., 2] < 0.55 * frames[..., 0])
    assert red.mean() > 0.002, "Rolo is red and not to be seen"
    assert client.delete(f"/videos/characters/{made['id']}").json()["deleted"] is True
