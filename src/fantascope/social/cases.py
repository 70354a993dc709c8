"""Reports and what becomes of them: cases, decisions with their reasons, appeals, and what may show as trending.

Knows nothing of HTTP. Reports of one subject join one open case. Every decision is told to the author with its reasons,
to the reporters with its outcome, and entered in the audit log, in the transaction that carries it out.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from ..accounts.people import AuditEntry, Person
from ..kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from ..kernel.ids import is_id, new_id
from .cards import person_cards, post_cards
from .comments import recount, seen_comment
from .messages import seen_message
from .models import Case, Comment, Message, Post, Report
from .notices import tell
from .pages import PAGE, cursor_of, older
from .policy import can_decide_appeal
from .posts import seen_post
from .ties import person_named
from .types import ACTIONS, REPORT_REASONS, STAFF, SUBJECT_KINDS, CaseView, Page, PostCard, ReportView, Viewer
from .words import clean

OPEN = ("open", "appealed")
_HOLD_AT = 3
"""So many people reporting a post hold it until somebody has looked."""


def report(session: Session, viewer: Viewer, kind: str, subject_id: str, reason: str, words: str, now: float) -> str:
    """Report something one sees; the id of the case. Reporting again changes the words only. The suspended may, too.

    Errors: NotFound, InvalidInput("bad_subject" | "bad_reason" | "too_long" | "yourself").
    """
    if kind not in SUBJECT_KINDS:
        raise InvalidInput("bad_subject", f"reports are of {', '.join(SUBJECT_KINDS)}", field="subject_kind")
    if reason not in REPORT_REASONS:
        raise InvalidInput("bad_reason", f"reasons are {', '.join(REPORT_REASONS)}", field="reason")
    words = clean(words, 500, "words", empty=True)
    subject_id, whose = _subject(session, viewer, kind, subject_id)
    if whose == viewer.person_id:
        raise InvalidInput("yourself", "this is yours: you can delete it", field="subject_id")
    session.scalar(select(Person.id).where(Person.id == whose).with_for_update())  # so that two reports make one case
    same = (Case.subject_kind == kind, Case.subject_id == subject_id, Case.state.in_(OPEN))
    case = session.scalar(select(Case).where(*same).limit(1))
    if case is None:
        case = Case(id=new_id("case"), subject_kind=kind, subject_id=subject_id, person_id=whose, created_at=now)
        session.add(case)
        session.flush()
    mine = select(Report).where(Report.case_id == case.id, Report.reporter_id == viewer.person_id)
    earlier = session.scalar(mine)
    if earlier is not None:
        earlier.reason, earlier.words = reason, words
    else:
        session.add(
            Report(
                id=new_id("report"),
                case_id=case.id,
                reporter_id=str(viewer.person_id),
                reason=reason,
                words=words,
                created_at=now,
            )
        )
    session.flush()
    if kind == "post" and case.state == "open" and case.decided_by is None:
        _hold(session, case)
    return case.id


def decide(session: Session, viewer: Viewer, case_id: str, action: str, reason: str, now: float) -> None:
    """Decide an open case and carry it out. Errors: NotFound, InvalidInput, Conflict("already_decided"), Forbidden."""
    if action not in ACTIONS:
        raise InvalidInput("bad_action", f"actions are {', '.join(ACTIONS)}", field="action")
    case = _case(session, case_id)
    reason = clean(reason, 500, "reason")
    if case.state != "open":
        raise Conflict("already_decided", "this case is not open any more")
    if case.person_id == viewer.person_id:
        raise Forbidden("own_case", "nobody decides about what is their own")
    if action == "suspended":
        _not_staff_above(session, viewer, case.person_id)
    case.state, case.action, case.reason = "decided", action, reason
    case.decided_by, case.decided_at = viewer.person_id, now
    _carry_out(session, case, action)
    if action != "none":
        tell(session, case.person_id, "case_decided", actor_id=None, subject_id=case.id, now=now)
    reporters = session.scalars(select(Report.reporter_id).where(Report.case_id == case.id)).all()
    for reporter in reporters:
        tell(session, reporter, "report_decided", actor_id=None, subject_id=case.id, now=now)
    _audit(session, viewer, "case.decided", case.id, {"action": action, "subject": case.subject_id}, reason, now)


def appeal(session: Session, viewer: Viewer, case_id: str, words: str, now: float) -> None:
    """Appeal a decision about what is one's own, once. Errors: NotFound("case_not_found"), Conflict, InvalidInput."""
    case = _case(session, case_id)
    if case.person_id != viewer.person_id:
        raise NotFound("case_not_found", "there is no such case", field="case_id")
    words = clean(words, 1000, "words")
    if not _may_appeal(case):
        raise Conflict("no_appeal", "there is nothing to appeal here, or it was appealed before")
    case.state, case.appeal, case.appealed_at = "appealed", words, now
    session.flush()


