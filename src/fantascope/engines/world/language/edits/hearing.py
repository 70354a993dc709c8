"""Words of an order, read as a prompt is read, but in the company of those already on stage.

Knows nothing of what becomes of them. What is heard is a shot's draft in which only what was said is set: one of the
company comes as a copy whose `origin` is the one on stage, with whatever was said of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..clauses import read_phrases
from ..detect import detect
from ..draft import ActionDraft, PlaceDraft, RoleDraft, ShotDraft
from ..implied import complete
from ..lexicon import Sense, word_class
from ..matching import Lexeme, match
from ..phrases import gather
from ..reading import read_items
from ..report import Report
from ..shots import headless
from ..tokens import Token, tokenise
from ..walk import Walk
from .company import Company, Referring

Piece = Sequence[tuple[int, Token]]
"""Tokens of the instruction with their places; a token may be another than the one that stands there."""

_FEMALE = frozenset({"woman", "girl", "old_woman"})
_IT = frozenset({"it", "this", "that", "ca", "cela", "y", "itself"})
_HE = frozenset({"he", "him", "himself", "il", "lui"})
_SHE = frozenset({"she", "herself", "elle"})
_HIS, _HER = frozenset({"his", "son", "sa", "ses"}), frozenset({"her", "hers"})
_CONTENT = frozenset({"thing", "garment", "colour", "size", "verb", "place"})
_WARM = frozenset({"warm", "chaud", "chaude", "golden"})
_INSIDE = frozenset({"in", "inside", "into", "dans"})
_DOERS = word_class("needs_someone") | word_class("motion")


@dataclass(frozen=True, slots=True)
class Ear:
    """Whoever listens: the company, whom the instruction spoke of last, and the report of its words."""

    company: Company
    focus: RoleDraft | None
    report: Report
    language: str

    def hear(self, piece: Piece, *, refer: bool = False, told_to: bool = False, alone: bool = False) -> ShotDraft:
        """Read the piece.

        Args:
            refer: "a dog" may mean the dog on stage.
            told_to: a bare verb after its subject ("make the cat jump") is what the subject does.
            alone: nobody of the company is meant.
        """
        shot = ShotDraft()
        if not piece:
            return shot
        lexemes = self._lexemes(piece)
        if told_to:
            lexemes = _as_deeds(lexemes)
        words = {t.key for _, t in piece}
        if any(x.text == "she" for x in lexemes):
            words.add("she")
        company = [] if alone else self._by_pronoun(words)
        casting = Referring(shot, self.report, company, self.language == "fr", everything_known=refer and not alone)
        walk = Walk(shot, casting, self.report)
        phrases = gather(read_items(lexemes, self.language), self.language)
        meant = None if alone else self._meant(words)
        if meant is not None and (words & (_IT | _HE | _SHE) or headless(phrases)):
            walk.last_np = [casting.carry(meant)]
            if headless(phrases):
                walk.subjects = list(walk.last_np)
        read_phrases(walk, phrases)
        for line in shot.lines:
            line.language = detect(tokenise(line.text), unsure=self.language)
        if shot.lighting and words & _WARM and "golden" not in shot.lighting:
            shot.lighting.append("golden")
        if words & _INSIDE:
            _inhabit(shot)
        self._forget(shot, casting)
        _tidy(shot)
        if not alone:
            self._lend(shot, casting)
        complete(shot)
        return shot

    def _lexemes(self, piece: Piece) -> list[Lexeme]:
        places = [i for i, _ in piece]
        out: list[Lexeme] = []
        found = match([t for _, t in piece], self.language)
        sure = any(not x.corrected and x.cats() & _CONTENT for x in found)
        for lexeme in found if sure else (_unsure(x) for x in found):
            covered = places[lexeme.start : lexeme.end]
            out.append(_film_scene(replace(lexeme, start=min(covered), end=max(covered) + 1), out[-2:]))
        return [
            _object_her(_falling(x, out[max(at - 2, 0) : at + 2]), out[at + 1 : at + 2]) for at, x in enumerate(out)
        ]

    def _forget(self, shot: ShotDraft, casting: Referring) -> None:
        """Nothing is said of those who are not there."""
        gone = [role for role, _ in casting.missing]
        shot.cast = [r for r in shot.cast if not any(r is g for g in gone)]
        shot.actions = [a for a in shot.actions if not any(g in (a.who, a.what) for g in gone)]
        for role in shot.cast:
            role.relations = [x for x in role.relations if not any(g in x[1:] for g in gone)]
        for _, phrase in casting.missing:
            for item in phrase.items:
                if item.kind in ("noun", "attribute"):
                    self.report.unstaged(item.lexeme.start, item.lexeme.end)

    def _lend(self, shot: ShotDraft, casting: Referring) -> None:
        """What falls as weather is no deed; a deed without a doer is done by the one spoken of; whoever shoots without
        a ball takes the one on stage."""
        if shot.weather:
            shot.actions = [a for a in shot.actions if a.what is not None or a.verb not in ("fall", "pour", "blow")]
        meant = self.focus or next((r for r in self.company.drafts if r.animate), None)
        for action in shot.actions:
            if action.who is None and action.verb in _DOERS and meant is not None:
                action.who = casting.carry(meant)
        if any(a.verb in ("shoot", "kick", "throw") for a in shot.actions):
            ball = next((r for r in self.company.drafts if r.family == "ball"), None)
            if ball is not None and not any(r.family == "ball" for r in shot.cast):
                casting.carry(ball)

    def _meant(self, words: set[str]) -> RoleDraft | None:
        """Whom "it", "he" or "she" is."""
        everyone = self.company.drafts
        if words & (_SHE | _HER):
            women = [r for r in everyone if r.kind in _FEMALE]
            return self._focus_of(women) or self._focus_of([r for r in everyone if r.animate])
        if words & (_HE | _HIS):
            people = [r for r in everyone if r.family == "person" and r.kind not in _FEMALE]
            men = people or [r for r in everyone if r.animate and r.kind not in _FEMALE]
            return self._focus_of(men) or self._focus_of([r for r in everyone if r.animate])
        if words & _IT:
            return self._focus_of([r for r in everyone if r.family != "person"]) or self._focus_of(list(everyone))
        return self._focus_of(list(everyone))

    def _focus_of(self, some: list[RoleDraft]) -> RoleDraft | None:
        if self.focus is not None and any(r is self.focus for r in some):
            return self.focus
        return some[0] if some else None

    def _by_pronoun(self, words: set[str]) -> list[RoleDraft]:
        """The company with the one a pronoun means in front."""
        meant = self._meant(words)
        rest = [r for r in self.company.drafts if r is not meant]
        return ([meant] if meant else []) + rest[::-1]


def _tidy(shot: ShotDraft) -> None:
    """Verbs that only carry what was said: "looks scared", "a vintage look", "play music", "looks at the camera"."""
    for role in [r for r in shot.cast if r.origin is None and r.concept.endswith("camera")]:
        if any(a.verb == "look" and role in (a.what, a.goal) for a in shot.actions):
            shot.cast.remove(role)
            for action in shot.actions:
                action.what = None if action.what is role else action.what
                action.goal = None if action.goal is role else action.goal

    def idle(action: ActionDraft) -> bool:
        if action.what is not None or action.goal is not None or action.instrument is not None:
            return False
        felt = isinstance(action.who, RoleDraft) and action.who.origin and action.who.mood != action.who.origin.mood
        return (action.verb == "look" and bool(shot.look or felt)) or (
            action.verb == "play" and bool(shot.music or shot.sounds)
        )

    shot.actions = [a for a in shot.actions if not idle(a)]


def _unsure(lexeme: Lexeme) -> Lexeme:
    """A misspelt word with nothing known beside it is no deed."""
    if not lexeme.corrected:
        return lexeme
    return replace(lexeme, senses=tuple(s for s in lexeme.senses if s.cat not in ("verb", "action_noun")))


def _film_scene(lexeme: Lexeme, before: list[Lexeme]) -> Lexeme:
    """ "The scene" is the film's, not a stage, save for French "sur la scène"."""
    on_stage = any(x.text.casefold() in ("sur", "on", "une") for x in before)
    if lexeme.text.casefold() not in ("scene", "scenes", "scène", "scènes") or on_stage:
        return lexeme
    return replace(lexeme, senses=(Sense("filler", "scene"),))


