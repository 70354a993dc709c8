"""Plans: what members of a tier get, credits anew each period, and the lapse of those unused.

Knows nothing of prices or payment. The ledger alone says what was granted when: a period begins with its "plan" entry,
and what is left of that grant at its end is taken back by a "lapse" entry. Credits granted otherwise never lapse, for
the plan's are spent first. Each function joins the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from ..kernel.errors import Conflict, InvalidInput, NotFound
from ..kernel.ids import new_id
from . import actions, queries
from .models import LedgerEntry, Owner
from .people import Person, Plan
from .people_rules import plain_text

_DAY_S = 86_400.0
_BOUNDS: dict[str, tuple[float, float]] = {
    "credits": (0, 10_000_000),
    "period_days": (1, 366),
    "longest_s": (1, 600),
    "most_pixels": (64 * 64, 3840 * 3840),
    "running_cap": (1, 100),
}
_WHOLE = frozenset({"credits", "period_days", "most_pixels", "running_cap"})
FIELDS = ("name", "words", "price", *_BOUNDS)


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """What an owner may ask for; None = the plan sets no limit. `name` is None for who has no plan."""

    name: str | None
    longest_s: float | None
    most_pixels: int | None
    running_cap: int


def create(session: Session, fields: dict[str, Any], *, is_default: bool = False) -> Plan:
    """A new plan. Errors: InvalidInput("bad_name" | "bad_text" | "bad_number"), Conflict("plan_exists")."""
    plan = Plan(id=new_id("plan"), name="", words="", price="", credits=0, is_default=False, archived_at=None)
    plan.period_days, plan.longest_s, plan.most_pixels, plan.running_cap = 1, 20.0, 1280 * 720, 3
    _set(session, plan, fields)
    session.add(plan)
    session.flush()
    if is_default:
        make_default(session, plan.id)
    return plan


def change(session: Session, plan_id: str, fields: dict[str, Any]) -> Plan:
    """Change a plan for all who have it; credits from their next period on.

    Errors: as `create`, NotFound("no_such_plan").
    """
    plan = find(session, plan_id)
    _set(session, plan, fields)
    session.flush()
    owners = select(Person.owner_id).where(Person.plan_id == plan.id)
    session.execute(update(Owner).where(Owner.id.in_(owners)).values(running_cap=plan.running_cap))
    return plan


def make_default(session: Session, plan_id: str) -> Plan:
    """Give this plan to those who come from now on. Errors: NotFound("no_such_plan")."""
    plan = find(session, plan_id)
    session.execute(update(Plan).where(Plan.id != plan.id).values(is_default=False))
    plan.is_default = True
    session.flush()
    return plan


def archive(session: Session, plan_id: str, now: float) -> None:
    """Offer a plan no longer; who has it keeps it. Errors: NotFound("no_such_plan"), Conflict("default_plan")."""
    plan = find(session, plan_id)
    if plan.is_default:
        raise Conflict("default_plan", "the plan that new members get cannot be archived")
    plan.archived_at = now
    session.flush()


def assign(session: Session, person: Person, plan: Plan | None, now: float) -> None:
    """Put a person on a plan (None = on none: not held to credits), beginning a new period at once."""
    owner = actions.locked(session, person.owner_id)
    _lapse(session, owner.id, now)
    person.plan_id = None if plan is None else plan.id
    owner.credits_limited = plan is not None
    if plan is not None:
        owner.running_cap = plan.running_cap
        _grant(session, owner.id, plan, now)
    session.flush()


def grant_due(session: Session, owner_id: str, now: float) -> bool:
    """Begin the owner's next period if it is time: what is unused of the last lapses, the plan's credits come anew.

    False when nothing was due. Twice at once grants once. Errors: NotFound("no_such_owner").
    """
    if not is_due(session, owner_id, now):
        return False
    actions.locked(session, owner_id)
    if not is_due(session, owner_id, now):  # another was quicker
        return False
    plan = _plan_of(session, owner_id)
    assert plan is not None
    _lapse(session, owner_id, now)
    _grant(session, owner_id, plan, now)
    return True


def is_due(session: Session, owner_id: str, now: float) -> bool:
    """Whether the owner's next period should begin: a cheap look before `grant_due`."""
    plan = _plan_of(session, owner_id)
    if plan is None:
        return False
    last = _last_grant(session, owner_id)
    return last is None or now >= last.created_at + plan.period_days * _DAY_S


