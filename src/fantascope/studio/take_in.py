"""The use case: an archive of another server (or of this one) is taken in. Its videos become the importer's own, unseen
by others, with where they came from and how they were published there; its drafts become drafts.

Every picture and clip is read in the child process that reads strangers' files; only what it says is believed. Each
video is taken in by a transaction of its own: what was taken in before something went wrong stays, whole.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from sqlalchemy import select

from ..engines.port import Order
from ..events.actions import append
from ..jobs.models import Job
from ..kernel.errors import InvalidInput
from ..kernel.ids import new_id
from ..media.companions import SPRITE_COLUMNS, SPRITE_WIDTH
from ..media.digest import sha256_of
from ..media.intake import Footage, Limits, read_clip
from ..social import drafts
from ..social.ties import writer
from ..social.types import VISIBILITIES, Viewer
from .archive import Archive, opened
from .files.rubbish import WRITING_S, doomed, spared
from .house import House
from .videos.models import Video

MOST_VIDEOS = 2000
_CLIP = Limits(file_bytes=400_000_000, pixels=3840 * 2160, longest_s=121.0, frames=3700, wall_s=90.0, memory_mb=3072)
_MOST_CAPTIONS = 200_000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was taken in, and what was not, with why."""

    videos: tuple[str, ...]
    drafts: int
    known: int
    """Videos that the importer has already."""
    left_out: tuple[tuple[str, str], ...]


def take_in(house: House, viewer: Viewer, owner_id: str, path: Path) -> TakenIn:
    """Take in the archive at `path`.

    Errors: InvalidInput("bad_archive"), Forbidden("suspended"), OverLimit("too_many_drafts").
    """
    with house.db.read() as session:
        writer(session, viewer)
    with opened(path) as archive:
        folders = sorted({name.rpartition("/")[0] for name in archive.names if name.endswith("/about.json")})
        if len(folders) > MOST_VIDEOS:
            raise InvalidInput("bad_archive", f"{MOST_VIDEOS} videos at once are the most", field="archive")
        posts = _posts(archive)
        forms = _forms(archive)  # what is wrong with them is told before anything is taken in
        videos, left_out, known = [], [], 0
        for folder in folders:
            try:
                video = _video(house, owner_id, archive, folder, posts)
            except InvalidInput as error:
                if error.code == "bad_archive":
                    raise
                left_out.append((folder, error.message))
                continue
            if video is None:
                known += 1
            else:
                videos.append(video)
        with house.db.write() as session:
            for form in forms:
                drafts.save(session, viewer, form, house.clock())
    return TakenIn(tuple(videos), len(forms), known, tuple(left_out))


def _video(
    house: House, owner_id: str, archive: Archive, folder: str, posts: Mapping[str, Mapping[str, Any]]
) -> str | None:
    """The id of the video made of a folder; None when its very bytes are there already."""
    about = archive.json(f"{folder}/about.json")
    if not isinstance(about, dict):
        raise InvalidInput("bad_archive", f"{folder}/about.json is no object", field="archive")
    with house.scratch() as scratch:
        clip = scratch / "clip.mp4"
        archive.copy(f"{folder}/video.mp4", clip)
        digest = sha256_of(clip)
        with house.db.read() as session:
            there = select(Video.id).where(
                Video.owner_id == owner_id, Video.digest == digest, Video.deleted_at.is_(None)
            )
            if session.scalar(there.limit(1)) is not None:
                return None
        footage = read_clip(clip, _CLIP, keep=121)
        files = {"video": clip, **_companions(footage, scratch)}
        if f"{folder}/captions.vtt" in archive.names:
            words = archive.data(f"{folder}/captions.vtt")
            if len(words) > _MOST_CAPTIONS or not words.startswith(b"WEBVTT"):
                raise InvalidInput("captions_unreadable", "its captions are no WebVTT")
            files["captions"] = scratch / "captions.vtt"
            files["captions"].write_bytes(words)
        return _kept(house, owner_id, archive, folder, about, files, footage, digest, posts)


