"""Phrases to a shot: a left-to-right walk that keeps the subject, the verb and the pending preposition.

Knows nothing of how deeds are played or things are placed. Always holds: every phrase is looked at once.
"""

from __future__ import annotations

from .attach import attach, preposition, same_side
from .camera import is_camera, read_camera
from .casting import Mention
from .deeds import act, attributive, light_verb, make, read_verb
from .draft import RoleDraft
from .lookahead import list_ahead, verb_follows
from .objects import extend, take_object
from .phrases import NounPhrase, Phrase
from .reading import DIRECTIVES, Item
from .speech import greet, hear
from .walk import Walk


def read_phrases(walk: Walk, phrases: list[Phrase]) -> None:
    """Read all phrases of one shot into its draft."""
    at = 0
    while at < len(phrases):
        phrase = phrases[at]
        if is_camera(walk, phrases, at):
            at = read_camera(walk, phrases, at)
            continue
        if isinstance(phrase, NounPhrase):
            _noun(walk, phrase, phrases, at)
            for item in phrase.items:
                walk.report.silent(item.lexeme.start, item.lexeme.end, item.kind)
        else:
            walk.report.silent(phrase.lexeme.start, phrase.lexeme.end, phrase.kind)
            _item(walk, phrase, phrases, at)
        at += 1
    _flush_manner(walk)


def _item(walk: Walk, item: Item, phrases: list[Phrase], at: int) -> None:
    match item.kind:
        case "verb":
            read_verb(walk, item, phrases, at)
        case "prep":
            preposition(walk, item, phrases, at)
        case "punct" | "break":
            _stop(walk, item)
        case "conj":
            _conjunction(walk, item, phrases, at)
        case "rel":
            if walk.last_np:
                walk.subjects, walk.pending_subject = list(walk.last_np), True
                walk.slot = []
        case "aux":
            if item.value == "not":
                walk.negated = True
            if item.value == "be":
                walk.passive = True
        case "pron":
            _pronoun(walk, item, phrases, at)
        case "wear":
            walk.worn = walk.last_np[-1] if walk.last_np else walk.subjects[-1] if walk.subjects else None
            walk.understand(item)
        case "light_verb":
            walk.light = item
            walk.understand(item)
        case "manner" | "direction":
            _adverb(walk, item)
        case "quote":
            hear(walk, item)
        case "say_word":
            greet(walk, item)
        case "attribute":
            _loose_attribute(walk, item)
        case "participle":
            _loose_participle(walk, item)
        case "noun" | "count" | "det" | "filler" | "unknown" | "name":
            pass
        case _:
            if item.cat in DIRECTIVES or item.kind == "directive":
                walk.casting.apply_directive(item)
                walk.prep = None


def _stop(walk: Walk, item: Item) -> None:
    text = item.lexeme.text
    walk.prep = None
    if item.kind == "break" or text in ".;!?…":
        _flush_manner(walk)
        walk.slot, walk.pending_subject, walk.link = [], True, None
        walk.had_object, walk.worn, walk.static, walk.passive, walk.light = False, None, None, False, None
        walk.place_host = False
        walk.same_beat = False
        walk.dressed = None
        if item.kind == "break" or text in ".;":
            walk.inverted = None
    else:
        walk.link = walk.link if text == ":" else ","
        walk.static = None


def _conjunction(walk: Walk, item: Item, phrases: list[Phrase], at: int) -> None:
    walk.prep = None
    if item.value == "while":
        walk.same_beat = True
        walk.slot, walk.had_object = [], False
    elif item.value == "then":
        if walk.shot.actions:
            walk.beat += 1
            walk.same_beat = True
        walk.slot, walk.had_object = [], False
    walk.link = item.value


def _pronoun(walk: Walk, item: Item, phrases: list[Phrase], at: int) -> None:
    roles = [walk.casting.carry(r) for r in _antecedent(walk, item.value)]
    if item.value == "narrator":
        walk.understand(item)
    if not roles:
        return
    if walk.inverted is not None:
        walk.inverted.who, walk.inverted = roles[0], None
        return
    if walk.prep is not None:
        for role in roles:
            attach(walk, Mention(role=role), walk.prep.value)
        walk.prep = None
    elif walk.slot and not walk.had_object and not verb_follows(walk, phrases, at):
        for action in walk.slot:
            action.what = action.what or roles[0]
        walk.had_object = True
    else:
        walk.subjects, walk.pending_subject, walk.slot = roles, True, []
        walk.had_object = False
    walk.last_np = roles


def _antecedent(walk: Walk, value: str) -> list[RoleDraft]:
    cast = [*walk.casting.company, *walk.shot.cast]
    if value == "narrator":
        walk.subjects = []
        return []
    if value == "one_of":
        group = next((r for r in reversed(cast) if r.count > 1 and r.animate), None)
        living = [r for r in cast if r.animate]
        return [group] if group and group is cast[-1] else living[:1] or ([group] if group else cast[:1])
    if value == "other":
        others = [r for r in cast if r.animate and r not in walk.subjects]
        return others[:1] or cast[-1:]
    if value == "he":
        return next(([r] for r in cast if r.animate and r.kind not in ("woman", "girl", "old_woman")), cast[:1])
    if value == "she":
        return next(
            ([r] for r in cast if r.kind in ("woman", "girl", "old_woman")),
            next(([r] for r in cast if r.animate), []),
        )
    if value == "they":
        acting = walk.subjects if walk.slot else []
        living = [r for r in cast if r.animate and r not in acting]
        things = [r for r in cast if r.count > 1 and r not in acting]
        return (things[-1:] if acting and things else living) or cast
    if value == "it":
        if walk.slot:
            others = [r for r in cast if r not in walk.subjects]
            return ([r for r in others if not r.animate] or others)[-1:]
        return (walk.last_np or walk.subjects or cast)[-1:]
    return []