def next_grant_at(session: Session, owner_id: str) -> float | None:
    """When the owner's next period begins; None for who has no plan."""
    plan, last = _plan_of(session, owner_id), _last_grant(session, owner_id)
    if plan is None or last is None:
        return None
    return last.created_at + plan.period_days * _DAY_S


def limits_of(session: Session, owner_id: str) -> PlanLimits:
    """What the owner may ask for. Errors: NotFound("no_such_owner")."""
    plan = _plan_of(session, owner_id)
    owner = session.get(Owner, owner_id)
    if owner is None:
        raise NotFound("no_such_owner", "there is no such owner")
    if plan is None:
        return PlanLimits(None, None, None, owner.running_cap)
    return PlanLimits(plan.name, plan.longest_s, plan.most_pixels, owner.running_cap)


def find(session: Session, plan_id: str) -> Plan:
    """The plan of this id, if it is still offered. Errors: NotFound("no_such_plan")."""
    plan = session.get(Plan, plan_id)
    if plan is None or plan.archived_at is not None:
        raise NotFound("no_such_plan", "there is no such plan", field="plan_id")
    return plan


def default(session: Session) -> Plan | None:
    """The plan that new members get."""
    return session.scalar(select(Plan).where(Plan.is_default, Plan.archived_at.is_(None)).limit(1))


def listing(session: Session) -> Sequence[Plan]:
    """The plans on offer: the default first, then by credits a day."""
    query = select(Plan).where(Plan.archived_at.is_(None))
    plans = session.scalars(query.order_by(Plan.name)).all()
    return sorted(plans, key=lambda plan: (not plan.is_default, plan.credits / plan.period_days))


def _plan_of(session: Session, owner_id: str) -> Plan | None:
    return session.scalar(select(Plan).join(Person, Person.plan_id == Plan.id).where(Person.owner_id == owner_id))


def _last_grant(session: Session, owner_id: str) -> LedgerEntry | None:
    query = select(LedgerEntry).where(LedgerEntry.owner_id == owner_id, LedgerEntry.kind == "plan")
    return session.scalar(query.order_by(LedgerEntry.seq.desc()).limit(1))


def _grant(session: Session, owner_id: str, plan: Plan, now: float) -> None:
    session.add(LedgerEntry(owner_id=owner_id, kind="plan", credits=plan.credits, note=plan.name, created_at=now))
    session.flush()


def _lapse(session: Session, owner_id: str, now: float) -> None:
    """Take back what is left of the last period's grant. Jobs under way count as spent."""
    last = _last_grant(session, owner_id)
    if last is None:
        return
    since = select(func.sum(LedgerEntry.credits)).where(LedgerEntry.owner_id == owner_id, LedgerEntry.seq > last.seq)
    change = session.scalar(since.where(LedgerEntry.kind.in_(("reserve", "refund", "lapse")))) or 0
    left = max(min(last.credits, last.credits + change, queries.balance(session, owner_id)), 0)
    if left:
        session.add(LedgerEntry(owner_id=owner_id, kind="lapse", credits=-left, note="", created_at=now))
        session.flush()


def _set(session: Session, plan: Plan, fields: dict[str, Any]) -> None:
    for field, value in fields.items():
        if field in _BOUNDS:
            least, most = _BOUNDS[field]
            whole = isinstance(value, int) or (field not in _WHOLE and isinstance(value, float))
            if not whole or isinstance(value, bool) or not least <= value <= most:
                raise InvalidInput("bad_number", f"{field} is a number from {least:g} to {most:g}", field=field)
            setattr(plan, field, value)
        elif field == "name":
            name = plain_text(value, "name", shortest=1, longest=60)
            taken = select(Plan.id).where(Plan.name == name, Plan.id != plan.id)
            with session.no_autoflush:
                if session.scalar(taken) is not None:
                    raise Conflict("plan_exists", f"there is a plan {name!r} already", field="name")
            plan.name = name
        elif field in ("words", "price"):
            setattr(plan, field, plain_text(value, field, longest=300 if field == "words" else 60))
        else:
            raise InvalidInput("unknown_field", f"a plan has no field {field!r}", field=field)
