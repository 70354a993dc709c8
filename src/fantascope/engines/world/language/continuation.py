"""A prompt read as what happens next: one more shot that goes on from where a screenplay ends.

Knows nothing of motion. The shots that are there stay as they are. Words mean those who are on stage where they can
("the dog", "he", "le chien"); a new being arrives; an hour or a weather eases in; another place cannot be gone to, and
is reported. When nothing is understood the scene simply goes on.
"""

from __future__ import annotations

import re
from typing import Any

from ....kernel.errors import InvalidInput
from ..screenplay.schema import Action, CameraPlan, Line, Move, Role, Screenplay, ShotPlan, Understanding
from .compose import Names, make_action, make_role
from .detect import detect
from .draft import RoleDraft, ShotDraft
from .edits.company import Company, company_of
from .edits.hearing import Ear
from .report import Report
from .tokens import Token, clean, fold, tokenise

PROMPT_LIMIT = 32_000
MOST_SHOTS = 24
LONGEST_S = 60.0
"""Of one shot."""

_STEADY: tuple[Move, ...] = ("tracking", "handheld", "shake")
"""Camera moves that have no end, and so go on."""
_LINKS = frozenset(
    re.findall(
        r"\w+",
        "then next now suddenly afterwards later finally after that and meanwhile soon "
        "puis ensuite alors soudain soudainement maintenant enfin apres quoi et tout a coup bientot",
    )
)
_ONGOING = re.compile(
    r"\b(continues?|continuent|continuer|keeps?|keep on|goes on|go on|carry on|carries on|still|same|encore|toujours|"
    r"poursuit|poursuivent|pareil)\b"
)
_RAIN = r"(?:rain|snow|storm|pluie|neige|orage|tempete)"
_BEGINS = r"(?:il )?(?:se (?:re)?met|(?:re)?commence|va)(?: soudain)?(?: [aà])?"
_TURNS = (
    ("weather", "clear", rf"(?:the |la |l |le )?{_RAIN} (?:stops|ends|is over|cesse|s (?:arrete|est arretee?))"),
    ("weather", "clear", r"(?:it )?stops? (?:raining|snowing)|(?:il )?(?:arrete|cesse) de (?:pleuvoir|neiger)"),
    ("weather", "clear", r"(?:the sky|it) clears(?: up)?|le ciel se (?:degage|decouvre)|le soleil revient"),
    ("weather", "snow", rf"{_BEGINS} neiger"),
    ("weather", "rain", rf"{_BEGINS} pleuvoir"),
    ("weather", "storm", r"(?:a |the |une? |la |l )?(?:storm|tempete|orage) (?:breaks(?: out)?|eclate|se leve)"),
    ("weather", "wind", r"le vent se leve|the wind (?:rises|picks up)"),
    ("weather", "fog", r"(?:le |un )?brouillard (?:tombe|se leve|arrive)|(?:the )?fog (?:rolls in|comes in|falls)"),
    ("time", "night", r"la nuit (?:tombe|arrive)|night (?:falls|comes)|it (?:gets|grows) dark"),
    ("time", "sunset", r"le soleil se couche|the sun (?:sets|goes down)"),
    ("time", "dawn", r"le soleil se leve|le jour se leve|the sun (?:rises|comes up)"),
)
"""Words of an hour or a weather that turns, on the folded text."""
_ENDLESS = frozenset(
    {"run", "walk", "chase", "follow", "fly", "swim", "sail", "drive", "ride", "dance", "play", "juggle", "float"}
)
"""Verbs that have no end of their own."""
_MOST_ROLES = 40


