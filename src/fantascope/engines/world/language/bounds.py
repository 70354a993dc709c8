"""How much one take can hold: a very long prompt is staged as far as the stage goes, and the rest is reported.

Knows nothing of words. What is left refers only to what is left.
"""

from __future__ import annotations

from ..screenplay.schema import Action, Role, ShotPlan

MOST_ROLES = 24
MOST_MEMBERS = 90
MOST_ACTIONS = 48
MOST_LINES = 24


def bounded(shot: ShotPlan) -> tuple[ShotPlan, tuple[str, ...]]:
    """The shot with at most MOST_ROLES roles of MOST_MEMBERS members, MOST_ACTIONS actions and MOST_LINES lines; and
    the words of what did not fit."""
    cast: list[Role] = []
    left_out: list[str] = []
    members = 0
    for role in shot.cast:
        if len(cast) == MOST_ROLES or members == MOST_MEMBERS:
            left_out.append(role.label)
            continue
        count = min(role.count, MOST_MEMBERS - members)
        members += count
        if count < role.count:
            left_out.append(f"{role.count - count} {role.label}")
        cast.append(role if count == role.count else role.model_copy(update={"count": count}))
    gone = {role.id for role in shot.cast} - {role.id for role in cast}
    actions = [action for action in shot.actions if not gone & _named(action)]
    lines = [line for line in shot.lines if line.who not in gone]
    if not left_out and len(actions) <= MOST_ACTIONS and len(lines) <= MOST_LINES:
        return shot, ()
    left_out += [action.words for action in actions[MOST_ACTIONS:] if action.words]
    left_out += [line.text for line in lines[MOST_LINES:]]
    kept: dict[str, object] = {
        "cast": tuple(_without(role, gone) for role in cast),
        "actions": tuple(actions[:MOST_ACTIONS]),
        "lines": tuple(lines[:MOST_LINES]),
    }
    if shot.camera.subject in gone:
        kept["camera"] = shot.camera.model_copy(update={"subject": None})
    return shot.model_copy(update=kept), tuple(left_out)


def _named(action: Action) -> set[str | None]:
    return {action.who, action.what, action.instrument, action.source, action.goal, action.path}


def _without(role: Role, gone: set[str]) -> Role:
    relations = tuple(r for r in role.relations if r.to not in gone and r.also not in gone)
    return role if len(relations) == len(role.relations) else role.model_copy(update={"relations": relations})
