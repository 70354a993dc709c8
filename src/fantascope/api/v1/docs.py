"""The request bodies of the video operations, as the OpenAPI document tells them. The rules themselves are in `bodies`.

A test holds that the fields here are those that are read.
"""

from __future__ import annotations

from typing import Any

from .bodies import LONGEST_PROMPT

_Schema = dict[str, Any]

_FILE: _Schema = {"type": "string", "format": "binary"}
_PROMPT: _Schema = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST_PROMPT,
    "pattern": r"\w",
    "description": "The scene, in English or French.",
}
_INSTRUCTION: _Schema = {**_PROMPT, "description": "What shall change; everything not mentioned stays as it is."}
_SECONDS: _Schema = {"type": "string", "pattern": r"^([1-9]|[1-5]\d|60)$", "description": "Length of the clip."}
_ADDED: _Schema = {"type": "string", "pattern": r"^([1-9]|1\d|20)$", "description": "Seconds to add, at most 20."}
_SEED: _Schema = {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}
_LOOK: _Schema = {
    "type": "string",
    "minLength": 1,
    "maxLength": 32,
    "description": "A look of the model, such as clay.",
}
_VIDEO: _Schema = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string", "minLength": 1, "maxLength": 64}},
    "additionalProperties": False,
    "description": "A completed video.",
}
_PICTURE: _Schema = {
    "description": "The first picture; it must have the size of the clip.",
    "oneOf": [
        {
            "type": "object",
            "required": [name],
            "properties": {name: {"type": "string", "minLength": 1}},
            "additionalProperties": False,
        }
        for name in ("image_url", "file_id")
    ],
}

CREATE_BODY: dict[str, _Schema] = {
    "prompt": _PROMPT,
    "model": {"type": "string", "minLength": 1, "maxLength": 80, "description": "See /v1/models."},
    "seconds": _SECONDS,
    "size": {
        "type": "string",
        "pattern": r"^[1-9]\d{1,3}x[1-9]\d{1,3}$",
        "default": "720x1280",
        "description": "Width and height in pixels, even numbers from 64 to 3840.",
    },
    "input_reference": _PICTURE,
    "characters": {
        "type": "array",
        "maxItems": 2,
        "uniqueItems": True,
        "items": {**_VIDEO, "description": "A character whose name is in the prompt."},
    },
    "seed": {**_SEED, "description": "The same seed and prompt give the same clip."},
    "n": {
        "type": "integer",
        "minimum": 1,
        "maximum": 4,
        "description": "Variants, each a video with a seed of its own.",
    },
    "look": _LOOK,
    "fps": {"type": "integer", "enum": [24, 30]},
    "generate_sound": {"type": "boolean", "default": True},
    "negative_prompt": {
        "type": "string",
        "minLength": 1,
        "maxLength": LONGEST_PROMPT,
        "description": "For models that can use one; others refuse it.",
    },
    "num_inference_steps": {"type": "integer", "minimum": 1, "description": "For diffusion models; others refuse it."},
    "guidance_scale": {"type": "number", "description": "For diffusion models; others refuse it."},
    "extra_params": {"type": "object", "description": "Fields of the model's own; others refuse it."},
}
_REWORK: dict[str, _Schema] = {
    "prompt": _INSTRUCTION,
    "model": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80,
        "description": "Accepted and not needed: the source's model is used.",
    },
    "seed": {**_SEED, "description": "Another seed than the source's."},
    "look": {**_LOOK, "description": "Another look than the source's."},
}
REMIX_BODY = _REWORK
EDIT_BODY = _REWORK | {"video": _VIDEO}
EXTEND_BODY = {"prompt": _INSTRUCTION, "model": _REWORK["model"], "video": _VIDEO, "seconds": _ADDED}
_REQUIRED = ("prompt", "video", "seconds")


def request_body(fields: dict[str, _Schema]) -> dict[str, Any]:
    """The `openapi_extra` of an operation whose body has `fields`, in JSON and as a form."""
    needed = [name for name in _REQUIRED if name in fields and not (name == "seconds" and "size" in fields)]
    json_body = {"type": "object", "required": needed, "properties": fields, "additionalProperties": False}
    files = {name: _FILE for name in ("video", "input_reference") if name in fields}
    form = json_body | {"properties": fields | files}
    content = {"application/json": {"schema": json_body}, "multipart/form-data": {"schema": form}}
    return {"requestBody": {"required": True, "content": content}}
