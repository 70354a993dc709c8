"""The server's settings: from FANTASCOPE_… variables, over `fantascope.toml`, over the defaults here.

Knows nothing of what they are used for. Every field is documented in docs/settings.md; a test holds it so.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from .kernel.errors import InvalidInput


class EngineSettings(BaseModel):
    """One more engine beside the world engine: `kind` is an entry point's name, `name` what requests call it."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
    kind: str
    options: dict[str, Any] = {}


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="FANTASCOPE_", env_nested_delimiter="__", extra="ignore")

    home: Path = Field(
        default_factory=lambda: Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "fantascope"
    )
    """Folder of the database, blobs and keys."""
    database: str = ""
    """SQLAlchemy address; empty = SQLite in `home`."""
    blobs: str = ""
    """Where videos are kept: empty = the folder `blobs` in `home`; or s3://bucket/prefix (AWS_… variables apply)."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    base_url: str = ""
    """The address people reach the server by, for signed links; empty = that of the request."""
    workers: Annotated[int, Field(ge=0, le=64)] = 1
    """Worker processes that `serve` keeps running; 0 = none here."""
    lease_s: Annotated[float, Field(ge=0.5, le=600)] = 6.0
    """A worker that is silent for so long has lost its job to the next."""
    requests_per_minute: Annotated[int, Field(ge=1)] = 1200
    """Default limit of a key."""
    running_cap: Annotated[int, Field(ge=1)] = 4
    """Jobs of one owner that run at the same time, for new owners."""
    queued_cap: Annotated[int, Field(ge=1)] = 200
    """Jobs of one owner that may wait, for new owners."""
    free_credits: Annotated[int, Field(ge=0)] = 0
    """Granted to new owners; 0 = credits are counted but nobody is held to them."""
    upload_mb: Annotated[int, Field(ge=1, le=10_000)] = 100
    """Largest upload."""
    keep_days: Annotated[float, Field(ge=0)] = 0.0
    """Videos are removed after so many days; 0 = kept until deleted."""
    records_days: Annotated[float, Field(ge=0)] = 365.0
    """The records of deleted videos, and of their jobs, are removed after so many days; 0 = kept for good."""
    poll_after_ms: Annotated[int, Field(ge=50, le=60_000)] = 500
    """What clients that poll are told to wait."""
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Private hosts (host, host:port, or a network such as 10.0.0.0/8) that webhooks and image addresses may reach."""
    signing_certificate: str = ""
    """File with the operator's certificate and those above it, PEM; empty = one of this house's own authority signs."""
    signing_key: str = ""
    """File with the certificate's private key, PEM: P-256, P-384 or Ed25519."""
    timestamp_servers: Annotated[tuple[str, ...], NoDecode] = ()
    """Addresses of time-stamp servers (RFC 3161), asked in turn when a clip is signed."""
    visible_mark: Literal["app", "always", "never"] = "app"
    """Which clips carry the wordmark that people see: those that people make in the app, all, or none."""
    log_format: str = "json"
    """"json" or "text"."""
    engines: tuple[EngineSettings, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _split(cls, data: Any) -> Any:
        if isinstance(data, dict):
            lists = [name for name in ("allowed_hosts", "timestamp_servers") if isinstance(data.get(name), str)]
            data = data | {name: tuple(data[name].replace(",", " ").split()) for name in lists}
        return data

    @model_validator(mode="after")
    def _whole(self) -> Settings:
        if (self.signing_certificate == "") != (self.signing_key == ""):
            raise ValueError("signing_certificate and signing_key belong together")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=_toml())

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.home.absolute() / 'fantascope.db'}"


def _toml() -> Path:
    """FANTASCOPE_CONFIG, else fantascope.toml in FANTASCOPE_HOME, else in the working folder."""
    if named := os.environ.get("FANTASCOPE_CONFIG"):
        return Path(named)
    home = os.environ.get("FANTASCOPE_HOME")
    inside = Path(home, "fantascope.toml") if home else None
    return inside if inside is not None and inside.is_file() else Path("fantascope.toml")


def load_settings(**given: Any) -> Settings:
    """The settings in force; `given` wins over everything.

    Errors: InvalidInput("bad_setting") naming the setting.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise InvalidInput("bad_setting", f"setting {name}: {first['msg']}", field=name) from error
    except ValueError as error:  # TOML that is none
        raise InvalidInput("bad_setting", f"{_toml()}: {error}", field="config") from error
