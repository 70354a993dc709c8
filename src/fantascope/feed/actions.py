"""What people do to their feed: steer it, want less of something, watch. Each is one transaction.

Knows nothing of HTTP. Always holds: a post's views, finishes and skips are those of its viewers, each counted once, and
time beyond the clip's length counts for nothing. Of those whose feed is not personalised nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from ..accounts import site
from ..accounts.people_profile import checked_wishes, set_wish
from ..accounts.people_read import find, locked
from ..db.database import Database
from ..kernel.errors import InvalidInput, NotFound
from . import queries
from .filters import ALWAYS, kept
from .steer import LONGEST_SENTENCE, steer, wish_for, with_wish
from .types import Asker, Candidate, Heard, Watched, Weights, Wish
from .weights import document_of
from .wishes import LEADING

MOST_WATCHED = 50
LEAST_MINUTES, MOST_MINUTES = 1, 600
_ANSWERS = ("fine", "enough")
_ANSWERS_KEPT = 20
_LESS = -0.3
_FLOOR = -0.9
"""Less and less, but never none: none is said in words."""
_LOWERED = 2

_INSERT = text(
    "INSERT INTO views (person_id, post_id, seconds, finished, skipped, less_like_this, at)"
    " VALUES (:me, :post, :seconds, :finished, :skipped, (1 = 0), :now)"
)
_KNOWN = text(
    "SELECT post_id, seconds, finished, skipped FROM views WHERE person_id = :me AND post_id IN :posts"
).bindparams(bindparam("posts", expanding=True))
_UPDATE = text(
    "UPDATE views SET seconds = :seconds, finished = :finished, skipped = :skipped, at = :now"
    " WHERE person_id = :me AND post_id = :post"
)
_LOWER = text("UPDATE views SET less_like_this = :less WHERE person_id = :me AND post_id = :post")
_COUNT = text(
    "UPDATE posts SET views = views + :views, finishes = finishes + :finishes, skips = skips + :skips WHERE id = :post"
)


def steer_by(db: Database, person_id: str, sentence: str, *, locale: str = "en") -> Heard:
    """Change the weights as a sentence says. `locale`: its language when nothing in it speaks for either.

    Errors: InvalidInput("sentence_missing" | "sentence_too_long"), NotFound("no_such_person").
    """
    if not sentence.strip():
        raise InvalidInput("sentence_missing", "say what you want to see more or less of", field="sentence")
    if len(sentence) > LONGEST_SENTENCE:
        message = f"the sentence has more than {LONGEST_SENTENCE} characters"
        raise InvalidInput("sentence_too_long", message, field="sentence")
    steer(Weights(), sentence, locale)  # the vocabulary is loaded outside the transaction
    with db.write() as session:
        locked(session, person_id)
        heard = steer(queries.weights_for(session, person_id), sentence, locale)
        _keep(session, person_id, heard.weights)
    return heard


def put_weights(db: Database, person_id: str, weights: Weights, *, locale: str = "en") -> Weights:
    """Keep weights as the person edited them; a wish without topics gets those of its words.

    Errors: NotFound("no_such_person").
    """
    wishes = tuple(w if w.topics else wish_for(w.words, w.weight, locale) for w in weights.wishes)
    weights = replace(weights, wishes=wishes)
    with db.write() as session:
        _keep(session, person_id, weights)
        set_wish(session, person_id, "personalised", weights.personalised)
    return weights


def less_like(db: Database, asker: Asker, post_id: str) -> tuple[Weights, tuple[str, ...]]:
    """Want less like this post: what it is most about weighs a little less each time, as chips the person can see and
    change; the post itself is not shown again. (weights, words lowered).

    Errors: NotFound("post_not_found").
    """
    with db.write() as session:
        locked(session, asker.person_id)
        shown = _shown(session, asker, [post_id])
        if post_id not in shown:
            raise NotFound("post_not_found", "there is no such post", field="post_id")
        weights = queries.weights_for(session, asker.person_id)
        if weights.personalised:
            _watch(session, asker, [(shown[post_id], Watched(post_id, 0.0, skipped=True))])
            session.execute(_LOWER, {"me": asker.person_id, "post": post_id, "less": True})
        lowered = []
        for topic in _about(shown[post_id]):
            known = next((w for w in weights.wishes if w.topics == (topic,)), None)
            wish = known or Wish(topic.partition(":")[2].replace("emoji:", "").replace("_", " "), (topic,), 0.0)
            weights = with_wish(weights, replace(wish, weight=max(min(wish.weight + _LESS, wish.weight), _FLOOR)))
            lowered.append(wish.words)
        _keep(session, asker.person_id, weights)
    return weights, tuple(lowered)


def watched(db: Database, asker: Asker, views: Sequence[Watched]) -> int:
    """Keep what became of posts on the asker's screen; returns how many of them count.

    Errors: InvalidInput("too_many_views").
    """
    if len(views) > MOST_WATCHED:
        raise InvalidInput("too_many_views", f"{MOST_WATCHED} views at once are the most", field="views")
    latest = {view.post_id: view for view in views}
    with db.write() as session:
        person = locked(session, asker.person_id)
        if not asker.weights.personalised or person.wishes.get("personalised") is False:
            return 0
        shown = _shown(session, asker, sorted(latest))
        counted = [(post, latest[key]) for key, post in shown.items() if post.person_id != asker.person_id]
        if counted:
            _watch(session, asker, counted)
    return len(counted)


def set_minutes(db: Database, person_id: str, minutes: int) -> None:
    """After how many minutes the feed asks how one feels; 0 = never, which minors cannot choose.

    Errors: InvalidInput("bad_wish"), NotFound("no_such_person").
    """
    with db.write() as session:
        person = find(session, person_id)
        most = site.load(session).minors_minutes if person.is_minor else None
        checked = checked_wishes({"wellbeing_minutes": minutes}, minors_minutes=most)
        set_wish(session, person_id, "wellbeing_minutes", checked["wellbeing_minutes"])


def answer(db: Database, person_id: str, words: str, now: float) -> None:
    """Keep the answer to how one feels, for the person alone; the last twenty.

    Errors: InvalidInput("bad_answer"), NotFound("no_such_person").
    """
    if words not in _ANSWERS:
        raise InvalidInput("bad_answer", f"the answer is one of {', '.join(_ANSWERS)}", field="answer")
    with db.write() as session:
        before = locked(session, person_id).wishes.get("wellbeing_answers")
        answers: list[Any] = before if isinstance(before, list) else []
        set_wish(session, person_id, "wellbeing_answers", [*answers, {"answer": words, "at": now}][-_ANSWERS_KEPT:])


def _keep(session: Session, person_id: str, weights: Weights) -> None:
    set_wish(session, person_id, "feed", document_of(weights))


def _shown(session: Session, asker: Asker, ids: Sequence[str]) -> dict[str, Candidate]:
    """Those of the posts that the asker may be shown."""
    found = queries.given(session, asker.person_id, ids)
    return {post.id: post for post in kept(found, asker, ALWAYS)}


def _watch(session: Session, asker: Asker, views: Sequence[tuple[Candidate, Watched]]) -> None:
    """Keep views of different posts. The person is locked by the caller: two of their screens never count one twice."""
    known = session.execute(_KNOWN, {"me": asker.person_id, "posts": [post.id for post, _ in views]})
    before = {row.post_id: row for row in known}
    new: list[dict[str, Any]] = []
    again: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    for post, view in sorted(views, key=lambda one: one[0].id):  # in one order: no two people wait for each other
        was = before.get(post.id)
        finished = view.finished or (was is not None and bool(was.finished))
        skipped = view.skipped and not finished
        row = {
            "me": asker.person_id,
            "post": post.id,
            "seconds": max(min(max(view.seconds, 0.0), post.seconds), was.seconds if was else 0.0),
            "finished": finished,
            "skipped": skipped,
            "now": asker.now,
        }
        (new if was is None else again).append(row)
        changed = {
            "views": int(was is None),
            "finishes": int(finished) - int(was.finished if was else 0),
            "skips": int(skipped) - int(was.skipped if was else 0),
        }
        if any(changed.values()):
            counts.append({**changed, "post": post.id})
    for statement, rows in ((_INSERT, new), (_UPDATE, again), (_COUNT, counts)):  # what others may wait for comes last
        if rows:
            session.execute(statement, rows)


def _about(post: Candidate) -> list[str]:
    """What a post is most about: things before places before deeds."""
    topics = [topic for topic in (post.topics or "").split() if topic.startswith(LEADING) and topic != "thing:person"]
    return sorted(topics, key=lambda topic: next(i for i, head in enumerate(LEADING) if topic.startswith(head)))[
        :_LOWERED
    ]