def continue_screenplay(screenplay: Screenplay, prompt: str, seconds: float) -> tuple[Screenplay, Understanding]:
    """The screenplay with one more shot, `seconds` long (0.1 to 60), in which what the prompt says happens.

    Raises:
        InvalidInput: `empty_prompt`, `prompt_too_long`, `too_many_shots`.
    """
    text = clean(prompt)
    if not text:
        raise InvalidInput("empty_prompt", "The prompt is empty.", field="prompt")
    if len(prompt) > PROMPT_LIMIT:
        raise InvalidInput("prompt_too_long", f"The prompt has more than {PROMPT_LIMIT} characters.", field="prompt")
    if len(screenplay.shots) >= MOST_SHOTS:
        raise InvalidInput("too_many_shots", f"A screenplay has at most {MOST_SHOTS} shots.", field="prompt")
    last = screenplay.shots[-1]
    tokens = tokenise(text)
    language = detect(tokens, unsure=screenplay.language)
    report = Report(tokens)
    company = company_of([last])
    turns, spent = _turns(tokens, report)
    heard = [(i, token) for i, token in enumerate(tokens) if i not in spent]
    draft = Ear(company, _focus(last, company), report, language).hear(heard)
    draft.weather, draft.time = turns.get("weather", draft.weather), turns.get("time", draft.time)
    for i, token in enumerate(tokens):
        if token.key in _LINKS and report.is_open(i):
            report.understood(i, i + 1)
    _elsewhere(draft, last, tokens, report)
    _off_stage(draft)
    _it(draft, tokens)
    shot = _shot(screenplay, draft, company, language, min(max(seconds, 0.1), LONGEST_S))
    if not shot.actions and not shot.lines and (found := _ONGOING.search(fold(text))):
        shot = shot.model_copy(update={"actions": _going_on(last)})
        _understood(found.group(), tokens, report)
    shots = (*screenplay.shots, ShotPlan.model_validate(shot.model_dump()))
    grown = {"shots": shots, "prompt": f"{screenplay.prompt}\n{text}".strip()}
    return screenplay.model_copy(update=grown), report.result()


def _focus(last: ShotPlan, company: Company) -> RoleDraft | None:
    """Whom the shot before was about at its end: who did or said something last."""
    doers = sorted([(a.beat, a.who) for a in last.actions if a.who] + [(x.beat, x.who) for x in last.lines if x.who])
    wanted = doers[-1][1] if doers else last.camera.subject
    by_id = {company.ids[id(d)]: d for d in company.drafts}
    return by_id.get(wanted or "") or next((d for d in company.drafts if d.animate), None)


def _elsewhere(draft: ShotDraft, last: ShotPlan, tokens: list[Token], report: Report) -> None:
    """A place other than the one we are in is told of as left out."""
    for place in draft.places:
        if place.weight >= 2 and place.name != last.place.name:
            words = {fold(w) for w in place.label.split()}
            for i, token in enumerate(tokens):
                if token.key in words or fold(token.text) in words:
                    report.unstaged(i, i + 1)


def _turns(tokens: list[Token], report: Report) -> tuple[dict[str, str], set[int]]:
    """The hour and the weather that come with words of turning ("il se met à neiger"), and those words' places."""
    keys = [fold(t.text).strip("'’") for t in tokens]
    said = " ".join(keys)
    found: dict[str, str] = {}
    spent: set[int] = set()
    for field, value, pattern in _TURNS:
        match = re.search(rf"(?<!\S)(?:{pattern})(?!\S)", said)
        if match is None or field in found:
            continue
        first = said[: match.start()].count(" ")
        last = first + len(match.group().split())
        if not spent & set(range(first, last)):
            found[field] = value
            spent |= set(range(first, last))
            report.understood(first, last)
    return found, spent


def _off_stage(draft: ShotDraft) -> None:
    """The camera one waves at is the one that films."""
    seen = [r for r in draft.cast if r.origin is None and r.concept == "camera"]
    for role in seen:
        draft.cast.remove(role)
        for action in draft.actions:
            action.what = None if action.what is role else action.what
            action.goal = None if action.goal is role else action.goal


def _it(draft: ShotDraft, tokens: list[Token]) -> None:
    """Whoever has just arrived is meant by a pronoun rather than one of the company whom no word names."""
    said = {fold(t.text) for t in tokens}
    arrived = [r for r in draft.cast if r.origin is None and r.animate]
    if not arrived:
        return
    for action in draft.actions:
        whom = action.what
        if isinstance(whom, RoleDraft) and whom.origin is not None and action.who is not arrived[-1]:
            named = {fold(w) for w in (*whom.label.split(), whom.concept)} & said
            if not named and whom is not action.who:
                action.what = arrived[-1]


