"""Which of our two languages a text is in, by its grammar words and letters.

Knows nothing of meaning. Unknown scripts are English.
"""

from __future__ import annotations

from .lexicon import lexicon
from .tokens import Token

_FRENCH_ONLY = frozenset(
    "le les une des du dans et est avec sur sous qui il elle ils elles un la l' d' au aux pas plus ne se son ses "
    "sa en pour par vers puis très tres c' qu' j' n' s' ce cette ces dit deux trois mais ou où chez leur".split()
)
_ENGLISH_ONLY = frozenset(
    "the a an and of in on at with is are to his her its by from that this it two three while over into through as "
    "be for their under up down off out".split()
)


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
