"""Phrases to deeds: a left-to-right walk that keeps the subject, the verb and the pending preposition.

Knows nothing of how deeds are played. Beats: deeds of one subject follow one another unless one is sustained (walking,
sitting, singing …); deeds of different subjects are simultaneous unless one answers the other.
"""

from __future__ import annotations

from .casting import Casting, Mention
from .draft import ActionDraft, LineDraft, RoleDraft, ShotDraft, Target
from .lexicon import Sense
from .phrases import NounPhrase, Phrase
from .reading import DIRECTIVES, Item
from .report import Report
from .tokens import Token

_STATIC = {"on": "on", "under": "under", "in_front_of": "in_front_of", "behind": "behind", "left_of": "left_of", "right_of": "right_of",
           "next_to": "next_to", "between": "between", "above": "above", "around": "around", "facing": "facing",
           "far_from": "far_from", "along": "along", "by": "next_to", "in": "inside", "at": "at", "a": "at", "en": "inside"}
_MOTION = frozenset({"walk", "run", "crawl", "jump", "hop", "fly", "swim", "climb", "drive", "ride", "sail", "row", "ski", "skate", "slide",
                     "roll", "fall", "float", "bounce", "go", "flee", "turn", "land", "take_off", "rebound", "spin", "flow"})
_TRANSFER = frozenset({"throw", "kick", "hit", "push", "pull", "drop", "carry", "put", "pour", "shoot", "lift"})
_POSTURE = frozenset({"sit", "stand", "lie", "sleep", "kneel", "dance", "sing", "play", "wave", "clap", "talk", "laugh", "cry", "look",
                      "eat", "drink", "read", "write", "hug", "celebrate", "cook", "paint", "knit", "type", "whisper", "shout", "nod"})
_SEATS = frozenset({"armchair", "chair", "sofa", "bed", "swing", "deck_chair", "bench", "rug"})
_MISSABLE = frozenset({"shoot", "throw", "kick", "hit"})
_GO = {"vehicle": "drive", "boat": "sail", "air": "fly", "fish": "swim", "ball": "roll", "bird": "walk", "insect": "crawl",
       "person": "walk", "animal": "walk"}
_CAMERA_WORDS = {
    "track": "tracking", "follow": "tracking", "suivre": "tracking", "chase": "tracking", "trail": "tracking", "circle": "orbit",
    "orbit": "orbit", "spin": "orbit", "shake": "shake", "fly": "drone", "float": "drone",
}


