"""Whatever text is given as an address: it is read or refused, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fantascope.kernel.errors import InvalidInput
from fantascope.net.addresses import Allowed, Place, parse_place
from fantascope.net.fetch import joined

WORDS = "http:// https:// HTTP: // ::1 127.0.0.1 %00 .. xn-- 0x7f 80 65536 example.com 。 user:pw@"
PIECES = st.sampled_from([*"/\\@:[]%?#. \t\r\n\x7f\u202e\ud800éa", *WORDS.split()])


def _place(url: str) -> Place | None:
    try:
        return parse_place(url, Allowed())
    except InvalidInput as error:
        return None if error.code == "url_refused" else pytest.fail(error.code)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=8).map("".join)))
def test_any_text(text: str) -> None:
    for url in (text, f"http://{text}", f"http://example.com/{text}", f"https://example.com:{text}"):
        place = _place(url)
        if place is None:
            continue
        assert place.scheme in ("http", "https")
        assert place.port in (80, 443) or 1024 <= place.port < 65536
        assert place.host.isascii()
        assert place.target.startswith("/")
        assert place.authority.isprintable()
        assert not set(place.authority + place.target) & set(" \\\r\n\t")
        assert "@" not in place.authority


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=6).map("".join)))
def test_any_redirect(location: str) -> None:
    try:
        _place(joined("https://example.com/a/b", location))
    except InvalidInput as error:
        assert error.code == "url_refused"  # noqa: PT017 (nothing may be raised, or this)
