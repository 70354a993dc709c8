"""Prepositions: a deed's goal, source or path, or a relation in which things stand.

Knows nothing of geometry.
"""

from __future__ import annotations

from .casting import Mention
from .draft import ActionDraft, RoleDraft, Target
from .lexicon import word_class
from .objects import give_object
from .phrases import Phrase
from .reading import Item
from .walk import Walk

_STATIC = {
    "on": "on",
    "under": "under",
    "in_front_of": "in_front_of",
    "behind": "behind",
    "left_of": "left_of",
    "right_of": "right_of",
    "next_to": "next_to",
    "between": "between",
    "above": "above",
    "around": "around",
    "facing": "facing",
    "far_from": "far_from",
    "along": "along",
    "by": "next_to",
    "in": "inside",
    "at": "at",
    "a": "at",
    "en": "inside",
}
_MOTION = word_class("motion")
_TRANSFER = word_class("transfer")
_SEATS = word_class("seats")


def preposition(walk: Walk, item: Item, phrases: list[Phrase], at: int) -> None:
    code = item.value
    nearby = next((p for p in phrases[at + 1 : at + 2]), None)
    if isinstance(nearby, Item) and nearby.kind == "verb":
        walk.same_beat = code in ("en", "while", "for") or nearby.sense.form == "ing"
        return
    walk.prep = item
    if (code in _STATIC and code not in ("in", "at", "a", "en")) or code in ("up", "down", "through"):
        walk.understand(item)


def attach(walk: Walk, mention: Mention, prep: str) -> None:
    target: Target | None = mention.role or mention.mark
    if mention.place is not None:
        return
    if target is None:
        return
    if prep in ("with", "without"):
        _with(walk, mention, prep)
        return
    if walk.slot and _directional(walk, prep, target):
        return
    if prep == "of":
        return
    kind = _STATIC.get(prep)
    if kind is None:
        return
    hosts = _hosts(walk, mention)
    if walk.static and kind == "between":
        return
    for host in hosts:
        if host is not target:
            host.relations.append((_settled(kind, host, target), target, None))
    walk.static = (hosts, kind)
    walk.side = target


def _settled(kind: str, host: RoleDraft, target: Target) -> str:
    """ "In a car" and "on a horse" are riding, "in an armchair" is on it."""
    if not isinstance(target, RoleDraft):
        return kind
    ridden = target.family in ("vehicle", "boat", "air") or target.concept == "horse"
    if host.animate and ridden and kind in ("inside", "on", "at") and target.concept not in ("train", "emoji:skis"):
        return "riding"
    if kind == "inside" and (target.concept in _SEATS or target.family == "plant"):
        return "on"
    return kind


def same_side(walk: Walk, role: RoleDraft, phrases: list[Phrase], at: int) -> bool:
    """After "next to a lamp and …": one more partner of the relation, not a new subject with its own place."""
    following = phrases[at + 1] if at + 1 < len(phrases) else None
    if isinstance(following, Item) and following.kind == "prep" and following.value != "of":
        return False
    kind = walk.static[1] if walk.static else ""
    return kind == "between" or (isinstance(walk.side, RoleDraft) and walk.side.animate == role.animate)


def _hosts(walk: Walk, mention: Mention) -> list[RoleDraft]:
    if walk.slot and walk.had_object and walk.slot[-1].verb in ("look", "carry", "put", "throw", "stack", "catch"):
        hosts = [a.what for a in walk.slot[-1:] if isinstance(a.what, RoleDraft)]
        if hosts:
            return hosts
    hosts = [r for r in walk.subjects if r is not mention.role]
    return hosts or [r for r in walk.last_np if r is not mention.role]


def _directional(walk: Walk, prep: str, target: Target) -> bool:
    """Put the target in the deed's goal, source or path; False when it is a place to be at."""
    done = False
    for action in walk.slot:
        moving, giving = action.verb in _MOTION or action.verb in ("chase", "follow"), action.verb in _TRANSFER
        if prep == "by":
            if walk.passive and isinstance(target, RoleDraft):
                action.who, done = target, True
            elif walk.casting.french and moving:
                action.path, done = target, True
            continue
        if prep in ("to", "into") or (prep == "a" and (moving or giving)):
            action.goal, done = action.goal or target, True
        elif (
            prep == "on"
            and (moving or giving)
            and action.verb in ("jump", "land", "fall", "put", "climb", "throw", "drop", "pour", "hop")
        ) or (
            prep in ("in", "dans")
            and (action.verb in ("jump", "fall", "put", "splash", "throw", "drop", "pour") or (action.verb == "shoot"))
        ):
            action.goal, done = target, True
        elif prep == "from" and (
            moving or giving or action.verb in ("appear", "take", "catch", "disappear", "drink", "eat")
        ):
            if action.verb in ("drink", "eat"):
                action.what = target
            else:
                action.source = target
            done = True
        elif prep in ("through", "along", "down", "up", "around") and (
            moving or giving or action.verb in ("dance", "orbit", "spin")
        ):
            action.path, done = target, True
            action.direction = action.direction or {"down": "down", "up": "up", "around": "around"}.get(prep)
        elif prep == "under" and moving and action.goal is None:
            action.path, done = target, True
        elif (
            prep == "on"
            and moving
            and isinstance(target, RoleDraft)
            and target.family in ("building", "nature", "furniture", "toy")
        ):
            action.path = action.path or target
        elif moving and isinstance(target, str) and prep in ("on", "in") and target not in ("set:sky", "set:horizon"):
            action.path, done = target, True
        elif prep == "a" and isinstance(target, RoleDraft) and target.animate:
            action.goal, done = action.goal or target, True
        elif prep in ("of", "a") and action.object_slot == "instrument":
            give_object(walk, action, target)
            done = True
        elif (
            prep == "at" and action.verb in ("look", "point", "shout", "wave", "throw", "bark", "laugh", "shoot")
        ) or (action.verb == "collide" and prep in ("at", "a", "on", "in")):
            action.goal, done = target, True
    return done


def _with(walk: Walk, mention: Mention, prep: str) -> None:
    role = mention.role
    if prep == "without":
        if role is not None and role in walk.shot.cast:
            walk.shot.cast.remove(role)
        return
    if role is None:
        return
    if walk.place_host and not walk.subjects:
        return
    if walk.slot:
        action = walk.slot[-1]
        if role.animate:
            if action.verb in ("collide", "talk", "dance", "play", "walk", "run", "fly", "swim", "hug", "sing"):
                for verb in walk.slot[:1]:
                    if verb.verb == "collide":
                        verb.what = role
                    else:
                        walk.shot.actions.append(
                            ActionDraft(verb.verb, verb.words, role, beat=verb.beat, sustained=verb.sustained)
                        )
            else:
                action.what = action.what or role
        elif action.verb == "collide":
            action.what = role
        elif action.object_slot == "instrument" or action.verb == "juggle":
            give_object(walk, action, role)
        elif action.verb in ("walk", "run", "stand", "sit", "fly", "dance", "go") and action.who is not None:
            action.who.relations.append(("holding", role, None))
        else:
            action.instrument = role
        return
    for host in walk.subjects[-1:] or walk.last_np[-1:]:
        if host is role:
            continue
        if host.animate and not role.animate and role.family not in ("plant", "building", "nature", "furniture"):
            host.relations.append(("holding", role, None))
        else:
            role.relations.append(("next_to", host, None))