class Reader:
    """Walks the phrases of one shot."""

    def __init__(self, shot: ShotDraft, casting: Casting, report: Report, tokens: list[Token]) -> None:
        self.shot, self.casting, self.report, self.tokens = shot, casting, report, tokens
        self.subjects: list[RoleDraft] = []
        self.pending_subject = True
        self.last_np: list[RoleDraft] = []
        self.slot: list[ActionDraft] = []
        self.prep: Item | None = None
        self.link: str | None = None
        self.negated = False
        self.passive = False
        self.worn: RoleDraft | None = None
        self.light: Item | None = None
        self.beat = 0
        self.same_beat = False
        self.static: tuple[list[RoleDraft], str] | None = None
        self.last_target: str | None = None
        self.manner: list[str] = []
        self.direction: str | None = None
        self.place_host = False
        self.had_object = False
        self.after_noun = False
        self.sign: RoleDraft | None = None
        self.open_line: LineDraft | None = None
        self.inverted: LineDraft | None = None
        self.spoken: set[int] = set()
        self.dressed: RoleDraft | None = None

    def read(self, phrases: list[Phrase]) -> None:
        """Read all phrases into the draft."""
        at = 0
        while at < len(phrases):
            phrase = phrases[at]
            if self._is_camera(phrases, at):
                at = self._camera(phrases, at)
                continue
            if isinstance(phrase, NounPhrase):
                self._noun(phrase, phrases, at)
                for item in phrase.items:
                    self.report.silent(item.lexeme.start, item.lexeme.end, item.kind)
            else:
                self.report.silent(phrase.lexeme.start, phrase.lexeme.end, phrase.kind)
                self._item(phrase, phrases, at)
            at += 1
        self._flush_manner()

    # Single items

    def _item(self, item: Item, phrases: list[Phrase], at: int) -> None:
        match item.kind:
            case "verb":
                self._verb(item, phrases, at)
            case "prep":
                self._preposition(item, phrases, at)
            case "punct" | "break":
                self._stop(item)
            case "conj":
                self._conjunction(item, phrases, at)
            case "rel":
                if self.last_np:
                    self.subjects, self.pending_subject = list(self.last_np), True
                    self.slot = []
            case "aux":
                if item.value == "not":
                    self.negated = True
                if item.value == "be":
                    self.passive = True
            case "pron":
                self._pronoun(item, phrases, at)
            case "wear":
                self.worn = self.last_np[-1] if self.last_np else self.subjects[-1] if self.subjects else None
                self._understand(item)
            case "light":
                self.light = item
                self._understand(item)
            case "manner" | "direction":
                self._adverb(item)
            case "quote":
                self._quote(item)
            case "say_word":
                self._greeting(item)
            case "attribute":
                self._loose_attribute(item)
            case "participle":
                self._loose_participle(item)
            case "noun" | "count" | "det" | "filler" | "unknown" | "name":
                pass
            case _:
                if item.cat in DIRECTIVES or item.kind == "directive":
                    self.casting.apply_directive(item)
                    self.prep = None

    def _stop(self, item: Item) -> None:
        text = item.lexeme.text
        self.prep = None
        if item.kind == "break" or text in ".;!?…":
            self._flush_manner()
            self.slot, self.pending_subject, self.link = [], True, None
            self.had_object, self.worn, self.static, self.passive, self.light = False, None, None, False, None
            self.place_host = False
            self.same_beat = False
            self.dressed = None
            if item.kind == "break" or text in ".;":
                self.inverted = None
        else:
            self.link = self.link if text == ":" else ","
            self.static = None

    def _conjunction(self, item: Item, phrases: list[Phrase], at: int) -> None:
        self.prep = None
        if item.value == "while":
            self.same_beat = True
            self.slot, self.had_object = [], False
        elif item.value == "then":
            if self.shot.actions:
                self.beat += 1
                self.same_beat = True
            self.slot, self.had_object = [], False
        self.link = item.value

    def _pronoun(self, item: Item, phrases: list[Phrase], at: int) -> None:
        roles = [self.casting.carry(r) for r in self._antecedent(item.value)]
        if not roles:
            return
        if self.inverted is not None:
            self.inverted.who, self.inverted = roles[0], None
            return
        if self.prep is not None:
            for role in roles:
                self._attach(Mention(role=role), self.prep.value)
            self.prep = None
        elif self.slot and not self.had_object and not self._verb_follows(phrases, at):
            for action in self.slot:
                action.what = action.what or roles[0]
            self.had_object = True
        else:
            self.subjects, self.pending_subject, self.slot = roles, True, []
            self.had_object = False
        self.last_np = roles

    def _antecedent(self, value: str) -> list[RoleDraft]:
        cast = [r for r in self.casting.company + self.shot.cast]
        if value == "narrator":
            self.subjects = []
            return []
        if value == "one_of":
            group = next((r for r in reversed(cast) if r.count > 1 and r.animate), None)
            living = [r for r in cast if r.animate]
            return [group] if group and group is cast[-1] else living[:1] or ([group] if group else cast[:1])
        if value == "other":
            others = [r for r in cast if r.animate and r not in self.subjects]
            return others[:1] or cast[-1:]
        if value == "he":
            return next(([r] for r in cast if r.animate and r.kind not in ("woman", "girl", "old_woman")), cast[:1])
        if value == "she":
            return next(([r] for r in cast if r.kind in ("woman", "girl", "old_woman")), next(([r] for r in cast if r.animate), []))
        if value == "they":
            acting = self.subjects if self.slot else []
            living = [r for r in cast if r.animate and r not in acting]
            things = [r for r in cast if r.count > 1 and r not in acting]
            return (things[-1:] if acting and things else living) or cast
        if value == "it":
            if self.slot:
                others = [r for r in cast if r not in self.subjects]
                return ([r for r in others if not r.animate] or others)[-1:]
            return (self.last_np or self.subjects or cast)[-1:]
        return []

    def _adverb(self, item: Item) -> None:
        self._understand(item)
        target = self.manner if item.kind == "manner" else None
        if target is not None:
            for action in self.slot:
                if item.value not in action.manner:
                    action.manner.append(item.value)
            if not self.slot:
                target.append(item.value)
        else:
            for action in self.slot:
                action.direction = action.direction or item.value
            if not self.slot:
                self.direction = item.value

    def _flush_manner(self) -> None:
        if self.manner and self.shot.actions:
            for action in self.shot.actions[-1:]:
                action.manner.extend(m for m in self.manner if m not in action.manner)
        self.manner, self.direction = [], None

    def _loose_attribute(self, item: Item) -> None:
        """ "The sea is rough", "one is blue", "a cat, happy and tired": of the last one named."""
        role = (self.last_np or self.subjects)[-1:] if not self.place_host else []
        if role and self.casting.describe(role[0], item):
            self._understand(item)
        elif item.cat == "colour" and self.prep is not None and self.subjects:
            self.subjects[-1].colour = item.value
            self._understand(item)
        elif item.cat in ("finish", "material", "size", "colour") and (self.place_host or not self.shot.cast):
            self.shot.detail(item.value)
            self._understand(item)
        elif item.cat == "finish" and item.value in ("fast", "slow") and self.slot:
            self.slot[-1].manner.append("quickly" if item.value == "fast" else "slowly")
            self._understand(item)

    def _loose_participle(self, item: Item) -> None:
        if pose := item.sense.get("pose"):
            for role in self.last_np[-1:]:
                role.pose = pose
            self._understand(item)

    # Speech

    def _quote(self, item: Item) -> None:
        self._understand(item)
        if self.sign is not None:
            self.sign.text, self.sign = item.lexeme.text[:120], None
            return
        saying = next((a for a in reversed(self.shot.actions) if a.say and id(a) not in self.spoken), None)
        line = LineDraft(item.lexeme.text[:500], None, beat=min(self.beat, 20))
        if saying is not None:
            self.spoken.add(id(saying))
            line.who, line.manner, line.beat = saying.who, saying.say or "say", saying.beat
        else:
            speakers = [r for r in self.subjects if r.animate]
            line.who = speakers[0] if speakers else None
            self.open_line = line
        if self.shot.lines:
            line.beat = max(line.beat, min(self.shot.lines[-1].beat, 20))
        self.shot.lines.append(line)

    def _greeting(self, item: Item) -> None:
        saying = next((a for a in reversed(self.shot.actions) if a.say), None)
        self._understand(item)
        if saying is not None:
            text = item.lexeme.text
            self.shot.lines.append(LineDraft(text[0].upper() + text[1:], saying.who, saying.say or "say", saying.beat))

    # Verbs

    def _verb(self, item: Item, phrases: list[Phrase], at: int) -> None:
        if self._is_reading_on_sign(item):
            return
        sense = item.sense
        if sense.value == "carry" and self._wears_next(phrases, at):
            self.worn = next(iter((self.subjects or self.last_np)[-1:]), None)
            self._understand(item)
            return
        if self._is_camera_object(sense):
            return
        passive = self.passive and sense.form == "past" and self._by_follows(phrases, at)
        self._act(sense, item, passive=passive)

    def _act(self, sense: Sense, item: Item, *, passive: bool = False, verb_words: str = "") -> None:
        words = verb_words or item.lexeme.text
        self._understand(item)
        if self.negated:
            self.negated = False
            return
        subjects = list(self.subjects)
        if sense.value == "miss" and self.shot.actions and self.shot.actions[-1].verb in _MISSABLE and (
                not subjects or subjects == [a.who for a in self._last_group()]):
            for action in self._last_group():
                action.manner.append("misses")
            self.pending_subject = False
            return
        if sense.get("say") and self.open_line is not None:
            self._speak(sense, subjects)
            return
        beat = self._beat_for(sense, subjects)
        group: list[ActionDraft] = []
        for who in subjects or [None]:
            verb = self._canonical(sense, who)
            action = ActionDraft(verb, words[:80], who, beat=beat, sustained=sense.get("hold") == "1",
                                 object_slot=sense.get("obj") or "what", say=sense.get("say"))
            action.direction = sense.get("direction") or self.direction
            action.manner = [m for m in (sense.get("manner"),) if m] + self.manner
            if (pose := sense.get("pose")) and who is not None:
                who.pose = pose
            if passive:
                action.what, action.who = who, None
            group.append(action)
        self.manner, self.direction = [], None
        self.shot.actions.extend(group)
        self.slot, self.beat = group, beat
        self.pending_subject, self.had_object = False, passive
        self.prep, self.link, self.same_beat, self.light, self.passive = None, None, False, None, passive
        self.static = None

    def _speak(self, sense: Sense, subjects: list[RoleDraft]) -> None:
        """ "…", says the fox; "…", the fox says: the line just heard gets its speaker and manner."""
        line = self.open_line
        self.open_line = None
        if line is None:
            return
        line.manner = sense.get("say") or "say"
        if self.pending_subject and subjects:
            line.who = subjects[0]
        else:
            self.inverted = line
        self.prep, self.link, self.slot = None, None, []

    def _canonical(self, sense: Sense, who: RoleDraft | None) -> str:
        if sense.get("go"):
            return _GO.get(who.family, "slide") if who else "walk"
        if sense.value == "fly" and who is None:
            self.shot.moves.append("drone") if "drone" not in self.shot.moves else None
        return sense.value

    def _last_group(self) -> list[ActionDraft]:
        last = self.shot.actions[-1]
        return [a for a in self.shot.actions if a.beat == last.beat and a.verb == last.verb]

    def _beat_for(self, sense: Sense, subjects: list[RoleDraft]) -> int:
        done = self.shot.actions
        if not done:
            return 0
        if self.same_beat:
            return self.beat
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
        touched = [a for a in done for t in (a.what, a.instrument, a.goal) if t in subjects or (
            a.verb in _MISSABLE and any(r.family == "ball" for r in subjects))]
        if touched and not sense.get("say"):
            return min(max(a.beat for a in touched) + 1, 20)
        return self.beat

    # Nouns

    def _noun(self, phrase: NounPhrase, phrases: list[Phrase], at: int) -> None:
        if self.prep is not None and self.prep.value == "of" and not (self.subjects or self.last_np or self.slot):
            self.prep = None
        prep = self.prep.value if self.prep else None
        if self.light is not None and phrase.reading("action_noun"):
            self._light_verb(phrase)
            return
        more = self.link in ("and", ",") and self.dressed is not None and prep is None
        mention = self.casting.mention(phrase, prep=prep, worn=self.worn is not None or more)
        if mention.verb is not None and prep is None and self.slot == [] and self.subjects and self.link is None:
            self._act(mention.verb, phrase.head)
            return
        if mention.garment is not None:
            wearer = (self.dressed if more else None) or self.worn or next(iter((self.last_np or self.subjects)[-1:]), None)
            if wearer is not None and prep != "without":
                wearer.wears.append(mention.garment)
            self.dressed, self.prep, self.link = wearer, None, None
            return
        self.worn = self.dressed = None
        if mention.place is not None:
            self.place_host = True
        if mention.role is not None:
            for item in phrase.attributes:
                if item.kind == "participle":
                    self._attributive(item, mention.role)
            if mention.role.concept == "sign":
                self.sign = mention.role
        if prep is not None:
            self._attach(mention, prep)
            if mention.role is not None:
                self.last_np = [mention.role] if prep in ("of", "with", "in", "on") and mention.role.animate else self.last_np or [mention.role]
            self.prep = None if not (prep == "between") else self.prep
            return
        self._bare(mention, phrases, at)

    def _light_verb(self, phrase: NounPhrase) -> None:
        """ "Takes a peaceful walk", "fait la sieste": the noun is the verb."""
        sense = phrase.reading("action_noun")
        if sense is None:
            return
        for item in phrase.moods:
            self.casting.apply_directive(item)
        for item in phrase.attributes:
            self._understand(item)
        self._act(Sense("verb", sense.value, sense.features, sense.near), phrase.head)

    def _attributive(self, item: Item, role: RoleDraft) -> None:
        """ "A sleeping cat", "a bouncing ball": a pose, or a deed of its own."""
        self._understand(item)
        sense = item.sense
        if pose := sense.get("pose"):
            role.pose = pose
            return
        if sense.form == "ing":
            self.shot.actions.append(ActionDraft(self._canonical(sense, role), item.lexeme.text, role, beat=self.beat,
                                                 sustained=sense.get("hold") == "1"))
        elif sense.value in ("break", "open", "burn", "stop"):
            return

    def _bare(self, mention: Mention, phrases: list[Phrase], at: int) -> None:
        """A noun phrase without a preposition: subject, object, or one more of a list."""
        role = mention.role
        if self.inverted is not None and role is not None:
            self.inverted.who, self.inverted = role, None
            self.subjects, self.last_np, self.pending_subject, self.link = [role], [role], False, None
            return
        joined = self.link in ("and", ",")
        verb_follows = self._verb_follows(phrases, at)
        if self.slot and not self.pending_subject and not self.had_object and self.link != "," and not (joined and verb_follows):
            self._object(mention)
            self.link = None
            return
        if role is None:
            if mention.mark and not self.slot:
                self.subjects, self.last_np = [], []
            self.link = None
            return
        if joined and self.last_target and self.had_object and not verb_follows and self.link == "and":
            for action in self.slot:
                if action.instrument is None and action.object_slot == "what" and action.what is not None:
                    action.instrument = action.instrument
            self._extend(role)
        elif joined and self.static is not None and not verb_follows and self.link == "and":
            hosts, kind = self.static
            for host in hosts:
                if kind == "between" and host.relations and host.relations[-1][0] == "between" and host.relations[-1][2] is None:
                    host.relations[-1] = ("between", host.relations[-1][1], role)
                else:
                    host.relations.append((kind, role, None))
        elif joined and self.pending_subject and self.subjects and (self.link == "and" or self._list_ahead(phrases, at)):
            self.subjects.append(role)
        else:
            self.subjects = [role]
            self.slot, self.pending_subject, self.had_object = [], True, False
            self.place_host = False
        self.last_np = [role]
        self.link = None

    def _object(self, mention: Mention) -> None:
        target: Target | None = mention.role or mention.mark
        if mention.place is not None:
            return
        if mention.verb is not None or mention.part:
            self.had_object = True
            return
        if target is None:
            return
        for action in list(self.slot):
            self._give_object(action, target)
        self.had_object = True
        self.last_target = "object"
        if mention.role is not None:
            self.last_np = [mention.role]

    def _give_object(self, action: ActionDraft, target: Target) -> None:
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

    def _extend(self, role: RoleDraft) -> None:
        """One more object: a deed of its own in the same beat."""
        for action in self.slot:
            self.shot.actions.append(ActionDraft(action.verb, action.words, action.who, what=role, beat=action.beat,
                                                 sustained=action.sustained, manner=list(action.manner)))
            break

    # Prepositions

    def _preposition(self, item: Item, phrases: list[Phrase], at: int) -> None:
        code = item.value
        nearby = next((p for p in phrases[at + 1:at + 2]), None)
        if isinstance(nearby, Item) and nearby.kind == "verb":
            self.same_beat = code in ("en", "while", "for") or nearby.sense.form == "ing"
            return
        self.prep = item
        if code in _STATIC and code not in ("in", "at", "a", "en") or code in ("up", "down", "through"):
            self._understand(item)

    def _attach(self, mention: Mention, prep: str) -> None:
        target: Target | None = mention.role or mention.mark
        if mention.place is not None:
            if prep in ("to", "into") or (prep == "a" and self.slot and self.slot[-1].verb == "walk"):
                pass
            return
        if target is None:
            return
        if prep in ("with", "without"):
            self._with(mention, prep)
            return
        if self.slot and self._directional(prep, target):
            return
        if prep == "of":
            return
        kind = _STATIC.get(prep)
        if kind is None:
            return
        hosts = self._hosts(mention)
        if kind == "inside" and isinstance(target, RoleDraft) and target.family in ("vehicle", "boat", "air"):
            kind = "riding"
        if kind == "at" and isinstance(target, RoleDraft) and target.concept in ("bicycle", "motorcycle", "horse", "scooter"):
            kind = "riding"
        if kind == "inside" and isinstance(target, RoleDraft) and target.concept in _SEATS:
            kind = "on"
        if kind == "on" and isinstance(target, RoleDraft) and (target.family in ("vehicle", "air", "boat") or target.concept == "horse"):
            kind = "riding"
        if self.static and kind == "between":
            return
        for host in hosts:
            if host is not target:
                host.relations.append((kind, target, None))
        self.static = (hosts, kind)

    def _hosts(self, mention: Mention) -> list[RoleDraft]:
        if self.slot and self.had_object and self.slot[-1].verb in ("look", "carry", "put", "throw", "stack"):
            hosts = [a.what for a in self.slot[-1:] if isinstance(a.what, RoleDraft)]
            if hosts:
                return hosts
        hosts = [r for r in self.subjects if r is not mention.role]
        return hosts or [r for r in self.last_np if r is not mention.role]

    def _directional(self, prep: str, target: Target) -> bool:
        """Put the target in the deed's goal, source or path; False when it is a place to be at."""
        done = False
        for action in self.slot:
            moving, giving = action.verb in _MOTION or action.verb in ("chase", "follow"), action.verb in _TRANSFER
            if prep == "by":
                if self.passive and isinstance(target, RoleDraft):
                    action.who, done = target, True
                elif self.casting.french and moving:
                    action.path, done = target, True
                continue
            if prep in ("to", "into") or (prep == "a" and (moving or giving)):
                action.goal, done = action.goal or target, True
            elif prep == "on" and (moving or giving) and action.verb in ("jump", "land", "fall", "put", "climb", "throw", "drop", "pour", "hop"):
                action.goal, done = target, True
            elif prep in ("in", "dans") and (action.verb in ("jump", "fall", "put", "splash", "throw", "drop", "pour")
                                              or (action.verb == "shoot")):
                action.goal, done = target, True
            elif prep == "from" and (moving or giving or action.verb in ("appear", "take", "catch", "disappear", "drink", "eat")):
                if action.verb in ("drink", "eat"):
                    action.what = target
                else:
                    action.source = target
                done = True
            elif prep in ("through", "along", "down", "up", "around") and (moving or giving or action.verb in ("dance", "orbit", "spin")):
                action.path, done = target, True
                action.direction = action.direction or {"down": "down", "up": "up", "around": "around"}.get(prep)
            elif prep == "under" and moving and action.goal is None:
                action.path, done = target, True
            elif prep == "on" and moving and isinstance(target, RoleDraft) and target.family in ("building", "nature", "furniture", "toy"):
                action.path = action.path or target
            elif moving and isinstance(target, str) and prep in ("on", "in") and target not in ("set:sky", "set:horizon"):
                action.path, done = target, True
            elif prep in ("of", "a") and action.object_slot == "instrument":
                self._give_object(action, target)
                done = True
            elif prep == "at" and action.verb in ("look", "point", "shout", "wave", "throw", "bark", "laugh", "shoot"):
                action.goal, done = target, True
            elif action.verb == "collide" and prep in ("at", "a", "on", "in"):
                action.goal, done = target, True
        return done

    def _with(self, mention: Mention, prep: str) -> None:
        role = mention.role
        if prep == "without":
            if role is not None and role in self.shot.cast:
                self.shot.cast.remove(role)
            return
        if role is None:
            return
        if self.place_host and not self.subjects:
            return
        if self.slot:
            action = self.slot[-1]
            if role.animate:
                if action.verb in ("collide", "talk", "dance", "play", "walk", "run", "fly", "swim", "hug", "sing"):
                    for verb in self.slot[:1]:
                        if verb.verb == "collide":
                            verb.what = role
                        else:
                            self.shot.actions.append(ActionDraft(verb.verb, verb.words, role, beat=verb.beat, sustained=verb.sustained))
                else:
                    action.what = action.what or role
            elif action.verb == "collide":
                action.what = role
            elif action.object_slot == "instrument" or action.verb == "juggle":
                self._give_object(action, role)
            elif action.verb in ("walk", "run", "stand", "sit", "fly", "dance", "go") and action.who is not None:
                action.who.relations.append(("holding", role, None))
            else:
                action.instrument = role
            return
        for host in self.subjects[-1:] or self.last_np[-1:]:
            if host is role:
                continue
            if host.animate and not role.animate and role.family not in ("plant", "building", "nature", "furniture"):
                host.relations.append(("holding", role, None))
            else:
                role.relations.append(("next_to", host, None))

    # Looking ahead

    def _verb_follows(self, phrases: list[Phrase], at: int) -> bool:
        """A finite verb for the noun phrase at `at`, past its own prepositional phrases, before the next stop."""
        skip = False
        for phrase in phrases[at + 1:at + 7]:
            if isinstance(phrase, NounPhrase):
                if not skip:
                    return False
                skip = False
                continue
            if phrase.kind in ("verb", "aux", "wear", "light"):
                return True
            if phrase.kind in ("punct", "break", "quote", "conj"):
                return False
            skip = phrase.kind == "prep"
        return False

    def _list_ahead(self, phrases: list[Phrase], at: int) -> bool:
        """The rest of "a fox, a rabbit and a bear dance"."""
        for phrase in phrases[at + 1:at + 10]:
            if isinstance(phrase, NounPhrase):
                continue
            if phrase.kind == "conj" and phrase.value == "and":
                return True
            if phrase.kind != "punct" or phrase.lexeme.text != ",":
                return False
        return False

    def _by_follows(self, phrases: list[Phrase], at: int) -> bool:
        following = phrases[at + 1] if at + 1 < len(phrases) else None
        return isinstance(following, Item) and following.kind == "prep" and following.lexeme.text.casefold() in ("by", "par")

    def _wears_next(self, phrases: list[Phrase], at: int) -> bool:
        following = next((p for p in phrases[at + 1:at + 2] if isinstance(p, NounPhrase)), None)
        return following is not None and following.reading("garment") is not None

    def _is_reading_on_sign(self, item: Item) -> bool:
        if self.sign is not None and item.sense.value in ("read", "talk", "write"):
            self._understand(item)
            return True
        return False

    def _is_camera_object(self, sense: Sense) -> bool:
        return False

    # The camera as subject

    def _is_camera(self, phrases: list[Phrase], at: int) -> bool:
        phrase = phrases[at]
        if not isinstance(phrase, NounPhrase) or self.prep is not None:
            return False
        if phrase.head.lexeme.text.casefold() not in ("camera", "caméra", "cameras", "drone") or phrase.determiner == "indefinite":
            return False
        if phrase.head.lexeme.text.casefold() == "drone" and phrase.determiner != "definite":
            return False
        following = phrases[at + 1] if at + 1 < len(phrases) else None
        return self._verb_follows(phrases, at) or isinstance(following, Item) and following.kind in ("directive", "verb", "manner")

    def _camera(self, phrases: list[Phrase], at: int) -> int:
        """ "The camera slowly tracks along": consumed up to the next stop."""
        end = at
        while end < len(phrases):
            phrase = phrases[end]
            if isinstance(phrase, Item) and (phrase.kind in ("break", "quote") or phrase.kind == "punct" and phrase.lexeme.text in ".,;!?"):
                break
            end += 1
        move: str | None = None
        direction: str | None = None
        words: list[str] = []
        for phrase in phrases[at:end]:
            items = phrase.items if isinstance(phrase, NounPhrase) else [phrase]
            if isinstance(phrase, NounPhrase) and phrase is not phrases[at] and phrase.reading("thing"):
                mention = self.casting.mention(phrase)
                self.shot.subject = mention.role or self.shot.subject
                for item in phrase.attributes:
                    if item.kind == "participle" and mention.role is not None:
                        self._attributive(item, mention.role)
            for item in items:
                lexeme = item.lexeme
                words.append(lexeme.text.casefold())
                if item.kind == "directive":
                    self.casting.apply_directive(item)
                    move = move or "set"
                elif item.kind in ("direction", "prep"):
                    direction = item.value if item.kind == "direction" or item.value in ("up", "down", "around", "along") else direction
                elif item.kind == "verb":
                    move = move or _CAMERA_WORDS.get(item.value)
                for i in range(lexeme.start, lexeme.end):
                    if item.kind not in ("punct", "directive"):
                        self.report.silent(i, i + 1, item.kind)
                        self.report.understood(i, i + 1) if self.report.is_open(i) else None
        chosen = _camera_move(" ".join(words), move, direction)
        if chosen and chosen not in self.shot.moves:
            self.shot.moves.append(chosen)
        return end

    def _understand(self, item: Item) -> None:
        sense = item.senses[0] if item.senses else None
        if sense is not None and (sense.near or item.lexeme.corrected) and item.kind in ("verb", "participle", "noun", "attribute"):
            self.report.approximated(item.lexeme.start, item.lexeme.end, sense.value)
        elif item.kind != "prep" or item.value:
            self.report.understood(item.lexeme.start, item.lexeme.end)


