"""A page of a list on the wire, as the official SDKs page through it: `after` is the `last_id` of the page before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel


class Named(BaseModel):
    """An object with an id, by which a list of them is paged."""

    id: str


T = TypeVar("T", bound=Named)


class Listing(BaseModel, Generic[T]):
    object: Literal["list"] = "list"
    data: list[T]
    first_id: str | None
    last_id: str | None
    has_more: bool


def page(data: Sequence[T], more: bool) -> Listing[T]:
    """`data` as a page; `more` = there are others after it."""
    first, last = (data[0].id, data[-1].id) if data else (None, None)
    return Listing(data=list(data), first_id=first, last_id=last, has_more=more)
