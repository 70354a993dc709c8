"""What was heard, put into the takes: only what the draft sets.

Knows nothing of words. Deeds of someone already on stage come after what they do, or take its place.
"""

from __future__ import annotations

from typing import Any, Literal

from ...screenplay.schema import Action, CameraPlan, Garment, Line, Relation, Role, ShotPlan, SoundPlan
from ..compose import Names, make_action, make_role
from ..draft import LineDraft, RoleDraft, ShotDraft
from ..lexicon import word_class
from .company import Company
from .desk import Desk

Deeds = Literal["after", "instead", "last"]
"""New deeds come after those of the same doer, take their place, or come after everything."""

_PLAIN = ("colour", "material", "pattern", "size", "pose", "mood", "kind", "text", "count")
_PLACED = frozenset(
    {"on", "under", "in_front_of", "behind", "left_of", "right_of", "next_to", "between", "above", "inside", "at"}
    | {"around", "far_from", "along"}
)
_GAITS = frozenset(
    {"walk", "run", "crawl", "hop", "fly", "swim", "climb", "drive", "sail", "row", "ski", "skate", "roll", "slide"}
    | {"float", "go"}
)
_MISSABLE = word_class("missable")
_FEATURES = frozenset({"snowy", "moon", "wooden", "hoop"})
"""Details that need no place named beside them."""
_PACE = frozenset({"slowly", "quickly"})


def apply(desk: Desk, draft: ShotDraft, company: Company, *, deeds: Deeds = "after") -> None:
    """Set what `draft` says; `company` is the one it was heard in."""
    names = desk.names(company)
    if draft.look:
        desk.play = desk.play.model_copy(update={"look": draft.look})
    _misses(desk, draft)
    for role in draft.cast:
        _cast(desk, role, company, names, draft)
    desk.change(lambda shot: _setting(shot, draft, names, company))
    known = {id(r) for r in (*draft.cast, *company.drafts)}
    actions = [make_action(a, names, known) for a in draft.actions]
    lines = [_line(x, names, desk.language) for x in draft.lines]
    if actions:
        _act(desk, actions, deeds)
    if lines:
        _speak(desk, lines, deeds)


def _cast(desk: Desk, role: RoleDraft, company: Company, names: Names, draft: ShotDraft) -> None:
    known = {id(r) for r in (*draft.cast, *company.drafts)}
    name = company.id_of(role)
    made = make_role(role, names, known, desk.play.seed)
    if name is None:
        desk.add_role(made)
        desk.focus = made.id
        return
    origin = role.origin or role
    plain = {f: getattr(role, f) for f in _PLAIN if getattr(role, f) != getattr(origin, f)}
    clothes = made.wears if role.wears != origin.wears else ()

    def edit(old: Role) -> dict[str, Any]:
        fields = dict(plain)
        if clothes:
            fields["wears"] = dressed(old.wears, clothes[len(origin.wears) :])
        if made.relations:
            fields["relations"] = _related(old.relations, made.relations)
        return fields

    desk.change_role(name, edit)


def dressed(old: tuple[Garment, ...], new: tuple[Garment, ...]) -> tuple[Garment, ...]:
    """The clothes with new ones put on: a garment of the same name is the same one."""
    kept = [g for g in old if g.name not in {n.name for n in new}]
    return (*kept, *new)[:8]


