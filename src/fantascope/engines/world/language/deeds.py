"""Verbs to deeds: who does it, when, and what motion it is.

Knows nothing of how deeds are played. Beats: deeds of one subject follow one another unless one is sustained (walking,
sitting, singing …); deeds of different subjects are simultaneous unless one answers the other.
"""

from __future__ import annotations

from .draft import ActionDraft, RoleDraft
from .lexicon import Sense, word_class
from .lookahead import by_follows, wears_next
from .phrases import NounPhrase, Phrase
from .reading import Item
from .speech import answer_line
from .walk import Walk

_POSTURE = word_class("posture")
_INSTRUMENTS = word_class("instruments")
_MISSABLE = word_class("missable")
_GO = {
    "vehicle": "drive",
    "boat": "sail",
    "air": "fly",
    "fish": "swim",
    "ball": "roll",
    "bird": "walk",
    "insect": "crawl",
    "person": "walk",
    "animal": "walk",
}


def read_verb(walk: Walk, item: Item, phrases: list[Phrase], at: int) -> None:
    if _is_reading_on_sign(walk, item):
        return
    sense = item.sense
    if sense.value == "carry" and wears_next(walk, phrases, at):
        walk.worn = next(iter((walk.subjects or walk.last_np)[-1:]), None)
        walk.understand(item)
        return
    if sense.value == "stack" and sense.form == "past" and walk.last_np and not walk.slot:
        walk.last_np[-1].arrangement = "stack"
        walk.understand(item)
        return
    passive = walk.passive and sense.form == "past" and by_follows(walk, phrases, at)
    act(walk, sense, item, passive=passive)


def act(walk: Walk, sense: Sense, item: Item, *, passive: bool = False, verb_words: str = "") -> None:
    words = verb_words or item.lexeme.text
    walk.understand(item)
    if walk.negated:
        walk.negated = False
        return
    subjects = list(walk.subjects)
    if (
        sense.value == "miss"
        and walk.shot.actions
        and walk.shot.actions[-1].verb in _MISSABLE
        and (not subjects or subjects == [a.who for a in _last_group(walk)])
    ):
        for action in _last_group(walk):
            action.manner.append("misses")
        walk.pending_subject = False
        return
    if sense.get("say") and walk.open_line is not None:
        answer_line(walk, sense, subjects)
        return
    beat = _beat_for(walk, sense, subjects)
    group: list[ActionDraft] = []
    doers: list[RoleDraft | None] = [*subjects] or [None]
    for who in doers:
        verb = _canonical(walk, sense, who)
        action = ActionDraft(
            verb,
            words[:80],
            who,
            beat=beat,
            sustained=sense.get("hold") == "1",
            object_slot=sense.get("obj") or "what",
            say=sense.get("say"),
        )
        action.direction = sense.get("direction") or walk.direction
        action.manner = [m for m in (sense.get("manner"),) if m] + walk.manner
        if (pose := sense.get("pose")) and who is not None:
            who.pose = pose
        if passive:
            action.what, action.who = who, None
        group.append(action)
    walk.manner, walk.direction = [], None
    walk.shot.actions.extend(group)
    walk.slot, walk.beat = group, beat
    walk.pending_subject, walk.had_object = False, passive
    walk.prep, walk.link, walk.same_beat, walk.light, walk.passive = None, None, False, None, passive
    walk.static = None


def _canonical(walk: Walk, sense: Sense, who: RoleDraft | None) -> str:
    if sense.get("go"):
        if who is not None and who.concept in ("paper_boat", "rubber_duck"):
            return "float"
        return _GO.get(who.family, "slide") if who else "walk"
    if sense.value in ("pull", "throw") and who is not None and who.role in ("basketball_player", "football_player"):
        return "shoot"
    if sense.value == "fly" and who is None:
        walk.shot.moves.append("drone") if "drone" not in walk.shot.moves else None
    return sense.value


def _last_group(walk: Walk) -> list[ActionDraft]:
    last = walk.shot.actions[-1]
    return [a for a in walk.shot.actions if a.beat == last.beat and a.verb == last.verb]


def _beat_for(walk: Walk, sense: Sense, subjects: list[RoleDraft]) -> int:
    done = walk.shot.actions
    if not done:
        return 0
    if walk.same_beat:
        return walk.beat
    mine = [a for a in done if a.who in subjects]
    if mine:
        last = mine[-1]
        calm = sense.get("hold") == "1" and sense.value in _POSTURE
        if sense.get("say") and (last.sustained and last.goal is None):
            return last.beat
        if last.sustained and last.verb in _POSTURE and (calm or sense.get("say")):
            return last.beat
        if last.sustained and calm and last.goal is None and sense.value not in ("sit", "stand", "lie", "sleep"):
            return last.beat
        return min(max(a.beat for a in mine) + 1, 20)
    touched = [
        a
        for a in done
        for t in (a.what, a.instrument, a.goal)
        if t in subjects or (a.verb in _MISSABLE and any(r.family == "ball" for r in subjects))
    ]
    if touched and not sense.get("say"):
        return min(max(a.beat for a in touched) + 1, 20)
    return walk.beat


def attributive(walk: Walk, item: Item, role: RoleDraft) -> None:
    """ "A sleeping cat", "a bouncing ball": a pose, or a deed of its own."""
    walk.understand(item)
    sense = item.sense
    if pose := sense.get("pose"):
        role.pose = pose
        return
    if sense.form == "ing":
        walk.shot.actions.append(
            ActionDraft(
                _canonical(walk, sense, role),
                item.lexeme.text,
                role,
                beat=walk.beat,
                sustained=sense.get("hold") == "1",
            )
        )
    elif sense.value in ("break", "open", "burn", "stop"):
        return


def light_verb(walk: Walk, phrase: NounPhrase) -> None:
    """ "Takes a peaceful walk", "fait la sieste": the noun is the verb."""
    sense = phrase.reading("action_noun")
    if sense is None:
        return
    for item in phrase.moods:
        walk.casting.apply_directive(item)
    for item in phrase.attributes:
        walk.understand(item)
    act(walk, Sense("verb", sense.value, sense.features, sense.near), phrase.head)


def make(walk: Walk, phrase: NounPhrase, thing: Sense) -> None:
    """ "Fait une pizza", "font de la balançoire": what is done is told by the thing."""
    light = walk.light
    if light is None:
        return
    family, concept = thing.get("family"), thing.value
    verb = (
        "cook"
        if family == "food"
        else "swing"
        if concept == "swing"
        else "ride"
        if family == "vehicle"
        else ("play" if concept in _INSTRUMENTS else "slide" if concept == "slide" else "stack")
    )
    act(walk, Sense("verb", verb, {"hold": "1"}), light)
    if role := walk.casting.mention(phrase).role:
        for action in walk.slot:
            if verb in ("swing", "slide") and action.who is not None:
                action.who.relations.append(("on", role, None))
            elif verb == "play":
                action.instrument = role
            else:
                action.what = role
        walk.had_object, walk.last_np = True, [role]


def _is_reading_on_sign(walk: Walk, item: Item) -> bool:
    if walk.sign is not None and item.sense.value in ("read", "talk", "write"):
        walk.understand(item)
        return True
    return False
