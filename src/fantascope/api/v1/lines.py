"""Lines of batches as requests: each is what `POST /v1/videos` takes, and gives what it gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ...kernel.errors import InvalidInput
from ...studio.house import House
from ...studio.videos.types import Repeat, VideoView
from ..wire import Body
from .bodies import create_fields
from .shapes import video_object
from .videos import created


def make(house: House, owner_id: str, body: Mapping[str, Any], key: str, key_id: str | None) -> str:
    """Start the video of a line, on the quota of the API key `key_id`; the same `key` starts it once only. Its id.

    Errors: those of a create request; InvalidInput("bad_n").
    """
    fields = create_fields(Body(dict(body)))
    if fields.n != 1:
        raise InvalidInput("bad_n", "a line of a batch makes one video: write more lines", field="n")
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return created(house, owner_id, fields, Repeat(key, digest), key_id)[0].id


def shape(view: VideoView) -> Mapping[str, Any]:
    """The video as responses have it."""
    return video_object(view).model_dump(mode="json")