def _camera_move(words: str, move: str | None, direction: str | None) -> str | None:
    """A camera move from the words of its clause."""
    def has(*stems: str) -> bool:
        return any(stem in words for stem in stems)

    if has("pan", "balaie", "sweeps", "balaye"):
        return "pan_left" if direction == "left" or has("left", "gauche") else "pan_right"
    if has("tilt", "bascule"):
        return "tilt_down" if direction == "down" or has("down", "bas") else "tilt_up"
    if has("zoom"):
        return "zoom_out" if has("out", "arrière") else "zoom_in"
    if has("track", "suit", "follow", "accompagne", "alongside", "longe"):
        return "tracking"
    if has("orbit", "circl", "rotat", "tourne autour", "revolv", "spins"):
        return "orbit"
    if has("pull", "recul", "moves back", "moves away", "s éloigne", "éloigne", "dolly out", "backs"):
        return "dolly_out"
    if has("push", "dolly", "avance", "approach", "moves forward", "moves in", "s approche", "closer", "glides", "moves toward", "flies toward"):
        return "dolly_in"
    if has("rise", "rising", "lift", "monte", "s élève", "élève", "crane up", "ascend", "goes up"):
        return "crane_up"
    if has("descend", "lower", "goes down", "crane down"):
        return "crane_down"
    if has("shak", "tremble"):
        return "shake"
    if has("static", "still", "fixe", "immobile", "stays", "remains"):
        return "static"
    if has("focus", "point"):
        return "rack_focus"
    if has("flies", "flying", "survole", "vole"):
        return "drone"
    if has("moves", "travels", "slides", "glisse"):
        return "tracking"
    return None if move in (None, "set") else move