def _kept(
    house: House,
    owner_id: str,
    archive: Archive,
    folder: str,
    about: Mapping[str, Any],
    files: Mapping[str, Path],
    footage: Footage,
    digest: str,
    posts: Mapping[str, Mapping[str, Any]],
) -> str:
    now, video_id, job_id = house.clock(), new_id("video"), new_id("job")
    keys = {variant: f"videos/{video_id}/imported/{path.name}" for variant, path in files.items()}
    engine, model, document = _document(house, archive, folder, about)
    order = Order(
        kind="create",
        prompt=_text(about, "prompt", 32_000),
        model=model,
        seconds=footage.duration_s,
        width=footage.width,
        height=footage.height,
        fps=round(footage.fps),
        seed=_seed(about),
        look=_text(about, "look", 32) or None,
    )
    came_from = {
        "imported_from": archive.manifest.get("from"),
        "imported_at": now,
        "video_id": folder.rpartition("/")[2],
        "model": _text(about, "model", 80),
        "created_at": about.get("created_at") if isinstance(about.get("created_at"), int | float) else None,
        "source_id": _text(about, "source_id", 64) or None,
        "sha256": digest,
        "post": posts.get(folder.rpartition("/")[2]),
    }
    with house.db.write() as session:
        doomed(session, list(keys.values()), now + WRITING_S)
    for variant, path in files.items():
        house.blobs.put(keys[variant], path)
    with house.db.write() as session:
        session.add(
            Job(
                id=job_id,
                owner_id=owner_id,
                kind="import",
                requires=engine,
                payload={"video_id": video_id, "order": order.to_json(), "draft": None, "materials": {}},
                cost=0.0,
                tag=0.0,
                state="completed",
                progress=1.0,
                created_at=now,
                done_at=now,
            )
        )
        session.flush()
        report = {"understood": [], "approximated": [], "left_out": [], "provenance": came_from}
        session.add(
            Video(
                id=video_id,
                owner_id=owner_id,
                job_id=job_id,
                model=model,
                engine=engine,
                kind="create",
                prompt=order.prompt,
                seconds=footage.duration_s,
                width=footage.width,
                height=footage.height,
                fps=order.fps,
                seed=order.seed,
                look=order.look,
                document=document,
                report=report,
                blobs=keys,
                digest=digest,
                created_at=now,
                completed_at=now,
            )
        )
        spared(session, list(keys.values()))
        append(session, owner_id=owner_id, subject=video_id, kind="video.completed", data={}, now=now)
    return video_id


def _companions(footage: Footage, folder: Path) -> dict[str, Path]:
    """Thumbnail and sprite sheet, made from what the child process read."""
    frames = footage.frames
    thumbnail, sheet = folder / "thumbnail.webp", folder / "spritesheet.jpg"
    Image.fromarray(frames[len(frames) // 2]).save(thumbnail, quality=90)
    seconds = max(math.ceil(footage.duration_s), 1)
    height = max(round(SPRITE_WIDTH * frames.shape[1] / frames.shape[2]), 1)
    columns = min(seconds, SPRITE_COLUMNS)
    whole = Image.new("RGB", (columns * SPRITE_WIDTH, -(-seconds // columns) * height))
    for second in range(seconds):
        nearest = int(np.argmin(np.abs(footage.times_s - (second + 0.5))))
        picture = Image.fromarray(frames[nearest]).resize((SPRITE_WIDTH, height), Image.Resampling.BILINEAR)
        row, column = divmod(second, columns)
        whole.paste(picture, (column * SPRITE_WIDTH, row * height))
    whole.save(sheet, quality=80)
    return {"thumbnail": thumbnail, "spritesheet": sheet}


def _document(house: House, archive: Archive, folder: str, about: Mapping[str, Any]) -> tuple[str, str, str | None]:
    """(engine, model, document): the document only if an engine of ours can play it, as it judges itself."""
    model, engine = house.engines.of_model(None)
    named = str(about.get("engine"))
    if named in house.engines.names:
        engine = named
        model = house.engines[engine].abilities.models[0]
    if f"{folder}/screenplay.json" not in archive.names:
        return engine, model, None
    try:
        text = archive.data(f"{folder}/screenplay.json").decode()
        order = Order("create", "imported", model, 4.0, 64, 64, 24, document=text)
        return engine, model, house.engines[engine].draft(order, {}).document
    except (InvalidInput, UnicodeDecodeError):
        return engine, model, None


def _posts(archive: Archive) -> dict[str, Mapping[str, Any]]:
    """How each video was published there, by video id: what its publishing here is offered with."""
    posts = archive.json("data/posts.json") if "data/posts.json" in archive.names else []
    if not isinstance(posts, list):
        raise InvalidInput("bad_archive", "data/posts.json is no list", field="archive")
    return {str(post.get("video_id")): _published(post) for post in posts if isinstance(post, dict)}


def _published(post: Mapping[str, Any]) -> dict[str, Any]:
    tags, visibility = post.get("tags"), post.get("visibility")
    return {
        "caption": _text(post, "caption", 500),
        "tags": [tag[:40] for tag in tags if isinstance(tag, str)][:20] if isinstance(tags, list) else [],
        "visibility": visibility if visibility in VISIBILITIES else None,
        "hides_prompt": post.get("hides_prompt") is True,
        "allows_remix": post.get("allows_remix") is not False,
    }


def _forms(archive: Archive) -> list[dict[str, Any]]:
    rows = archive.json("data/drafts.json") if "data/drafts.json" in archive.names else []
    if not isinstance(rows, list):
        raise InvalidInput("bad_archive", "data/drafts.json is no list", field="archive")
    forms = [row.get("form") for row in rows if isinstance(row, dict)]
    return [form for form in forms if isinstance(form, dict) and len(json.dumps(form)) <= 100_000][: drafts.MOST_DRAFTS]


def _text(about: Mapping[str, Any], name: str, most: int) -> str:
    value = about.get(name)
    return value[:most] if isinstance(value, str) else ""


def _seed(about: Mapping[str, Any]) -> int | None:
    seed = about.get("seed")
    return seed if isinstance(seed, int) and not isinstance(seed, bool) and 0 <= seed < 2**63 else None
