"""Each dialect's requests and answers."""

from __future__ import annotations

import pytest

from fantascope.engines.port import Order
from fantascope.engines.remote.ask import ask_for
from fantascope.engines.remote.dialects import checked_extra, form_parts, read_error, read_state, submission
from fantascope.engines.remote.options import checked
from fantascope.kernel.errors import InvalidInput


def request(dialect: str, *, source: str | None = None, options: dict[str, object] | None = None, **given: object):  # type: ignore[no-untyped-def]
    base: dict[str, object] = {
        "kind": "create", "prompt": "a dog", "model": "m", "seconds": 2.0, "width": 640, "height": 360, "fps": 24
    }  # fmt: skip
    order = Order(**{**base, **given})  # type: ignore[arg-type]
    chosen = checked({"url": "http://a", "dialect": dialect, **(options or {})})
    return submission(order, ask_for(order, chosen), chosen, seed=order.seed, picture=None, source=source)


def test_fantascope() -> None:
    sent = request("fantascope", seed=7, look="clay", sound=False, options={"model": "trial"})
    assert not sent.form
    assert sent.fields == {
        "prompt": "a dog", "model": "trial", "size": "640x360", "seconds": "2", "fps": 24, "generate_sound": False,
        "look": "clay", "seed": 7,
    }  # fmt: skip


def test_openai_gets_nothing_it_does_not_know() -> None:
    sent = request("openai", seed=7)
    assert sent.fields == {"prompt": "a dog", "size": "1280x720", "seconds": "4"}


def test_sglang() -> None:
    options = {"grid": "4n+1", "model": "Wan"}
    sent = request("sglang", seed=7, negative_prompt="fog", options=options, extra={"num_inference_steps": 8})
    assert not sent.form
    assert sent.fields == {
        "prompt": "a dog", "model": "Wan", "size": "640x368", "seconds": 2, "fps": 24, "num_frames": 49, "seed": 7,
        "negative_prompt": "fog", "num_inference_steps": 8,
    }  # fmt: skip


def test_vllm_omni_is_always_a_form() -> None:
    sent = request("vllm-omni", seed=7, extra={"guidance_scale": 4.5, "extra_params": {"shift": 3}})
    assert sent.form
    assert dict(form_parts(sent.fields)) == {
        "prompt": "a dog", "width": "640", "height": "368", "seconds": "2", "generate_sound": "true", "fps": "24",
        "num_frames": "48", "seed": "7", "guidance_scale": "4.5", "extra_params": '{"shift": 3}',
    }  # fmt: skip


@pytest.mark.parametrize("mode", ["add", "none"])
def test_sound_that_would_be_thrown_away_is_not_ordered(mode: str) -> None:
    assert request("vllm-omni", options={"sound": mode}).fields["generate_sound"] is False


def test_work_on_videos_names_them() -> None:
    remix = request("fantascope", kind="remix", source="video_1", seed=3)
    assert (remix.path, remix.fields) == ("/videos/video_1/remix", {"prompt": "a dog", "seed": 3})
    edit = request("openai", kind="edit", source="video_1", seed=3)
    assert (edit.path, edit.fields) == ("/videos/edits", {"prompt": "a dog", "video": {"id": "video_1"}})
    more = request("fantascope", kind="extend", source="video_1")
    assert more.path == "/videos/extensions"
    assert more.fields == {"prompt": "a dog", "video": {"id": "video_1"}, "seconds": "2"}


@pytest.mark.parametrize(
    ("dialect", "extra", "code"),
    [
        ("sglang", {"output_path": "/root"}, "unknown_field"),
        ("sglang", {"video_path": "x"}, "unknown_field"),
        ("vllm-omni", {"lora": {"path": "x"}}, "unknown_field"),
        ("openai", {"num_inference_steps": 4}, "unknown_field"),
        ("vllm-omni", {"extra_params": {"lora": "x"}}, "field_refused"),
        ("vllm-omni", {"extra_params": {"wsm": [{"control_path": "x"}]}}, "field_refused"),
        ("vllm-omni", {"extra_params": {"hint": "../secret"}}, "field_refused"),
        ("vllm-omni", {"extra_params": {"hint": "https://inside"}}, "field_refused"),
        ("vllm-omni", {"extra_params": '{"model_path": 1}'}, "field_refused"),
        ("vllm-omni", {"extra_params": "[1]"}, "bad_value"),
        ("vllm-omni", {"extra_params": "[" * 100_000}, "bad_value"),
        ("fantascope", {"num_inference_steps": 0}, "bad_value"),
        ("sglang", {"num_inference_steps": 1.5}, "bad_value"),
        ("sglang", {"num_inference_steps": True}, "bad_value"),
        ("sglang", {"guidance_scale": "NaN"}, "bad_value"),
        ("sglang", {"guidance_scale": "hot"}, "bad_value"),
    ],
)
def test_places_and_nonsense_are_refused(dialect: str, extra: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked_extra(extra, checked({"url": "http://a", "dialect": dialect}))
    assert refused.value.code == code
    assert refused.value.field == next(iter(extra))


def test_fields_of_forms_are_read() -> None:
    given = {"guidance_scale": "4.5", "num_inference_steps": "8", "extra_params": '{"shift": 3}'}
    read = checked_extra(given, checked({"url": "http://a", "dialect": "vllm-omni"}))
    assert read == {"guidance_scale": 4.5, "num_inference_steps": 8, "extra_params": {"shift": 3}}


@pytest.mark.parametrize(
    ("body", "status", "progress"),
    [
        ({"id": "v", "status": "queued"}, "waiting", None),
        ({"id": "v", "status": "in_progress", "progress": 40}, "waiting", 0.4),
        ({"id": "v", "status": "in_progress", "progress": 400}, "waiting", 1.0),
        ({"id": "v", "status": "in_progress", "progress": -4}, "waiting", 0.0),
        ({"id": "v", "status": "in_progress", "progress": "half"}, "waiting", None),
        ({"id": "v", "status": "in_progress", "progress": float("nan")}, "waiting", None),
        ({"id": "v", "status": "completed", "progress": 100}, "done", 1.0),
        ({"detail": {"id": "v", "status": "failed"}}, "failed", None),
    ],
)
def test_states(body: object, status: str, progress: float | None) -> None:
    state = read_state(body)
    assert state is not None
    assert (state.status, state.progress) == (status, progress)


def test_a_failed_job_of_vllm_omni_is_an_http_error() -> None:
    error = {"error": {"message": "out of memory", "type": "ServerError", "code": 500}}
    state = read_state(error, 500, "vllm-omni")
    assert state is not None
    assert (state.status, state.code, state.message) == ("failed", "500", "out of memory")
    assert read_state(error, 503, "vllm-omni") is None
    assert read_state(error, 404, "vllm-omni") is None
    assert read_state(error, 500, "sglang") is None


@pytest.mark.parametrize("body", [None, [], "x", {"detail": "Video not found"}, {"error": {"message": "x"}}])
def test_answers_that_tell_of_no_job(body: object) -> None:
    assert read_state(body) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"error": {"code": "bad_size", "message": "no", "param": "size"}}, ("bad_size", "no", "size")),
        ({"detail": "no"}, ("", "no", None)),
        ({"detail": [{"loc": ["body", "size"], "msg": "no"}]}, ("", "no", "size")),
        ({"object": "error", "message": "no", "code": 400}, ("400", "no", None)),
        (["no"], ("", "", None)),
        ({"error": {"message": "x" * 5000}}, ("", "x" * 300, None)),
    ],
)
def test_errors(body: object, expected: tuple[str, str, str | None]) -> None:
    assert read_error(body) == expected