def _adverb(walk: Walk, item: Item) -> None:
    walk.understand(item)
    target = walk.manner if item.kind == "manner" else None
    if target is not None:
        for action in walk.slot:
            if item.value not in action.manner:
                action.manner.append(item.value)
        if not walk.slot:
            target.append(item.value)
    else:
        for action in walk.slot:
            action.direction = action.direction or item.value
        if not walk.slot:
            walk.direction = item.value


def _flush_manner(walk: Walk) -> None:
    if walk.manner and walk.shot.actions:
        for action in walk.shot.actions[-1:]:
            action.manner.extend(m for m in walk.manner if m not in action.manner)
    walk.manner, walk.direction = [], None


def _loose_attribute(walk: Walk, item: Item) -> None:
    """ "The sea is rough", "one is blue", "a cat, happy and tired": of the last one named."""
    role = (walk.last_np or walk.subjects)[-1:] if not walk.place_host else []
    if role and walk.casting.describe(role[0], item):
        walk.understand(item)
    elif item.cat == "colour" and walk.prep is not None and walk.subjects:
        walk.subjects[-1].colour = item.value
        walk.understand(item)
    elif item.cat in ("finish", "material", "size", "colour") and (walk.place_host or not walk.shot.cast):
        walk.shot.detail(item.value)
        walk.understand(item)
    elif item.cat == "finish" and item.value in ("fast", "slow") and walk.slot:
        walk.slot[-1].manner.append("quickly" if item.value == "fast" else "slowly")
        walk.understand(item)


def _loose_participle(walk: Walk, item: Item) -> None:
    if pose := item.sense.get("pose"):
        for role in walk.last_np[-1:]:
            role.pose = pose
        walk.understand(item)


def _noun(walk: Walk, phrase: NounPhrase, phrases: list[Phrase], at: int) -> None:
    if walk.prep is not None and walk.prep.value == "of" and not (walk.subjects or walk.last_np or walk.slot):
        walk.prep = None
    prep = walk.prep.value if walk.prep else None
    if walk.light is not None and phrase.reading("action_noun"):
        light_verb(walk, phrase)
        return
    if walk.light is not None and (thing := phrase.reading("thing")):
        make(walk, phrase, thing)
        return
    more = walk.link in ("and", ",") and walk.dressed is not None and prep is None
    mention = walk.casting.mention(phrase, prep=prep, worn=walk.worn is not None or more)
    if mention.verb is not None and prep is None and walk.slot == [] and walk.subjects and walk.link is None:
        act(walk, mention.verb, phrase.head)
        return
    if mention.garment is not None:
        near = (walk.last_np or walk.subjects)[-1:]
        wearer = (walk.dressed if more else None) or walk.worn or next(iter(near), None)
        if wearer is not None and prep != "without":
            wearer.wears.append(mention.garment)
        walk.dressed, walk.prep, walk.link = wearer, None, None
        return
    walk.worn = walk.dressed = None
    if mention.place is not None:
        walk.place_host = True
    if mention.role is not None:
        for item in phrase.attributes:
            if item.kind == "participle":
                attributive(walk, item, mention.role)
        if mention.role.concept == "sign":
            walk.sign = mention.role
    if prep is not None:
        attach(walk, mention, prep)
        if mention.role is not None:
            walk.last_np = (
                [mention.role]
                if prep in ("of", "with", "in", "on") and mention.role.animate
                else walk.last_np or [mention.role]
            )
        walk.prep = walk.prep if prep == "between" else None
        return
    _bare(walk, mention, phrases, at)


def _bare(walk: Walk, mention: Mention, phrases: list[Phrase], at: int) -> None:
    """A noun phrase without a preposition: subject, object, or one more of a list."""
    role = mention.role
    if walk.inverted is not None and role is not None:
        walk.inverted.who, walk.inverted = role, None
        walk.subjects, walk.last_np, walk.pending_subject, walk.link = [role], [role], False, None
        return
    joined = walk.link in ("and", ",")
    own_verb = verb_follows(walk, phrases, at)
    if (
        walk.slot
        and not walk.pending_subject
        and not walk.had_object
        and walk.link != ","
        and not (joined and own_verb)
    ):
        take_object(walk, mention)
        walk.link = None
        return
    if role is None:
        if mention.mark and not walk.slot:
            walk.subjects, walk.last_np = [], []
        walk.link = None
        return
    if joined and walk.had_object and not own_verb and walk.link == "and":
        extend(walk, role)
    elif (
        joined
        and walk.static is not None
        and not own_verb
        and walk.link == "and"
        and same_side(walk, role, phrases, at)
    ):
        hosts, kind = walk.static
        for host in hosts:
            if (
                kind == "between"
                and host.relations
                and host.relations[-1][0] == "between"
                and host.relations[-1][2] is None
            ):
                host.relations[-1] = ("between", host.relations[-1][1], role)
            else:
                host.relations.append((kind, role, None))
    elif joined and walk.pending_subject and walk.subjects and (walk.link == "and" or list_ahead(walk, phrases, at)):
        walk.subjects.append(role)
    else:
        walk.subjects = [role]
        walk.slot, walk.pending_subject, walk.had_object = [], True, False
        walk.place_host = False
    walk.last_np = [role]
    walk.link = None
