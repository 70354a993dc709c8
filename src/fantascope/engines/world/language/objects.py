"""What a deed is done to: a noun phrase without preposition put where the verb wants it.

Knows nothing of placement.
"""

from __future__ import annotations

from .casting import Mention
from .draft import ActionDraft, RoleDraft, Target
from .lexicon import word_class
from .walk import Walk

_MOTION = word_class("motion")


def take_object(walk: Walk, mention: Mention) -> None:
    target: Target | None = mention.role or mention.mark
    if mention.place is not None:
        return
    if mention.verb is not None or mention.part:
        walk.had_object = True
        return
    if target is None:
        return
    for action in list(walk.slot):
        give_object(walk, action, target)
    walk.had_object = True
    if mention.role is not None:
        walk.last_np = [mention.role]


def give_object(walk: Walk, action: ActionDraft, target: Target) -> None:
    role = target if isinstance(target, RoleDraft) else None
    if action.who is None and role is not None and action.what is not None:
        action.who = role
    elif action.object_slot == "path" or (isinstance(target, str) and action.verb in _MOTION):
        action.path = target
        if action.verb in ("climb",):
            action.direction = action.direction or "up"
    elif action.object_slot == "instrument":
        if role is not None and role.family == "ball":
            action.verb, action.what = "kick" if role.kind in (None, "football") else "bounce", role
        else:
            action.instrument = target
    elif action.verb in ("ride", "drive") and role is not None and action.who is not None:
        action.what = role
        action.who.relations.append(("riding", role, None))
    elif action.verb == "stack" and role is not None and role.family == "food":
        action.verb, action.what = "cook", role
    elif action.verb in _MOTION and role is not None and action.verb not in ("roll", "slide", "fly", "bounce", "spin"):
        action.path = action.path or role
    else:
        action.what = target
        if action.verb == "carry" and action.who is not None and role is not None:
            action.who.relations.append(("holding", role, None))


def extend(walk: Walk, role: RoleDraft) -> None:
    """One more object: a deed of its own in the same beat."""
    for action in walk.slot:
        walk.shot.actions.append(
            ActionDraft(
                action.verb,
                action.words,
                action.who,
                what=role,
                beat=action.beat,
                sustained=action.sustained,
                manner=list(action.manner),
            )
        )
        break
