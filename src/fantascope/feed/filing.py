"""Filing posts by what they are about, when they are published and whenever their words have changed.

Knows nothing of people. A post is unfiled while its `topics` is null.
"""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, text
from sqlalchemy.orm import Session

from ..db.database import Database
from .models import TopicPost
from .topics import topics_of

_UNFILED = text("SELECT id, words FROM posts WHERE topics IS NULL ORDER BY id LIMIT :most")
_ONE = text("SELECT words, created_at FROM posts WHERE id = :id")
_FILE = text("UPDATE posts SET topics = :topics WHERE id = :id AND words = :words")
_GONE = delete(TopicPost).where(TopicPost.post_id == bindparam("id"))
_ROUND = 50


def file_post(session: Session, post_id: str, topics: tuple[str, ...] | None = None) -> None:
    """File a post within the caller's transaction. `topics`: those of its words, when they are known already."""
    session.flush()
    words, created_at = session.execute(_ONE, {"id": post_id}).one()
    found = topics_of(words) if topics is None else topics
    session.execute(_FILE, {"id": post_id, "words": words, "topics": " ".join(found)})
    session.execute(_GONE, {"id": post_id})
    rows = [{"post_id": post_id, "topic": topic[:64], "created_at": created_at} for topic in found]
    if rows:
        session.execute(insert(TopicPost), rows)


def file_posts(db: Database) -> int:
    """File all that is unfiled, some a transaction; returns how many."""
    filed = 0
    while True:
        with db.read() as session:
            unfiled = session.execute(_UNFILED, {"most": _ROUND}).all()
        if not unfiled:
            return filed
        read = [(post_id, words, topics_of(words)) for post_id, words in unfiled]
        with db.write() as session:
            for post_id, words, topics in read:
                now = session.execute(_ONE, {"id": post_id}).first()
                if now is not None and now.words == words:  # else its words changed meanwhile: the next round has it
                    file_post(session, post_id, topics)
        filed += len(read)