def _related(old: tuple[Relation, ...], new: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """Someone put at another place leaves the old one."""
    moved = any(x.kind in _PLACED for x in new)
    kept = [x for x in old if x not in new and not (moved and x.kind in _PLACED)]
    return (*kept, *new)[:8]


def _setting(shot: ShotPlan, draft: ShotDraft, names: Names, company: Company) -> dict[str, Any]:
    out: dict[str, Any] = {n: v for n in ("time", "weather", "season") if (v := getattr(draft, n))}
    named = [p for p in draft.places if p.weight >= 2]
    features = {mark for mark, _ in draft.marks} | _FEATURES
    details = tuple(d for d in draft.details if named or d in features)
    if named:
        best = max(named, key=lambda p: (p.weight, not p.near))
        if best.name != shot.place.name:
            out["place"] = shot.place.model_copy(
                update={"name": best.name, "label": best.label[:80], "details": details[:16]}
            )
    if "place" not in out and set(details) - set(shot.place.details):
        every = tuple(dict.fromkeys([*shot.place.details, *details]))[:16]
        out["place"] = shot.place.model_copy(update={"details": every})
    camera: dict[str, Any] = {n: v for n in ("shot", "angle") if (v := getattr(draft, n))}
    if draft.moves:
        camera["moves"] = tuple(draft.moves)[:4]
    if draft.subject is not None:
        camera["subject"] = names.of(draft.subject)
    if camera:
        out["camera"] = CameraPlan.model_validate({**shot.camera.model_dump(), **camera})
    if draft.music or draft.sounds:
        heard = [s for s in draft.sounds if not (draft.music and s == "music")]
        wanted = tuple(dict.fromkeys([*shot.sound.wanted, *heard]))
        out["sound"] = SoundPlan(mood=draft.music or shot.sound.mood, wanted=wanted)
    if draft.lighting:
        out["lighting"] = tuple(dict.fromkeys([*shot.lighting, *draft.lighting]))
    if draft.palette:
        out["palette"] = tuple(draft.palette)[:6]
    if draft.speed != 1.0:
        out["speed"] = draft.speed
    return {n: v for n, v in out.items() if v != getattr(shot, n)}


def _act(desk: Desk, actions: list[Action], deeds: Deeds) -> None:
    """Each deed goes to the last take in scope that has its doer, or to the last of all."""
    by_shot: dict[int, list[Action]] = {}
    for action in actions:
        homes = [i for i in desk.scope if any(r.id == action.who for r in desk.shots[i].cast)]
        by_shot.setdefault((homes or desk.scope)[-1], []).append(action)
    for i, mine in by_shot.items():
        shot = desk.shots[i]
        done = list(shot.actions)
        fresh = [a for a in mine if not _same_deed(done, a)]
        done = _updated_deeds(done, mine)
        if deeds != "last":
            done, fresh = _other_gait(done, fresh)
        doers = {a.who for a in fresh}
        start = 0
        if deeds == "instead":
            theirs = [a for a in done if a.who in doers]
            start = min((a.beat for a in theirs), default=0)
            done = [a for a in done if a.who not in doers]
        elif deeds == "last" or any(a.who in doers for a in done):
            some = [a.beat for a in done if deeds == "last" or a.who in doers]
            start = max(some, default=-1) + 1
        first = min((a.beat for a in fresh), default=0)
        done += [a.model_copy(update={"beat": min(start + a.beat - first, 20)}) for a in fresh]
        desk.update(i, {"actions": tuple(done[:60])})
        if mine[-1].who:
            desk.focus = mine[-1].who


def _same_deed(done: list[Action], new: Action) -> bool:
    return any(a.who == new.who and a.verb == new.verb for a in done)


def _updated_deeds(done: list[Action], new: list[Action]) -> list[Action]:
    """A deed that is there already is done as now said."""
    out = list(done)
    for action in new:
        at = next((i for i, a in enumerate(out) if a.who == action.who and a.verb == action.verb), None)
        if at is None:
            continue
        said = {
            n: v for n in ("what", "instrument", "source", "goal", "path", "direction") if (v := getattr(action, n))
        }
        if action.manner:
            kept = [m for m in out[at].manner if not (m in _PACE and _PACE & set(action.manner))]
            said["manner"] = tuple(dict.fromkeys([*kept, *action.manner]))
        out[at] = out[at].model_copy(update=said)
    return out


def _other_gait(done: list[Action], new: list[Action]) -> tuple[list[Action], list[Action]]:
    """ "The dog walks" where it ran: the same way, at another gait."""
    done = list(done)
    rest: list[Action] = []
    for action in new:
        gaits = [i for i, a in enumerate(done) if a.who == action.who and a.verb in _GAITS]
        if action.verb not in _GAITS or len(gaits) != 1 or any(a.who == action.who for a in rest):
            rest.append(action)
            continue
        said = {n: v for n in ("goal", "path", "direction", "source") if (v := getattr(action, n))}
        manner = action.manner or tuple(m for m in done[gaits[0]].manner if m not in _PACE)
        done[gaits[0]] = done[gaits[0]].model_copy(
            update={"verb": action.verb, "words": action.words, "manner": manner, **said}
        )
    return done, rest


def _speak(desk: Desk, lines: list[Line], deeds: Deeds) -> None:
    for line in lines:
        homes = [i for i in desk.scope if line.who and any(r.id == line.who for r in desk.shots[i].cast)]
        i = (homes or desk.scope)[-1]
        shot = desk.shots[i]
        mine = [k for k, x in enumerate(shot.lines) if x.who == line.who]
        if mine and deeds != "last":
            at = mine[-1]
            fresh = line.model_copy(update={"beat": shot.lines[at].beat})
            said = (*shot.lines[:at], fresh, *shot.lines[at + 1 :])
        else:
            after = [a.beat for a in shot.actions] if deeds == "last" else []
            beat = max([*after, *(x.beat for x in shot.lines)], default=-1) + 1 if after or shot.lines else line.beat
            said = (*shot.lines, line.model_copy(update={"beat": min(beat, 20)}))
        desk.update(i, {"lines": said[:12]})


def _line(draft: LineDraft, names: Names, language: str) -> Line:
    return Line.model_validate(
        {
            "text": draft.text,
            "who": names.of(draft.who) if draft.who else None,
            "language": draft.language or language,
            "manner": draft.manner,
            "beat": min(draft.beat, 20),
        }
    )


def _misses(desk: Desk, draft: ShotDraft) -> None:
    """ "It misses": said of the last throw, kick or shot there is."""
    if not any(a.verb == "miss" for a in draft.actions):
        return
    draft.actions = [a for a in draft.actions if a.verb != "miss"]
    for i in reversed(desk.scope):
        shot = desk.shots[i]
        at = next((k for k in reversed(range(len(shot.actions))) if shot.actions[k].verb in _MISSABLE), None)
        if at is not None:
            action = shot.actions[at]
            missed = action.model_copy(update={"manner": tuple(dict.fromkeys([*action.manner, "misses"]))})
            actions = (*shot.actions[:at], missed, *shot.actions[at + 1 :])
            desk.update(i, {"actions": actions})
            return
