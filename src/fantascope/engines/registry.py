"""The engines that are installed, by name, and the one a request's model means.

Knows nothing of any engine: they come by the entry point group "fantascope.engines". The world engine is always there
and is what the names of the closed service stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import entry_points
from typing import Any

from ..kernel.errors import InvalidInput
from .port import Engine

GROUP = "fantascope.engines"
DEFAULT = "world"
ALIASES = ("sora-2", "sora-2-pro", "sora-2-2025-10-06", "sora-2-pro-2025-10-06", "sora-2-2025-12-08")
"""Model names of the service whose API is served here: the default engine answers to them."""


class Engines:
    """The engines of one server. Read-only once made."""

    def __init__(self, engines: Mapping[str, Engine]) -> None:
        self._engines = dict(engines)
        self._names: dict[str, str] = {name: name for name in self._engines}
        for name, engine in self._engines.items():
            for model in engine.abilities.models:
                self._names.setdefault(model, name)
        self.default = DEFAULT if DEFAULT in self._engines else next(iter(self._engines))
        for alias in ALIASES:
            self._names.setdefault(alias, self.default)

    def __getitem__(self, name: str) -> Engine:
        return self._engines[name]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._engines)

    @property
    def models(self) -> dict[str, str]:
        """Every model name that requests may give, and the name of its engine."""
        return dict(self._names)

    def of_model(self, model: str | None) -> tuple[str, str]:
        """The model's name as it will be told, and its engine's name; None = the default engine's own model.

        Errors: InvalidInput("model_not_found").
        """
        if model is None:
            return self._engines[self.default].abilities.models[0], self.default
        if model not in self._names:
            known = ", ".join(self._names)
            raise InvalidInput("model_not_found", f"there is no model {model!r} here; there are {known}", field="model")
        return model, self._names[model]


def load_engines(more: Iterable[tuple[str, str, Mapping[str, Any]]] = ()) -> Engines:
    """The world engine, and `more` as (name, kind, options) where `kind` is an entry point's name.

    Errors: InvalidInput("unknown_engine") naming what is installed.
    """
    installed = {point.name: point for point in entry_points(group=GROUP)}
    engines: dict[str, Engine] = {}
    for name, kind, options in ((DEFAULT, DEFAULT, {}), *more):
        if kind not in installed:
            message = f"there is no engine of kind {kind!r}; installed are {', '.join(sorted(installed))}"
            raise InvalidInput("unknown_engine", message, field="engines")
        engines[name] = installed[kind].load()(options)
    return Engines(engines)
