"""Plans on offer, what one has of them, and what operators make of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from ...accounts import audit, plans, queries
from ...accounts.models import Owner
from ...accounts.payment import PaymentProvider
from ...accounts.people import Plan
from ...accounts.people_read import find
from ..auth import Here
from ..errors import ERRORS
from .session import Active, Me, Operator

router = APIRouter(tags=["plans"], responses=ERRORS)
PlanId = Annotated[str, Path(max_length=64)]


class PlanObject(BaseModel):
    id: str
    name: str
    words: str
    price: str
    credits: int
    period_days: int
    longest_s: float
    most_pixels: int
    running_cap: int
    is_default: bool


class PlanList(BaseModel):
    items: list[PlanObject]
    next: str | None = None


class PlanChanges(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(max_length=200)] | None = None
    words: Annotated[str, Field(max_length=1000)] | None = None
    price: Annotated[str, Field(max_length=200)] | None = None
    credits: int | None = None
    period_days: int | None = None
    longest_s: float | None = None
    most_pixels: int | None = None
    running_cap: int | None = None
    is_default: bool | None = Field(default=None, description="True makes it the plan of those who come from now on.")


class PlanFields(PlanChanges):
    name: Annotated[str, Field(max_length=200)]
    credits: int


class LedgerItem(BaseModel):
    at: float
    amount: int
    kind: str = Field(description="grant, plan, lapse, reserve, refund or settle.")
    words: str
    job_id: str | None


class CreditsObject(BaseModel):
    balance: int
    limited: bool = Field(description="Whether a clip needs a sufficient balance.")
    plan: PlanObject | None
    next_grant_at: float | None
    entries: list[LedgerItem]
    next: str | None = None


class CheckoutObject(BaseModel):
    url: str | None = Field(description="Where one pays; null where the operator assigns plans by hand.")
    words: str


@router.get("/plans", summary="Plans on offer")
def listing(house: Here) -> PlanList:
    with house.db.read() as session:
        return PlanList(items=[_json(plan) for plan in plans.listing(session)])


@router.post("/plans/{plan_id}/checkout", summary="How to get a plan")
def checkout(plan_id: PlanId, request: Request, house: Here, asker: Active) -> CheckoutObject:
    provider: PaymentProvider = request.app.state.payment
    with house.db.read() as session:
        person, plan = find(session, asker.person_id), plans.find(session, plan_id)
    to_do = provider.checkout(person, plan)
    return CheckoutObject(url=to_do.url, words=to_do.words)


@router.get("/me/credits", summary="What I have left, and how it came to be")
def credits(house: Here, asker: Me, limit: Annotated[int, Query(ge=1, le=500)] = 100) -> CreditsObject:
    now = house.clock()
    with house.db.read() as session:
        due = plans.is_due(session, asker.owner_id, now)
    if due:
        with house.db.write() as session:
            plans.grant_due(session, asker.owner_id, now)
    with house.db.read() as session:
        person = find(session, asker.person_id)
        owner = session.get(Owner, asker.owner_id)
        plan = session.get(Plan, person.plan_id) if person.plan_id else None
        return CreditsObject(
            balance=queries.balance(session, asker.owner_id),
            limited=owner is not None and owner.credits_limited,
            plan=None if plan is None else _json(plan),
            next_grant_at=plans.next_grant_at(session, asker.owner_id),
            entries=[
                LedgerItem(
                    at=entry.created_at, amount=entry.credits, kind=entry.kind, words=entry.note, job_id=entry.job_id
                )
                for entry in queries.ledger(session, asker.owner_id, limit=limit)
            ],
        )


@router.get("/admin/plans", summary="Plans")
def all_plans(house: Here, asker: Operator) -> PlanList:
    return listing(house)


@router.post("/admin/plans", summary="Make a plan")
def create(fields: PlanFields, house: Here, asker: Operator) -> PlanObject:
    said, is_default = _said(fields)
    now = house.clock()
    with house.db.write() as session:
        plan = plans.create(session, said, is_default=is_default)
        audit.record(session, actor_id=asker.person_id, action="plan.create", subject=plan.id, data=said, now=now)
    return _json(plan)


@router.patch("/admin/plans/{plan_id}", summary="Change a plan")
def change(plan_id: PlanId, fields: PlanChanges, house: Here, asker: Operator) -> PlanObject:
    said, is_default = _said(fields)
    now = house.clock()
    with house.db.write() as session:
        plan = plans.change(session, plan_id, said)
        if is_default:
            plans.make_default(session, plan_id)
        data = {**said, "is_default": is_default}
        audit.record(session, actor_id=asker.person_id, action="plan.change", subject=plan.id, data=data, now=now)
    return _json(plan)


@router.delete("/admin/plans/{plan_id}", status_code=204, summary="Offer a plan no longer")
def archive(plan_id: PlanId, house: Here, asker: Operator) -> None:
    now = house.clock()
    with house.db.write() as session:
        plans.archive(session, plan_id, now)
        audit.record(session, actor_id=asker.person_id, action="plan.archive", subject=plan_id, now=now)


def _said(fields: PlanChanges) -> tuple[dict[str, object], bool]:
    said = {name: value for name, value in fields.model_dump(exclude_unset=True).items() if value is not None}
    return said, bool(said.pop("is_default", False))


def _json(plan: Plan) -> PlanObject:
    return PlanObject(
        id=plan.id,
        name=plan.name,
        words=plan.words,
        price=plan.price,
        credits=plan.credits,
        period_days=plan.period_days,
        longest_s=plan.longest_s,
        most_pixels=plan.most_pixels,
        running_cap=plan.running_cap,
        is_default=plan.is_default,
    )
