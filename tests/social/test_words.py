"""Words, tags and cursors."""

from __future__ import annotations

import pytest

from fantascope.kernel.errors import InvalidInput
from fantascope.social.pages import cursor_of, older
from fantascope.social.words import clean, fold, tags_of, words_of


def test_folding() -> None:
    assert fold("L'Été,  à la PLAGE! straße") == "l ete a la plage strasse"
    assert words_of("Fox! fox", ["sea"], "a Fox at sea") == " fox sea a at "
    assert words_of("", [], "") == ""


def test_tags_come_from_both_places_once() -> None:
    assert tags_of("a #Fox by the #mer", ["#fox", "Été", ""]) == ["fox", "ete", "mer"]
    with pytest.raises(InvalidInput):
        tags_of("", [f"t{k}" for k in range(13)])


def test_cleaning() -> None:
    assert clean("  a\x00b\u202e\n ", 10, "text") == "ab"
    for words, code in (("x" * 11, "too_long"), (" \x07 ", "empty_text")):
        with pytest.raises(InvalidInput) as wrong:
            clean(words, 10, "text")
        assert wrong.value.code == code
    assert clean(" ", 10, "text", empty=True) == ""


def test_cursors_of_ours_only() -> None:
    from sqlalchemy import select

    from fantascope.social.models import Post

    for cursor in ("", "1", "1.0-", "x-y", "1.0-a;b"):
        with pytest.raises(InvalidInput):
            older(select(Post), Post.created_at, Post.id, cursor, 1)
    older(select(Post), Post.created_at, Post.id, cursor_of(1763846674.1234567, "post_1"), 1)
