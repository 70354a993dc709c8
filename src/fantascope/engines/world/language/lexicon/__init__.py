"""The vocabulary, English and French, as plain tables beside this file.

`lexicon(language)` is loaded once, on first use. Knows nothing of grammar.
"""

from __future__ import annotations

from .entries import Lexicon, Sense, lexicon, word_class

__all__ = ["Lexicon", "Sense", "lexicon", "word_class"]
