"""The models that requests may name, from what the engines say they can do."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from ...engines.port import Abilities
from ...engines.registry import Engines
from ...kernel.errors import NotFound
from ..auth import Here, Reader
from ..errors import ERRORS

router = APIRouter(prefix="/models", tags=["models"], responses=ERRORS)
_CREATED = 1_790_000_000
"""Models have no birthday here; the wire wants one."""


class ModelObject(BaseModel):
    id: str
    object: Literal["model"] = "model"
    created: int = _CREATED
    owned_by: str = "fantascope"
    engine: str = Field(description="The engine that answers to the name.")
    default: bool = Field(description="Whether it is what requests get that name no model.")
    sizes: list[str] | None = Field(description="Null: every even size from 64 to 3840 a side.")
    shortest_seconds: float
    longest_seconds: float = Field(description="Of one generation.")
    longest_total_seconds: float = Field(description="Of a clip with its extensions.")
    fps: list[int]
    looks: list[str]
    can: list[str] = Field(description="Further fields and operations it takes.")


class ModelList(BaseModel):
    object: Literal["list"] = "list"
    data: list[ModelObject]


@router.get("", summary="List models")
def list_models(house: Here, asker: Reader) -> ModelList:
    return ModelList(data=[_model(house.engines, name) for name in house.engines.models])


@router.get("/{model}", summary="Retrieve a model")
def retrieve(model: Annotated[str, Path(min_length=1, max_length=80)], house: Here, asker: Reader) -> ModelObject:
    if model not in house.engines.models:
        raise NotFound("model_not_found", f"there is no model {model!r} here", field="model")
    return _model(house.engines, model)


def _model(engines: Engines, name: str) -> ModelObject:
    engine = engines.models[name]
    able = engines[engine].abilities
    return ModelObject(
        id=name,
        engine=engine,
        default=name == engines.of_model(None)[0],
        sizes=None if able.sizes is None else list(able.sizes),
        shortest_seconds=able.shortest_s,
        longest_seconds=able.longest_s,
        longest_total_seconds=able.longest_total_s,
        fps=list(able.rates),
        looks=list(able.looks),
        can=_abilities(able),
    )


def _abilities(able: Abilities) -> list[str]:
    named = {
        "sound": able.sound,
        "generate_sound": able.silence,
        "seed": able.seed,
        "negative_prompt": able.negative_prompt,
        "input_reference": able.picture,
        "remix": able.remix,
        "edit": able.remix or able.edit,
        "extend": able.extend,
        "characters": able.characters,
        "screenplay": able.document,
    }
    return [name for name, has in named.items() if has]
