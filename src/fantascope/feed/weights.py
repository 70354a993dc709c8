"""How weights are kept: a JSON document in a person's wishes, read with care, for it may be of an older release.

Knows nothing of databases or HTTP.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .types import MOST_WISHES, Weights, Wish

Weight = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, le=600, allow_inf_nan=False)]


class WishDocument(BaseModel):
    """A wish on the wire and in the database; without topics its words are read anew."""

    model_config = ConfigDict(extra="forbid")

    words: Annotated[str, Field(min_length=1, max_length=80)]
    topics: Annotated[list[Annotated[str, Field(min_length=1, max_length=300)]], Field(max_length=4)] = []
    weight: Weight


class WeightsDocument(BaseModel):
    """All that steers a feed, on the wire and in the database."""

    model_config = ConfigDict(extra="forbid")

    wishes: Annotated[list[WishDocument], Field(max_length=MOST_WISHES)] = []
    follow_first: Weight = 0.0
    fresh_first: Weight = 0.0
    popular_first: Weight = 0.0
    min_seconds: Seconds | None = None
    max_seconds: Seconds | None = None
    personalised: bool = True
    sentence: Annotated[str, Field(max_length=500)] = ""


def weights_from(kept: Any) -> Weights:
    """The weights in what is kept; what cannot be read counts as nothing kept."""
    try:
        return weights_of(WeightsDocument.model_validate(kept or {}))
    except ValidationError:
        return Weights()


def weights_of(document: WeightsDocument) -> Weights:
    """The value of a document."""
    fields = dict(document)
    fields["wishes"] = tuple(Wish(wish.words, tuple(wish.topics), wish.weight) for wish in document.wishes)
    return Weights(**fields)


def document_of(weights: Weights) -> dict[str, Any]:
    """The document of a value, as JSON has it."""
    return WeightsDocument.model_validate(asdict(weights)).model_dump()
