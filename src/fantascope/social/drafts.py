"""Drafts: the create form as it was left. Seen by their author alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..kernel.errors import InvalidInput, NotFound, OverLimit
from ..kernel.ids import is_id, new_id
from .models import SavedDraft
from .pages import PAGE, cursor_of, older
from .ties import writer
from .types import Page, Viewer

MOST_DRAFTS = 200
_LONGEST_FORM = 100_000


def save(
    session: Session, viewer: Viewer, form: Mapping[str, Any], now: float, draft_id: str | None = None
) -> SavedDraft:
    """Keep a form, as a new draft or in place of one's own.

    Errors: NotFound("draft_not_found"), InvalidInput("too_long"), OverLimit("too_many_drafts"), Forbidden("suspended").
    """
    me = writer(session, viewer)
    text = json.dumps(form, ensure_ascii=False)
    if len(text) > _LONGEST_FORM:
        raise InvalidInput("too_long", f"a draft has {_LONGEST_FORM} characters at most", field="form")
    if draft_id is not None:
        draft = find(session, viewer, draft_id)
        draft.form, draft.updated_at = text, now
    else:
        held = session.scalar(select(func.count()).select_from(SavedDraft).where(SavedDraft.person_id == me.id))
        if (held or 0) >= MOST_DRAFTS:
            raise OverLimit("too_many_drafts", f"{MOST_DRAFTS} drafts are the most: delete some")
        draft = SavedDraft(id=new_id("draft"), person_id=me.id, form=text, updated_at=now)
        session.add(draft)
    session.flush()
    return draft


def discard(session: Session, viewer: Viewer, draft_id: str) -> None:
    """Errors: NotFound("draft_not_found")."""
    session.delete(find(session, viewer, draft_id))
    session.flush()


def find(session: Session, viewer: Viewer, draft_id: str) -> SavedDraft:
    """Errors: NotFound("draft_not_found")."""
    draft = session.get(SavedDraft, draft_id) if is_id(draft_id, "draft") else None
    if draft is None or draft.person_id != viewer.person_id:
        raise NotFound("draft_not_found", "there is no such draft", field="draft_id")
    return draft


def listing(session: Session, viewer: Viewer, cursor: str | None) -> Page[SavedDraft]:
    """The viewer's drafts, the latest first."""
    query = select(SavedDraft).where(SavedDraft.person_id == viewer.person_id)
    rows = session.scalars(older(query, SavedDraft.updated_at, SavedDraft.id, cursor, PAGE)).all()
    more = cursor_of(rows[PAGE - 1].updated_at, rows[PAGE - 1].id) if len(rows) > PAGE else None
    return Page(tuple(rows[:PAGE]), more)
