"""The feed: its pages, what steers it, what was watched, and the gentle stop."""

from __future__ import annotations

import secrets
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from ...accounts import site
from ...accounts.people_read import find
from ...accounts.sign_in import SignedIn
from ...feed import actions, queries
from ...feed.pages import Orders, in_order
from ...feed.steer import LONGEST_SENTENCE
from ...feed.types import Asker, Watched, Weights
from ...feed.weights import WeightsDocument, document_of, weights_of
from ...social.cards import post_cards
from ...studio.house import House
from ..auth import Here
from ..errors import ERRORS
from .session import Active, Me
from .shapes import Cursor, Listed, PostOut, post_json, viewer_of

router = APIRouter(prefix="/feed", tags=["feed"], responses=ERRORS)
Tab = Literal["for_you", "following", "latest"]


async def _orders(request: Request) -> Orders:  # async: what takes no time needs no thread of its own
    state = request.app.state
    if not hasattr(state, "feed_orders"):
        state.feed_orders = Orders()
    orders: Orders = state.feed_orders
    return orders


Kept = Annotated[Orders, Depends(_orders)]


class ViewFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    post_id: Annotated[str, Field(min_length=1, max_length=64)]
    seconds: Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False, description="Watched; counted to its end.")]
    finished: bool = False
    skipped: bool = False


class SeenFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    views: Annotated[list[ViewFields], Field(min_length=1, max_length=actions.MOST_WATCHED)]


class Counted(BaseModel):
    counted: int


class SteerFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sentence: Annotated[str, Field(min_length=1, max_length=LONGEST_SENTENCE, description="English or French.")]


class Understood(BaseModel):
    code: Annotated[str, Field(description="wish, follow_first, fresh_first, popular_first, min_seconds, …")]
    words: str


class HeardOut(BaseModel):
    weights: WeightsDocument
    understood: list[Understood]
    unknown: Annotated[list[str], Field(description="Words no table knows; they are looked for as they are.")]


class LessFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    post_id: Annotated[str, Field(min_length=1, max_length=64)]


class LessOut(BaseModel):
    weights: WeightsDocument
    lowered: list[str]


class MinutesFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    minutes: Annotated[int | None, Field(ge=0, le=actions.MOST_MINUTES, description="0 or null = never.")]


class Wellbeing(BaseModel):
    minutes: Annotated[int | None, Field(description="After so many the feed stops and asks; null = never.")]
    most_minutes: Annotated[int | None, Field(description="The most this person may set; null = no bound.")]


class AnswerFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    answer: Literal["fine", "enough"]


class Noted(BaseModel):
    noted: bool = True


@router.get("", summary="A page of a feed")
def page(
    house: Here, me: Me, orders: Kept, tab: Annotated[Tab, Query()] = "for_you", cursor: Cursor = None
) -> Listed[PostOut]:
    with house.db.read() as session:
        if tab == "for_you":
            found = orders.kept(me.person_id, cursor) if cursor else None
            if found is None:
                found = orders.page(session, _asker(house, me, queries.weights_for(session, me.person_id)), cursor)
        else:
            read, why = (queries.following, "followed") if tab == "following" else (queries.latest, "fresh")
            found = in_order(session, _asker(house, me, Weights()), read, why, cursor)
        ids = [item.post_id for item in found.items]
        cards = post_cards(session, viewer_of(me), ids, why={item.post_id: item.why for item in found.items})
    return Listed[PostOut](items=[post_json(card) for card in cards], next=found.next)


@router.post("/seen", summary="Tell what was watched")
def seen(house: Here, me: Active, fields: SeenFields) -> Counted:
    views = [Watched(v.post_id, v.seconds, v.finished, v.skipped) for v in fields.views]
    return Counted(counted=actions.watched(house.db, _asker(house, me, Weights()), views))


@router.post("/steer", summary="Steer the feed by a sentence")
def steer(house: Here, me: Active, orders: Kept, fields: SteerFields) -> HeardOut:
    heard = actions.steer_by(house.db, me.person_id, fields.sentence, locale=me.locale)
    orders.forget(me.person_id)
    return HeardOut(
        weights=_document(heard.weights),
        understood=[Understood(code=code, words=words) for code, words in heard.understood],
        unknown=list(heard.unknown),
    )


@router.get("/weights", summary="What steers the feed")
def weights(house: Here, me: Me) -> WeightsDocument:
    with house.db.read() as session:
        return _document(queries.weights_for(session, me.person_id))


@router.put("/weights", summary="Change what steers the feed")
def put_weights(house: Here, me: Active, orders: Kept, fields: WeightsDocument) -> WeightsDocument:
    kept = actions.put_weights(house.db, me.person_id, weights_of(fields), locale=me.locale)
    orders.forget(me.person_id)
    return _document(kept)


@router.delete("/weights", summary="Start afresh")
def clear_weights(house: Here, me: Active, orders: Kept) -> WeightsDocument:
    with house.db.read() as session:
        personalised = queries.weights_for(session, me.person_id).personalised
    kept = actions.put_weights(house.db, me.person_id, Weights(personalised=personalised))
    orders.forget(me.person_id)
    return _document(kept)


@router.post("/less", summary="Less like this")
def less(house: Here, me: Active, orders: Kept, fields: LessFields) -> LessOut:
    with house.db.read() as session:
        asker = _asker(house, me, queries.weights_for(session, me.person_id))
    kept, lowered = actions.less_like(house.db, asker, fields.post_id)
    orders.forget(me.person_id)
    return LessOut(weights=_document(kept), lowered=list(lowered))


@router.get("/wellbeing", summary="When the feed stops and asks")
def wellbeing(house: Here, me: Me) -> Wellbeing:
    return _wellbeing(house, me)


@router.put("/wellbeing", summary="Set when the feed stops and asks")
def put_wellbeing(house: Here, me: Active, fields: MinutesFields) -> Wellbeing:
    actions.set_minutes(house.db, me.person_id, fields.minutes or 0)
    return _wellbeing(house, me)


@router.post("/wellbeing/answer", summary="Answer how one feels")
def answer(house: Here, me: Active, fields: AnswerFields) -> Noted:
    actions.answer(house.db, me.person_id, fields.answer, house.clock())
    return Noted()


def _asker(house: House, me: SignedIn, steered: Weights) -> Asker:
    return Asker(me.person_id, me.is_minor, steered, house.clock(), secrets.randbits(64))


def _document(steered: Weights) -> WeightsDocument:
    return WeightsDocument.model_validate(document_of(steered))


def _wellbeing(house: House, me: SignedIn) -> Wellbeing:
    with house.db.read() as session:
        settings = site.load(session)
        said = find(session, me.person_id).wishes.get("wellbeing_minutes")
    most = (settings.minors_minutes or None) if me.is_minor else None
    minutes = said if isinstance(said, int) else settings.minors_minutes if me.is_minor else settings.wellbeing_minutes
    if most is not None:
        minutes = min(minutes or most, most)
    return Wellbeing(minutes=minutes or None, most_minutes=most)
