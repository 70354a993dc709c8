"""What the operator says about the other server, checked.

Knows nothing of HTTP. What a dialect implies is filled in here, so that the rest reads plain values. docs/engines.md
documents every option; a test holds it so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from ...kernel.errors import InvalidInput
from ...provenance.origins import Origin

DialectName = Literal["fantascope", "openai", "sglang", "vllm-omni"]
SoundMode = Literal["own", "add", "none"]
Size = Annotated[str, Field(pattern=r"^[1-9]\d{1,4}x[1-9]\d{1,4}$")]

_IMPLIED: dict[DialectName, dict[str, Any]] = {
    "fantascope": {"origin": "algorithmic", "picture": True, "negative_prompt": False, "longest_s": 60.0, "step_px": 2},
    "openai": {
        "picture": True,
        "negative_prompt": False,
        "longest_s": 20.0,
        "step_px": 2,
        "seconds": (4, 8, 12, 16, 20),
        "sizes": ("1280x720", "720x1280", "1792x1024", "1024x1792", "1920x1080", "1080x1920"),
    },
    "sglang": {"picture": False, "negative_prompt": True, "longest_s": 10.0, "step_px": 16},
    "vllm-omni": {"picture": False, "negative_prompt": True, "longest_s": 10.0, "step_px": 16},
}


class Options(BaseModel):
    """Options of one remote engine; None is filled in by the dialect, except for `model`, `grid` and the key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    """Address of the server, with or without /v1."""
    dialect: DialectName = "fantascope"
    api_key: SecretStr | None = None
    api_key_env: str | None = None
    """Environment variable that holds the key."""
    model: str | None = None
    """The model's name over there, by which requests may also choose it here; None = the server's own choice."""
    sizes: tuple[Size, ...] | None = None
    """Sizes the model makes; empty = any whose sides are multiples of `step_px`."""
    step_px: Annotated[int, Field(ge=2, le=256)] | None = None
    grid: Annotated[str, Field(pattern=r"^[1-9]\d{0,3}n\+\d{1,3}$")] | None = None
    """Numbers of frames the model makes, such as "4n+1"; None = any."""
    rates: tuple[Annotated[int, Field(ge=1, le=120)], ...] = ()
    """Frames a second the model makes; empty = any."""
    seconds: tuple[Annotated[int, Field(ge=1)], ...] | None = None
    """Lengths the model makes; empty = any."""
    longest_s: Annotated[float, Field(ge=1.0)] | None = None
    sound: SoundMode = "own"
    """"own" = the model's, and ours where it is silent; "add" = always ours; "none" = the model's picture, silent."""
    picture: bool | None = None
    """Whether the model starts from a first picture."""
    negative_prompt: bool | None = None
    origin: Origin = "trained"
    """How the model's pictures come to be, told in the manifest of every clip."""
    looks: tuple[str, ...] = ()
    """Looks the other server knows (dialect fantascope)."""
    deadline_s: Annotated[float, Field(gt=0)] = 1800.0
    """A clip that is not here by then is given up."""
    patience_s: Annotated[float, Field(gt=0)] = 60.0
    """How long the server may be in trouble or out of reach in one go."""
    poll_s: Annotated[float, Field(gt=0)] = 1.0
    largest_mb: Annotated[float, Field(gt=0)] = 500.0
    """Largest file that is fetched."""

    @field_validator("url")
    @classmethod
    def _address(cls, url: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", url):
            raise ValueError("must be an http or https address without user, query or fragment")
        return re.sub(r"(/v1)?/*$", "", url)

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            implied = _IMPLIED.get(data.get("dialect", "fantascope"), {})
            base = {"sizes": (), "seconds": (), **implied}
            data = {**base, **{name: value for name, value in data.items() if value is not None}}
        return data

    @property
    def label(self) -> str:
        """What messages call the other server: its address is nobody's business."""
        return f"the server of {self.model}" if self.model else "the other server"

    @property
    def key(self) -> str | None:
        return self.api_key.get_secret_value() if self.api_key else None


def checked(options: Mapping[str, Any]) -> Options:
    """The options of an engine, the key read from its variable.

    Errors: InvalidInput("bad_setting") naming the option.
    """
    try:
        given = Options.model_validate(dict(options))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise InvalidInput("bad_setting", f"engine option {name}: {first['msg']}", field="engines") from error
    if given.api_key_env is None:
        return given
    key = os.environ.get(given.api_key_env)
    if not key:
        message = f"engine option api_key_env: there is no variable {given.api_key_env}"
        raise InvalidInput("bad_setting", message, field="engines")
    return given.model_copy(update={"api_key": SecretStr(key)})
