"""Language: a prompt in English or French to a Screenplay, and an account of what became of every word.

`read` reads a prompt, `revise` an instruction that changes a screenplay. A parser of our own over a lexicon: tokens →
phrases of the lexicon → one reading each → noun phrases → deeds → a draft → a Screenplay. Knows nothing of bodies or
pictures. Same prompt, same screenplay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from ....kernel.errors import InvalidInput
from ..screenplay.looks import Look
from ..screenplay.schema import Screenplay, ShotPlan, Understanding
from .bounds import bounded
from .casting import Casting
from .clauses import read_phrases
from .compose import Names, compose
from .detect import detect
from .draft import ShotDraft
from .edits import revise
from .edits.palettes import palette_said
from .implied import complete
from .matching import match
from .names import with_names
from .phrases import gather
from .reading import read_items
from .report import Report
from .shots import MOST_SHOTS, Cut, cuts, headless, leads, split_seconds, takes
from .tokens import Token, clean, tokenise
from .walk import Walk

__all__ = ["PROMPT_LIMIT", "read", "revise", "with_names"]

PROMPT_LIMIT = 32_000
"""Characters."""


def read(
    prompt: str,
    *,
    seconds: float = 8.0,
    seed: int = 0,
    look: str | None = None,
    language: str | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[Screenplay, Understanding]:
    """Read a prompt.

    Args:
        prompt: free text, at most PROMPT_LIMIT characters.
        seconds: length of the clip, shared out among its shots.
        seed: chooses what the prompt leaves open.
        look: overrides the look the prompt names; an unknown name is ignored.
        language: "en" or "fr"; detected when None or unknown.
        names: characters the prompt calls by name, name → id (see `with_names`).

    Raises:
        InvalidInput: `empty_prompt`, `prompt_too_long`, and with names what `with_names` raises.
    """
    if names:
        return with_names(prompt, names, seconds=seconds, seed=seed, look=look, language=language)
    text = clean(prompt)
    if not text:
        raise InvalidInput("empty_prompt", "The prompt is empty.", field="prompt")
    if len(prompt) > PROMPT_LIMIT:
        raise InvalidInput("prompt_too_long", f"The prompt has more than {PROMPT_LIMIT} characters.", field="prompt")
    tokens = tokenise(text)
    spoken = language if language in ("en", "fr") else detect(tokens)
    report = Report(tokens)
    drafts: list[ShotDraft] = []
    palette, said = palette_said(tokens, spoken)
    for cut in cuts(text, tokens):
        cut = replace(cut, spent=cut.spent | said)
        _read_cut(cut, tokens, spoken, report, drafts)
    taken = Names()
    for draft in drafts:
        draft.palette = list(palette)
    shots: list[ShotPlan] = []
    over: list[str] = []
    for draft, duration in zip(
        drafts, split_seconds(min(max(seconds, 0.1), 60.0), [d.duration_s for d in drafts]), strict=True
    ):
        before = shots[-1] if shots else None
        shot = compose(draft, taken, duration_s=duration, language=spoken, seed=seed, before=before)
        shot, too_much = bounded(shot)
        shots.append(shot)
        over.extend(too_much)
    wanted = look if look in get_args(Look) else next((d.look for d in drafts if d.look), "toy")
    screenplay = Screenplay.model_validate(
        {
            "title": _title(text),
            "prompt": text,
            "language": spoken,
            "seed": seed,
            "look": wanted,
            "shots": tuple(shots),
        }
    )
    said_of = report.result()
    return screenplay, said_of.model_copy(update={"unstaged": said_of.unstaged + tuple(over)}) if over else said_of


def _read_cut(cut: Cut, tokens: list[Token], language: str, report: Report, drafts: list[ShotDraft]) -> None:
    """Read one explicit take, which "then … in the kitchen" may cut further."""
    for i in cut.spent:
        report.understood(i, i + 1)
    kept = [i for i in range(cut.start, cut.end) if i not in cut.spent]
    lexemes = [
        replace(x, start=kept[x.start], end=kept[x.end - 1] + 1) for x in match([tokens[i] for i in kept], language)
    ]
    parts = takes(read_items(lexemes, language), MOST_SHOTS - len(drafts))
    for items in parts:
        shot = ShotDraft(duration_s=cut.duration_s / len(parts) if cut.duration_s else None)
        casting = Casting(shot, report, [r for d in drafts for r in d.cast], language == "fr")
        walk = Walk(shot, casting, report)
        phrases = gather(items, language)
        if drafts and headless(phrases):
            walk.subjects = [casting.carry(r) for r in leads(drafts[-1])]
        read_phrases(walk, phrases)
        for line in shot.lines:
            line.language = detect(tokenise(line.text), unsure=language)
        complete(shot)
        drafts.append(shot)


def _title(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else flat[:79].rsplit(" ", 1)[0] + "…"
