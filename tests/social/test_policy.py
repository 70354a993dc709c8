"""Who may see and do what, as tables."""

from __future__ import annotations

from itertools import product

import pytest

from fantascope.social.policy import (
    PostFacts,
    can_begin_conversation,
    can_decide_appeal,
    can_find_person,
    can_go_on_talking,
    can_remix,
    can_see_person,
    can_see_post,
    default_visibility,
    in_lists,
)
from fantascope.social.types import ANYONE, STRANGERS, Tie, Viewer

ME, AUTHOR, STAFF = Viewer("me"), Viewer("author"), Viewer("staff", role="moderator")
MINOR = Viewer("me", is_minor=True)
FOLLOWING, BLOCKED, MUTED = Tie(follows=True), Tie(blocked=True), Tie(muted=True, follows=True)
MUTUAL = Tie(follows=True, followed_by=True)


def post(visibility: str = "public", state: str = "live", **more: object) -> PostFacts:
    return PostFacts("author", visibility, state, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "tie", "anyone", "member", "author", "staff", "listed"),
    [
        (post(), STRANGERS, True, True, True, True, True),
        (post(), BLOCKED, True, False, True, True, False),
        (post(), MUTED, True, True, True, True, False),
        (post("unlisted"), STRANGERS, True, True, True, True, False),
        (post("unlisted"), FOLLOWING, True, True, True, True, False),
        (post("followers"), STRANGERS, False, False, True, True, False),
        (post("followers"), FOLLOWING, False, True, True, True, True),
        (post("followers"), Tie(followed_by=True), False, False, True, True, False),
        (post(state="held"), FOLLOWING, False, False, True, True, False),
        (post(state="removed"), FOLLOWING, False, False, True, True, False),
        (post(deleted=True), FOLLOWING, False, False, False, False, False),
        (post(author_state="suspended"), FOLLOWING, False, False, True, True, False),
        (post(author_state="deleted"), FOLLOWING, False, False, False, False, False),
    ],
)
def test_posts(facts: PostFacts, tie: Tie, anyone: bool, member: bool, author: bool, staff: bool, listed: bool) -> None:
    assert can_see_post(ANYONE, facts, STRANGERS) is anyone
    assert can_see_post(ME, facts, tie) is member
    assert can_see_post(AUTHOR, facts, STRANGERS) is author
    assert can_see_post(STAFF, facts, tie) is staff
    assert in_lists(ME, facts, tie) is listed


def test_what_is_listed_can_be_seen() -> None:
    """In every combination of facts."""
    flags = [False, True]
    for visibility, state, blocked, muted, follows in product(
        ["public", "followers", "unlisted"], ["live", "held", "removed"], flags, flags, flags
    ):
        tie, facts = Tie(blocked=blocked, muted=muted, follows=follows), post(visibility, state)
        for viewer in (ANYONE, ME, MINOR, AUTHOR, STAFF):
            assert not in_lists(viewer, facts, tie) or can_see_post(viewer, facts, tie)
            assert not can_remix(viewer, facts, tie) or can_see_post(viewer, facts, tie)


@pytest.mark.parametrize(
    ("facts", "tie", "may"),
    [
        (post(), STRANGERS, True),
        (post(allows_remix=False), STRANGERS, False),
        (post("followers"), FOLLOWING, False),
        (post("unlisted"), FOLLOWING, False),
        (post(), BLOCKED, False),
        (post(state="held"), STRANGERS, False),
    ],
)
def test_remixing(facts: PostFacts, tie: Tie, may: bool) -> None:
    assert can_remix(ME, facts, tie) is may
    assert can_remix(ANYONE, facts, tie) is False
    assert can_remix(AUTHOR, facts, STRANGERS) is True


@pytest.mark.parametrize(
    ("sender_minor", "receiver_minor", "tie", "may"),
    [
        (False, False, STRANGERS, True),
        (False, False, BLOCKED, False),
        (False, True, MUTUAL, False),
        (False, True, STRANGERS, False),
        (True, False, STRANGERS, False),
        (True, False, FOLLOWING, False),
        (True, False, MUTUAL, True),
        (True, True, MUTUAL, True),
        (True, True, FOLLOWING, False),
    ],
)
def test_beginning_to_talk(sender_minor: bool, receiver_minor: bool, tie: Tie, may: bool) -> None:
    sender = Viewer("me", is_minor=sender_minor)
    assert can_begin_conversation(sender, receiver_minor, "active", tie) is may
    assert can_begin_conversation(sender, receiver_minor, "suspended", tie) is False


@pytest.mark.parametrize(
    ("sender_minor", "receiver_minor", "begun_by_sender", "tie", "may"),
    [
        (False, False, False, STRANGERS, True),
        (False, False, True, BLOCKED, False),
        (False, True, False, MUTUAL, True),
        (False, True, False, FOLLOWING, False),
        (False, True, True, MUTUAL, False),
        (True, False, True, MUTUAL, True),
        (True, False, True, FOLLOWING, False),
        (True, True, False, STRANGERS, True),
    ],
)
def test_going_on(sender_minor: bool, receiver_minor: bool, begun_by_sender: bool, tie: Tie, may: bool) -> None:
    sender = Viewer("me", is_minor=sender_minor)
    assert can_go_on_talking(sender, receiver_minor, "active", begun_by_sender, tie) is may


def test_people() -> None:
    assert can_see_person(ANYONE, "author", "active", STRANGERS)
    assert not can_see_person(ME, "author", "active", BLOCKED)
    assert can_see_person(ME, "author", "active", Tie(blocked=True, blocked_by_me=True))
    assert not can_see_person(ME, "author", "suspended", STRANGERS)
    assert can_see_person(STAFF, "author", "suspended", STRANGERS)
    assert not can_see_person(STAFF, "author", "deleted", STRANGERS)


def test_minors_are_found_by_minors_and_by_whom_they_follow() -> None:
    assert not can_find_person(ME, "author", True, "active", STRANGERS)
    assert not can_find_person(ANYONE, "author", True, "active", STRANGERS)
    assert can_find_person(ME, "author", True, "active", Tie(followed_by=True))
    assert can_find_person(MINOR, "author", True, "active", STRANGERS)
    assert can_find_person(ME, "author", False, "active", STRANGERS)
    assert not can_find_person(ME, "author", False, "active", MUTED)


def test_defaults_and_appeals() -> None:
    assert (default_visibility(True), default_visibility(False)) == ("followers", "public")
    assert not can_decide_appeal("a", "a", 1)
    assert can_decide_appeal("a", "a", 0)
    assert can_decide_appeal("b", "a", 3)
