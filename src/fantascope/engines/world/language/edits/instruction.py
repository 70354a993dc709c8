"""The entry: an instruction changes a screenplay.

Knows nothing of files. Same screenplay and instruction, same revision. Always holds: the changes are exactly the
differences of the two screenplays.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .....kernel.errors import InvalidInput
from ...screenplay.diff import differences
from ...screenplay.revision import Revision
from ...screenplay.schema import Screenplay
from ..detect import detect
from ..report import Report
from ..tokens import Token, clean, tokenise
from .clauses import clauses
from .desk import Desk
from .operators import LINK
from .orders import Orders
from .rewrite import is_scene, rewritten
from .words import words_of

INSTRUCTION_LIMIT = 2000
"""Characters."""


def revise(screenplay: Screenplay, instruction: str) -> tuple[Screenplay, Revision]:
    """Edit a screenplay as told.

    Everything the instruction does not speak of stays equal: ids, order, seed, timing, fields. One of the cast who is
    replaced keeps its id. An instruction that is a scene of its own is read as a prompt; seed, look, length and the
    ids of those it has in common stay.

    Args:
        instruction: English or French, at most INSTRUCTION_LIMIT characters; several edits may be joined.

    Returns:
        The new screenplay and what changed. When nothing of the instruction is understood: the same screenplay, no
        changes, and its words as `unstaged`.

    Raises:
        InvalidInput: `empty_prompt`, `prompt_too_long`.
    """
    text = clean(instruction)
    if not text:
        raise InvalidInput("empty_prompt", "The instruction is empty.", field="prompt")
    if len(instruction) > INSTRUCTION_LIMIT:
        message = f"The instruction has more than {INSTRUCTION_LIMIT} characters."
        raise InvalidInput("prompt_too_long", message, field="prompt")
    tokens = tokenise(text)
    language = detect(tokens, unsure=screenplay.language)
    if is_scene(screenplay, tokens, language):
        after, told = rewritten(screenplay, text, language)
        return after, Revision(
            changes=differences(screenplay, after),
            understood=told.understood,
            approximated=told.approximated,
            unstaged=told.unstaged,
        )
    report = Report(tokens)
    tokens = [_positive(t) for t in tokens]
    for i, token in enumerate(tokens):
        if re.fullmatch(LINK, token.key or "-"):
            report.silent(i, i + 1, "filler")
    desk = Desk(screenplay, report, language)
    orders = Orders(desk)
    for clause in clauses(tokens):
        orders.carry_out(clause)
    after = desk.result()
    changes = differences(screenplay, after)
    if not changes:
        after = screenplay
        if not report.result().understood:
            return screenplay, Revision(unstaged=_words(tokens))
    told = report.result()
    return after, Revision(
        changes=changes, understood=told.understood, approximated=told.approximated, unstaged=told.unstaged
    )


def _positive(token: Token) -> Token:
    """ "Calmer" is looked up as "calm"."""
    return replace(token, key=positive) if (positive := words_of("positive").get(token.key)) else token


def _words(tokens: list[Token]) -> tuple[str, ...]:
    return tuple(t.text for t in tokens if t.kind not in ("punct", "break"))