def decide_appeal(session: Session, viewer: Viewer, case_id: str, upheld: bool, reason: str, now: float) -> None:
    """Decide an appeal; `upheld` = the author is right, and what was done is undone.

    Errors: NotFound, Conflict("not_appealed"), Forbidden("same_moderator" | "own_case").
    """
    case = _case(session, case_id)
    reason = clean(reason, 500, "reason")
    if case.state != "appealed":
        raise Conflict("not_appealed", "nobody has appealed this")
    if case.person_id == viewer.person_id:
        raise Forbidden("own_case", "nobody decides about what is their own")
    others = session.scalar(
        select(func.count())
        .select_from(Person)
        .where(Person.role.in_(STAFF), Person.state == "active", Person.id.not_in([case.decided_by, case.person_id]))
    )
    if not can_decide_appeal(str(viewer.person_id), case.decided_by, others or 0):
        raise Forbidden("same_moderator", "who decided first does not decide the appeal: ask another")
    case.state, case.closed_at = "closed", now
    case.appeal_upheld, case.appeal_reason, case.appeal_decided_by = upheld, reason, viewer.person_id
    if upheld:
        _undo(session, case)
    tell(session, case.person_id, "appeal_decided", actor_id=None, subject_id=case.id, now=now)
    _audit(session, viewer, "appeal.decided", case.id, {"upheld": upheld}, reason, now)


def queue(session: Session, viewer: Viewer, state: str | None, cursor: str | None) -> Page[CaseView]:
    """Cases for staff, the newest first; `state` None = those that wait for somebody."""
    query = select(Case).where(Case.state.in_(OPEN) if state is None else Case.state == state)
    rows = session.scalars(older(query, Case.created_at, Case.id, cursor, PAGE)).all()
    more = cursor_of(rows[PAGE - 1].created_at, rows[PAGE - 1].id) if len(rows) > PAGE else None
    return Page(tuple(case_view(session, viewer, row, whole=True) for row in rows[:PAGE]), more)


def one(session: Session, viewer: Viewer, case_id: str) -> CaseView:
    """A case, for staff. Errors: NotFound("case_not_found")."""
    return case_view(session, viewer, _case(session, case_id, lock=False), whole=True)


def about_me(session: Session, viewer: Viewer, cursor: str | None) -> Page[CaseView]:
    """Decisions about the viewer's things, without who reported or decided."""
    query = select(Case).where(Case.person_id == viewer.person_id, Case.action.is_not(None), Case.action != "none")
    rows = session.scalars(older(query, Case.created_at, Case.id, cursor, PAGE)).all()
    more = cursor_of(rows[PAGE - 1].created_at, rows[PAGE - 1].id) if len(rows) > PAGE else None
    return Page(tuple(case_view(session, viewer, row, whole=False) for row in rows[:PAGE]), more)


def waiting_trends(session: Session, viewer: Viewer) -> list[PostCard]:
    """Posts that would trend and wait for a look, the most wanted first."""
    query = (
        select(Post.id)
        .where(Post.trend_review == "waiting", Post.deleted_at.is_(None), Post.state == "live")
        .order_by(Post.trend.desc())
        .limit(PAGE)
    )
    return post_cards(session, viewer, list(session.scalars(query)), addressed=True)


def review_trend(session: Session, viewer: Viewer, post_id: str, allow: bool, now: float) -> None:
    """Allow a post to show as trending, or not. Errors: NotFound("post_not_found")."""
    post, _ = seen_post(session, viewer, post_id)
    post.trend_review = "allowed" if allow else "refused"
    session.flush()
    _audit(session, viewer, "trend.reviewed", post.id, {"allowed": allow}, "", now)


def case_view(session: Session, viewer: Viewer, case: Case, *, whole: bool) -> CaseView:
    """`whole` = for staff: with reports, names and what it is about."""
    post, text = _shown(session, viewer, case)
    reports: Sequence[Report] = ()
    if whole:
        reports = session.scalars(select(Report).where(Report.case_id == case.id).order_by(Report.created_at)).all()
    people = person_cards(session, viewer, {case.person_id, *(row.reporter_id for row in reports)})
    return CaseView(
        id=case.id,
        subject_kind=case.subject_kind,
        subject_id=case.subject_id,
        person=people.get(case.person_id),
        state=case.state,
        action=case.action,
        reason=case.reason,
        decided_by=case.decided_by if whole else None,
        decided_at=case.decided_at,
        appeal=case.appeal,
        appealed_at=case.appealed_at,
        appeal_upheld=case.appeal_upheld,
        appeal_reason=case.appeal_reason,
        appeal_decided_by=case.appeal_decided_by if whole else None,
        created_at=case.created_at,
        may_appeal=_may_appeal(case),
        text=text,
        post=post,
        reports=tuple(
            ReportView(row.id, people.get(row.reporter_id), row.reason, row.words, row.created_at) for row in reports
        ),
    )


