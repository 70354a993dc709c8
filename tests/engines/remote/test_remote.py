"""The remote engine against a stand-in of each dialect that misbehaves: what is delivered is right, or the error is."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from fantascope.engines.port import Made, Order
from fantascope.engines.remote import create
from fantascope.engines.remote.options import DialectName
from fantascope.engines.remote.standin import Faults, Form, StandIn
from fantascope.kernel.errors import Cancelled, EngineFailure, FantascopeError, InvalidInput, Transient, Unavailable
from fantascope.media.frames import pictures_at
from fantascope.media.probe import probe, read_audio

DIALECTS: tuple[DialectName, ...] = get_args(DialectName)
EACH = pytest.mark.parametrize("dialect", DIALECTS)


def order(**given: Any) -> Order:
    base = {"kind": "create", "prompt": "rain", "model": "m", "seconds": 1.0, "width": 96, "height": 64, "fps": 24}
    return Order(**{**base, **given})


class Watch:
    """Progress that remembers, and cancels once `stop` says so."""

    def __init__(self, stop: Any = lambda stage: False) -> None:
        self.shares: list[float] = []
        self.stages: list[str] = []
        self.gap_s = 0.0
        self.stopped_at = 0.0
        self._stop = stop
        self._last = time.monotonic()

    def __call__(self, stage: str, share: float) -> None:
        now = time.monotonic()
        self.gap_s, self._last = max(self.gap_s, now - self._last), now
        self.shares.append(share)
        if stage not in self.stages:
            self.stages.append(stage)
        if self._stop(stage):
            self.stopped_at = self.stopped_at or now
            raise Cancelled


def make(server: StandIn, out: Path, wanted: Order | None = None, watch: Watch | None = None, **options: Any) -> Made:
    quick = {"poll_s": 0.01, "patience_s": 5.0, "sizes": ["96x64"], "seconds": [1], **options}
    engine = create({"url": server.url, "dialect": server.dialect, **quick})
    wanted = wanted or order()
    files = {"picture": out.with_name("picture.png")} if out.with_name("picture.png").exists() else {}
    return engine.make(wanted, engine.draft(wanted, files), files, out, watch or Watch())


def check(path: Path, wanted: Order | None = None) -> None:
    wanted, facts = wanted or order(), probe(path)
    frames = round((wanted.seconds + wanted.source_seconds) * wanted.fps)
    assert (facts.width, facts.height, facts.fps, facts.frames) == (wanted.width, wanted.height, wanted.fps, frames)
    assert (facts.video_codec, facts.audio_codec, facts.faststart) == ("h264", "aac", True)
    assert facts.audio_s == pytest.approx(facts.duration_s, abs=0.03)
    assert len(list(pictures_at(path, range(frames)))) == frames


@EACH
def test_a_clip_is_brought(dialect: DialectName, tmp_path: Path) -> None:
    watch = Watch()
    with StandIn(dialect, key="k") as server:
        result = make(server, tmp_path / "a.mp4", watch=watch, api_key="k")
        (job,) = server.jobs.values()
        assert job.deleted == (dialect in {"sglang", "vllm-omni"})
    check(tmp_path / "a.mp4")
    assert watch.stages == ["submit", "remote", "fetch", "sound", "fit"]
    assert watch.shares == sorted(watch.shares)
    assert watch.shares[-1] == 1.0
    assert result.seconds == 1.0
    assert result.report["sound"] == "own"
    assert probe(tmp_path / "a.mp4").loudness_lufs == pytest.approx(-14.0, abs=1.0)
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


@EACH
def test_the_first_picture_goes_along_in_the_size_asked(dialect: DialectName, tmp_path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    Image.new("RGB", (500, 300), (10, 200, 30)).save(tmp_path / "picture.png")
    with StandIn(dialect) as server:
        make(server, tmp_path / "a.mp4", picture=True)
        (job,) = server.jobs.values()
        assert job.picture is not None
        with Image.open(BytesIO(job.picture)) as sent:
            assert sent.size == (96, 64)
        assert job.fields["prompt"] == "rain"


@pytest.mark.parametrize(
    ("dialect", "form"),
    [
        ("fantascope", Form(size=(64, 96))),
        ("openai", Form(fps=30, seconds=1.3)),
        ("sglang", Form(fps=16)),
        ("sglang", Form(size=(200, 40), fps=12)),
        ("vllm-omni", Form(seconds=0.8)),
    ],
)
def test_wrong_forms_are_made_right(dialect: DialectName, form: Form, tmp_path: Path) -> None:
    with StandIn(dialect, form=form) as server:
        make(server, tmp_path / "a.mp4")
    check(tmp_path / "a.mp4")


@EACH
def test_lies_about_progress_are_not_passed_on(dialect: DialectName, tmp_path: Path) -> None:
    watch = Watch()
    lies = Faults(progress=(30, 20, 250, -5, "99%", None, 99, 99, 99))
    with StandIn(dialect, lies) as server:
        make(server, tmp_path / "a.mp4", watch=watch)
    assert watch.shares == sorted(watch.shares)
    assert max(watch.shares[:-1]) < 1.0
    check(tmp_path / "a.mp4")


@EACH
def test_errors_that_pass_are_outlasted(dialect: DialectName, tmp_path: Path) -> None:
    with StandIn(dialect, Faults(submit_errors=1, poll_errors=2)) as server:
        make(server, tmp_path / "a.mp4")
        assert len(server.jobs) == 1
    check(tmp_path / "a.mp4")


@EACH
def test_errors_that_stay_are_told_as_passing_trouble(dialect: DialectName, tmp_path: Path) -> None:
    for faults in (Faults(submit_errors=99), Faults(poll_errors=999)):
        with StandIn(dialect, faults) as server, pytest.raises(Transient) as told:
            make(server, tmp_path / "a.mp4", patience_s=0.6)
        assert told.value.code == "remote_unreachable"
    assert list(tmp_path.iterdir()) == []


def test_nobody_there_is_passing_trouble(tmp_path: Path) -> None:
    with StandIn("fantascope") as server:
        pass
    with pytest.raises(Transient) as told:
        make(server, tmp_path / "a.mp4", patience_s=0.5)
    assert told.value.code == "remote_unreachable"
    assert server.url not in told.value.message


@EACH
def test_lost_jobs_are_submitted_again_twice_at_most(dialect: DialectName, tmp_path: Path) -> None:
    with StandIn(dialect, Faults(lose=2)) as server:
        result = make(server, tmp_path / "a.mp4")
        assert len(server.jobs) == 3
    assert result.report["resubmissions"] == 2
    check(tmp_path / "a.mp4")
    with StandIn(dialect, Faults(lose=9)) as server, pytest.raises(Transient) as told:
        make(server, tmp_path / "b.mp4")
    assert (told.value.code, len(server.jobs)) == ("remote_lost", 3)


@EACH
def test_failures_are_told_with_their_reason(dialect: DialectName, tmp_path: Path) -> None:
    with StandIn(dialect, Faults(fail=("oom", "CUDA out of memory"))) as server, pytest.raises(EngineFailure) as told:
        make(server, tmp_path / "a.mp4")
    assert told.value.code == "remote_failed"
    assert "CUDA out of memory" in told.value.message
    blocked = Faults(fail=("moderation_blocked", "not this"))
    with StandIn(dialect, blocked) as server, pytest.raises(InvalidInput) as refused:
        make(server, tmp_path / "a.mp4")
    assert (refused.value.code, refused.value.field) == ("moderation_blocked", "prompt")


@pytest.mark.parametrize("dialect", ["openai", "vllm-omni"])
@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (400, {"error": {"message": "bad size", "param": "size"}}, InvalidInput, "remote_refused"),
        (422, {"detail": [{"loc": ["body", "size"], "msg": "bad size"}]}, InvalidInput, "remote_refused"),
        (400, {"error": {"message": "no", "code": "moderation_blocked"}}, InvalidInput, "moderation_blocked"),
        (403, {"detail": "no"}, Unavailable, "remote_refuses_key"),
        (404, {"detail": "Not Found"}, Unavailable, "remote_misplaced"),
        (200, {"object": "video"}, EngineFailure, "remote_failed"),
        (200, {"id": "../../admin"}, EngineFailure, "remote_failed"),
    ],
)
def test_refusals(
    dialect: DialectName, status: int, body: dict[str, Any], kind: type[FantascopeError], code: str, tmp_path: Path
) -> None:
    with StandIn(dialect, Faults(refuse=(status, body))) as server, pytest.raises(kind) as told:
        make(server, tmp_path / "a.mp4")
    assert told.value.code == code
    if code == "remote_refused":
        assert told.value.field == "size"
        assert "bad size" in told.value.message


@EACH
@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, {"object": "video"}, EngineFailure),
        (400, {"error": {"message": "what?"}}, EngineFailure),
        (403, {"detail": "no"}, Unavailable),
    ],
)
def test_senseless_answers_about_a_job_end_it(
    dialect: DialectName, status: int, body: dict[str, Any], kind: type[FantascopeError], tmp_path: Path
) -> None:
    with StandIn(dialect, Faults(poll_answer=(status, body))) as server, pytest.raises(kind):
        make(server, tmp_path / "a.mp4")
    assert all(job.aborted or job.deleted for job in server.jobs.values())


def test_a_wrong_key_is_told(tmp_path: Path) -> None:
    with StandIn("openai", key="right") as server, pytest.raises(Unavailable) as told:
        make(server, tmp_path / "a.mp4", api_key="wrong")
    assert told.value.code == "remote_refuses_key"
    assert "wrong" not in told.value.message


@pytest.mark.parametrize(
    ("dialect", "content"),
    [("fantascope", "html"), ("openai", "cut_off"), ("sglang", "late"), ("vllm-omni", "too_short")],
)
def test_bad_copies_are_fetched_again(dialect: DialectName, content: Any, tmp_path: Path) -> None:
    with StandIn(dialect, Faults(content=content, bad_contents=2)) as server:
        make(server, tmp_path / "a.mp4")
        assert len(server.jobs) == 1
    check(tmp_path / "a.mp4")


@pytest.mark.parametrize("content", ["html", "too_short"])
def test_copies_that_stay_bad_are_told(content: Any, tmp_path: Path) -> None:
    with StandIn("vllm-omni", Faults(content=content)) as server, pytest.raises(Transient) as told:
        make(server, tmp_path / "a.mp4")
    assert told.value.code == "remote_bad_clip"
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_end_is_not_taken(tmp_path: Path) -> None:
    with StandIn("sglang", Faults(content="endless")) as server, pytest.raises(EngineFailure) as told:
        make(server, tmp_path / "a.mp4", largest_mb=0.5)
    assert "0.5 MB" in told.value.message


@EACH
@pytest.mark.parametrize("faults", [Faults(never_done=True), Faults(hang="poll"), Faults(content="slow")])
def test_the_deadline_holds_and_the_server_is_told_to_stop(
    dialect: DialectName, faults: Faults, tmp_path: Path
) -> None:
    watch, start = Watch(), time.monotonic()
    with StandIn(dialect, faults) as server, pytest.raises(EngineFailure) as told:
        make(server, tmp_path / "a.mp4", deadline_s=0.7, watch=watch)
    assert told.value.code == "remote_deadline"
    assert time.monotonic() - start < 10.0
    (job,) = server.jobs.values()
    assert job.aborted == (dialect in {"fantascope", "vllm-omni"})
    assert job.deleted == (dialect != "fantascope")


@EACH
@pytest.mark.parametrize(
    ("faults", "stage"),
    [
        (Faults(hang="submit"), "submit"),
        (Faults(never_done=True), "remote"),
        (Faults(hang="poll"), "remote"),
        (Faults(hang="content"), "fetch"),
    ],
)
def test_cancel_is_obeyed_at_once_and_passed_on(
    dialect: DialectName, faults: Faults, stage: str, tmp_path: Path
) -> None:
    begin = time.monotonic()
    watch = Watch(lambda now: (now == stage and time.monotonic() - begin > 0.4) or time.monotonic() - begin > 5.0)
    with StandIn(dialect, faults) as server, pytest.raises(Cancelled):
        make(server, tmp_path / "a.mp4", watch=watch)
    assert time.monotonic() - watch.stopped_at < 5.0  # not the ten seconds an answer is waited for
    jobs = list(server.jobs.values())
    assert all(job.aborted or job.deleted for job in jobs)
    assert len(jobs) == (faults.hang != "submit")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_while_the_server_is_silent(tmp_path: Path) -> None:
    watch = Watch()
    with StandIn("fantascope", Faults(hang="poll")) as server, pytest.raises(EngineFailure):
        make(server, tmp_path / "a.mp4", deadline_s=1.2, watch=watch)
    assert len(watch.shares) >= 4


def test_a_repeated_submission_is_one_job(tmp_path: Path) -> None:
    with StandIn("fantascope", Faults(submit_errors=2)) as server:
        make(server, tmp_path / "a.mp4")
        keys = {heard.headers.get("idempotency-key") for heard in server.heard if heard.path == "/v1/videos"}
    assert len(keys) == 1
    assert None not in keys


def test_a_second_run_takes_up_the_job_of_the_first(tmp_path: Path) -> None:
    with StandIn("fantascope") as server:
        engine = create({"url": server.url, "poll_s": 0.01})
        draft = engine.draft(order(), {})
        for name in ("a.mp4", "b.mp4"):
            engine.make(order(), draft, {}, tmp_path / name, Watch())
        assert len(server.jobs) == 1
        server.faults = Faults(never_done=True)
        draft = engine.draft(order(), {})
        with pytest.raises(Cancelled):
            engine.make(order(), draft, {}, tmp_path / "c.mp4", Watch(lambda stage: stage == "remote"))
        server.faults = Faults()
        engine.make(order(), draft, {}, tmp_path / "c.mp4", Watch())
        assert len(server.jobs) == 3  # the one that was stopped is not waited for
    check(tmp_path / "c.mp4")


def test_what_another_of_ours_tells_is_told_here(tmp_path: Path) -> None:
    with StandIn("fantascope", form=Form(captions="WEBVTT\n\n00:00.000 --> 00:01.000\nhello\n")) as server:
        result = make(server, tmp_path / "a.mp4")
    assert "hello" in result.captions
    assert result.report["understood"] == ["rain"]


@pytest.mark.parametrize("dialect", ["fantascope", "openai"])
def test_work_on_a_clip_of_that_server(dialect: DialectName, tmp_path: Path) -> None:
    with StandIn(dialect) as server:
        first = make(server, tmp_path / "a.mp4")
        source = next(iter(server.jobs))
        remix = order(kind="remix", prompt="snow", document=first.document)
        make(server, tmp_path / "b.mp4", remix)
        more = order(kind="extend", prompt="on", document=first.document, source_seconds=1.0)
        result = make(server, tmp_path / "c.mp4", more)
        paths = [heard.path for heard in server.heard if heard.method == "POST"]
    assert paths == ["/v1/videos", f"/v1/videos/{source}/remix", "/v1/videos/extensions"]
    check(tmp_path / "c.mp4", more)
    assert result.seconds == 2.0


@pytest.mark.parametrize("document", [None, "{}", '{"remote": {"server": "another", "video": "v"}}'])
def test_work_on_clips_of_others_is_refused(document: str | None) -> None:
    engine = create({"url": "http://127.0.0.1:1"})
    with pytest.raises(InvalidInput) as refused:
        engine.draft(order(kind="remix", document=document), {})
    assert refused.value.code == "source_elsewhere"


def test_no_sound_when_none_is_wanted(tmp_path: Path) -> None:
    with StandIn("vllm-omni") as server:
        make(server, tmp_path / "a.mp4", order(sound=False))
        assert next(iter(server.jobs.values())).fields["generate_sound"] == "false"
    check(tmp_path / "a.mp4")
    assert np.abs(read_audio(tmp_path / "a.mp4")).max() < 1e-4


def test_our_sound_is_added_where_the_model_is_silent(tmp_path: Path) -> None:
    with StandIn("sglang", form=Form(sound=False)) as server:
        result = make(server, tmp_path / "a.mp4", order(prompt='A man says "hello there" in a park.', seconds=2.0))
    check(tmp_path / "a.mp4", order(seconds=2.0))
    assert result.report["sound"] == "added"
    assert "hello there" in result.captions
    assert probe(tmp_path / "a.mp4").loudness_lufs == pytest.approx(-14.0, abs=1.5)


def test_the_seed_is_chosen_once_and_sent(tmp_path: Path) -> None:
    with StandIn("sglang") as server:
        result = make(server, tmp_path / "a.mp4")
        make(server, tmp_path / "b.mp4", order(seed=12))
        first, second = server.jobs.values()
    assert first.fields["seed"] == result.seed
    assert second.fields["seed"] == 12