def _shot(screenplay: Screenplay, draft: ShotDraft, company: Company, language: str, seconds: float) -> ShotPlan:
    last = screenplay.shots[-1]
    names = Names()
    for d in company.drafts:
        names.keep(d, company.ids[id(d)])
    for role in {r.id: r for s in screenplay.shots for r in s.cast}.values():
        if role.id not in company.ids.values():
            names.keep(RoleDraft(role.concept, role.label), role.id)
    for action in draft.actions:
        for target in (action.who, action.what, action.instrument, action.source, action.goal, action.path):
            if isinstance(target, RoleDraft) and target not in draft.cast:
                draft.cast.append(target)
    known = {id(r) for r in (*draft.cast, *company.drafts)}
    cast = _cast(last, draft, company, names, known, screenplay.seed)
    ids = {r.id for r in cast}
    camera: dict[str, Any] = {"moves": tuple(m for m in last.camera.moves if m in _STEADY)}
    if draft.moves:
        camera["moves"] = tuple(draft.moves)[:4]
    if draft.shot:
        camera["shot"] = draft.shot
    if draft.angle:
        camera["angle"] = draft.angle
    subject = names.of(draft.subject) if draft.subject is not None and id(draft.subject) in known else None
    actions = tuple(make_action(a, names, known) for a in draft.actions[:60])
    camera["subject"] = subject if subject in ids else None
    return ShotPlan.model_validate(
        {
            "duration_s": seconds,
            "place": last.place,
            "time": draft.time or last.time,
            "weather": draft.weather or last.weather,
            "season": last.season,
            "cast": cast,
            "actions": tuple(a for a in actions if a.who is None or a.who in ids),
            "lines": tuple(_lines(draft, names, known, language)),
            "camera": CameraPlan.model_validate({**last.camera.model_dump(), **camera}),
            "sound": last.sound,
            "lighting": last.lighting,
            "speed": last.speed if draft.speed == 1.0 else draft.speed,
            "continues": True,
        }
    )


def _cast(
    last: ShotPlan, draft: ShotDraft, company: Company, names: Names, known: set[int], seed: int
) -> tuple[Role, ...]:
    """Those who are there, in the mood and with the partners they now have, then those who arrive."""
    cast = {r.id: r for r in last.cast}
    for d in draft.cast:
        told = make_role(d, names, known, seed)
        old = cast.get(told.id)
        if old is None:
            if len(cast) < _MOST_ROLES:
                cast[told.id] = told
            continue
        before = make_role(d.origin, names, known, seed) if d.origin is not None else told
        changes = {n: getattr(told, n) for n in ("mood", "pose") if getattr(told, n) != getattr(before, n)}
        new = tuple(r for r in told.relations if r not in old.relations)
        cast[told.id] = old.model_copy(update={**changes, "relations": (*old.relations, *new)[-8:]})
    return tuple(cast.values())


def _lines(draft: ShotDraft, names: Names, known: set[int], language: str) -> list[Line]:
    return [
        Line.model_validate(
            {
                "text": line.text,
                "who": names.of(line.who) if line.who is not None and id(line.who) in known else None,
                "language": line.language or language,
                "manner": line.manner,
                "beat": min(line.beat, 20),
            }
        )
        for line in draft.lines[:12]
    ]


def _going_on(last: ShotPlan) -> tuple[Action, ...]:
    """What was being done at the end and has no end of its own, done on."""
    final = max((a.beat for a in last.actions), default=0)
    return tuple(a.model_copy(update={"beat": 0}) for a in last.actions if a.beat == final and a.verb in _ENDLESS)


def _understood(words: str, tokens: list[Token], report: Report) -> None:
    for i, token in enumerate(tokens):
        if token.key in words.split() and report.is_open(i):
            report.understood(i, i + 1)