def _subject(session: Session, viewer: Viewer, kind: str, subject_id: str) -> tuple[str, str]:
    """(id, whose) of what is reported, if the viewer sees it. People may be named by their handle."""
    if kind == "post":
        post, author = seen_post(session, viewer, subject_id)
        return post.id, author.id
    if kind == "comment":
        comment = seen_comment(session, viewer, subject_id)
        return comment.id, comment.person_id
    if kind == "message":
        message = seen_message(session, viewer, subject_id)
        return message.id, message.sender_id
    handle = session.scalar(select(Person.handle).where(Person.id == subject_id)) or subject_id
    person, _ = person_named(session, viewer, handle)
    return person.id, person.id


def _hold(session: Session, case: Case) -> None:
    reporters = session.scalar(select(func.count()).select_from(Report).where(Report.case_id == case.id)) or 0
    if reporters >= _HOLD_AT:
        session.execute(update(Post).where(Post.id == case.subject_id, Post.state == "live").values(state="held"))


def _carry_out(session: Session, case: Case, action: str) -> None:
    if action in {"removed", "suspended"}:
        _set_state(session, case, "removed")
    else:
        _set_state(session, case, "live")
    if action == "suspended":
        session.execute(
            update(Person).where(Person.id == case.person_id, Person.state == "active").values(state="suspended")
        )


def _undo(session: Session, case: Case) -> None:
    _set_state(session, case, "live")
    if case.action == "suspended":
        other = (Case.person_id == case.person_id, Case.action == "suspended", Case.id != case.id)
        stands = session.scalar(select(Case.id).where(*other, Case.appeal_upheld.is_not(True)).limit(1))
        if stands is None:
            session.execute(
                update(Person).where(Person.id == case.person_id, Person.state == "suspended").values(state="active")
            )


def _set_state(session: Session, case: Case, state: str) -> None:
    """The subject is live, or removed by staff; a person and a message have no such state (the message goes)."""
    if case.subject_kind == "post":
        session.execute(update(Post).where(Post.id == case.subject_id).values(state=state))
    elif case.subject_kind == "comment":
        comment = session.get(Comment, case.subject_id)
        if comment is not None and comment.state != state:
            comment.state = state
            session.flush()
            if comment.deleted_at is None:
                recount(session, comment.post_id, 1 if state == "live" else -1)
    elif case.subject_kind == "message":
        at = case.decided_at if state == "removed" else None
        session.execute(update(Message).where(Message.id == case.subject_id, Message.text != "").values(deleted_at=at))


def _shown(session: Session, viewer: Viewer, case: Case) -> tuple[PostCard | None, str]:
    if case.subject_kind == "post":
        cards = post_cards(session, viewer, [case.subject_id], addressed=True)
        return (cards[0], cards[0].caption) if cards else (None, "")
    if case.subject_kind == "comment":
        comment = session.get(Comment, case.subject_id)
        return None, comment.text if comment else ""
    if case.subject_kind == "message":
        message = session.get(Message, case.subject_id)
        return None, message.text if message else ""
    person = session.get(Person, case.subject_id)
    return None, person.bio if person else ""


def _case(session: Session, case_id: str, *, lock: bool = True) -> Case:
    query = select(Case).where(Case.id == case_id)
    case = session.scalar(query.with_for_update() if lock else query) if is_id(case_id, "case") else None
    if case is None:
        raise NotFound("case_not_found", "there is no such case", field="case_id")
    return case


def _may_appeal(case: Case) -> bool:
    return case.state == "decided" and case.action not in {None, "none"} and case.appeal is None


def _not_staff_above(session: Session, viewer: Viewer, person_id: str) -> None:
    person = session.get(Person, person_id)
    if person is not None and person.role in STAFF and viewer.role != "operator":
        raise Forbidden("operators_only", "only an operator can suspend staff")


def _audit(
    session: Session, viewer: Viewer, action: str, subject: str, data: dict[str, object], words: str, now: float
) -> None:
    session.add(
        AuditEntry(
            id=new_id("audit"),
            actor_id=str(viewer.person_id),
            action=action,
            subject=subject,
            data=data,
            words=words,
            created_at=now,
        )
    )
    session.flush()
