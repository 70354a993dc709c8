"""Which of our two languages a text is in, by its grammar words and letters.

Knows nothing of meaning. Unknown scripts are English.
"""

from __future__ import annotations

from .lexicon import lexicon, word_class
from .tokens import Token

_FRENCH_ONLY = word_class("french_grammar")
_ENGLISH_ONLY = word_class("english_grammar")


def detect(tokens: list[Token], *, unsure: str = "en") -> str:
    """ "en" or "fr"; `unsure` when nothing speaks for either."""
    english, french = lexicon("en"), lexicon("fr")
    score = 0.0
    for token in tokens:
        if token.kind != "word":
            continue
        score += 1.5 * (token.key in _FRENCH_ONLY) - 1.5 * (token.key in _ENGLISH_ONLY)
        key = (token.key,)
        score += 0.6 * ((key in french.senses) - (key in english.senses))
        score += 0.7 * any(c in "éèêàçùôîûœëï" for c in token.text.casefold())
    return unsure if score == 0 else "fr" if score > 0 else "en"