def _inhabit(shot: ShotDraft) -> None:
    """ "In a castle" with nobody to be in it: the scene is."""
    for role in list(shot.cast):
        if role.origin is None and role.home == role.concept and not any(r.relations for r in shot.cast):
            shot.cast.remove(role)
            shot.places.append(PlaceDraft(role.home, role.label, 3))


def _falling(lexeme: Lexeme, near: list[Lexeme]) -> Lexeme:
    """Snow one stands under, or wants some of, is weather; snow one stands in is a place."""
    weather = {"neige": "snow", "snow": "snow", "soleil": "clear", "sun": "clear"}.get(lexeme.text.casefold())
    words = {x.text.casefold() for x in near}
    if weather is None or not words & {"sous", "de", "tomber", "du", "under", "with", "some"}:
        return lexeme
    return replace(lexeme, senses=(Sense("weather", weather),))


def _object_her(lexeme: Lexeme, following: list[Lexeme]) -> Lexeme:
    """ "Make her jump", "give her a hat": not the owner of what follows."""
    if lexeme.text.casefold() != "her" or lexeme.kind != "word":
        return lexeme
    cats = following[0].cats() if following else frozenset({"verb"})
    if cats & {"thing", "garment", "part", "place"} or not cats & {"verb", "colour", "size", "mood", "det", "wear"}:
        return lexeme
    return replace(lexeme, text="she", senses=(Sense("pron", "she"),))


def _as_deeds(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Without the noun of words that are a verb's base form too: "jump", "dance", "smile"."""
    out = []
    for at, lexeme in enumerate(lexemes):
        verb = any(s.cat == "verb" and s.form in ("base", "s") for s in lexeme.senses)
        after_article = at > 0 and lexemes[at - 1].cats() & {"det", "light_verb", "count"}
        if verb and at > 0 and not after_article and "thing" not in lexeme.cats():
            kept = tuple(s for s in lexeme.senses if s.cat not in ("action_noun", "part", "group"))
            lexeme = replace(lexeme, senses=tuple(replace(s, form="s") if s.cat == "verb" else s for s in kept))
        out.append(lexeme)
    return out
