"""Noun phrases to cast, places and marks: who is new, who was met before, what each looks like.

Knows nothing of verbs. One Casting reads one shot; `company` carries the cast of earlier shots on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .draft import PlaceDraft, RoleDraft, ShotDraft
from .lexicon import Sense
from .phrases import NounPhrase
from .reading import Item
from .report import Report

_SKIN = frozenset({"black", "white", "brown", "tan", "pink"})
_FLUFF = frozenset({"beautiful", "other", "soft", "round"})
_PLURAL_COUNT = {"group": 3, "row": 10, "circle": 8, "stack": 5, "pile": 6, "scattered": 8}
_LIVING = frozenset({"person", "animal", "bird", "fish", "insect"})
_SEEN_FROM_AFAR = frozenset({"at", "above", "under", "by", "through", "in_front_of", "behind"})


@dataclass(frozen=True, slots=True)
class Mention:
    """What a noun phrase turned out to be: exactly one field is set (none: nothing stageable)."""

    role: RoleDraft | None = None
    place: PlaceDraft | None = None
    mark: str | None = None
    garment: tuple[str, str | None] | None = None
    verb: Sense | None = None
    directive: bool = False
    part: bool = False


class Casting:
    """Reads noun phrases into a shot's draft."""

    def __init__(self, shot: ShotDraft, report: Report, company: list[RoleDraft], french: bool) -> None:
        self.shot = shot
        self.report = report
        self.company = company
        self.french = french

    def mention(self, phrase: NounPhrase, *, prep: str | None = None, worn: bool = False) -> Mention:
        """What the phrase is, given the preposition before it; adds it to the draft."""
        self._report_head(phrase)
        if (worn or prep == "en") and (garment := phrase.reading("garment")):
            return Mention(garment=self._garment(phrase, garment))
        if (
            not phrase.reading("thing")
            and (garment := phrase.reading("garment"))
            and prep in ("in", "with", "without", "a")
        ):
            return Mention(garment=self._garment(phrase, garment))
        place, thing, mark = phrase.reading("place"), phrase.reading("thing"), phrase.reading("mark")
        if mark and self._is_mark(phrase, mark, thing, prep):
            return self._mark(phrase, mark)
        if (
            place
            and place.value == "moon"
            and prep in _SEEN_FROM_AFAR
            and "mars" not in phrase.head.lexeme.text.casefold()
        ):
            self.shot.detail("moon")
            self.shot.time = self.shot.time or "night"
            return Mention(mark="set:sky")
        far = thing is not None and thing.get("home") == "space" and prep == "on"
        if place and (not thing or far or prep in ("in", "at", "through", "en", "a", "along", "into", "to")):
            return self._place(phrase, place, prep)
        if thing:
            return Mention(role=self._role(phrase, thing, prep))
        if garment := phrase.reading("garment"):
            return Mention(role=self._role(phrase, _garment_thing(garment), prep))
        if phrase.reading("name"):
            return Mention(role=self._named(phrase))
        if verb := phrase.reading("action_noun"):
            self._attributes(phrase, None)
            return Mention(verb=verb)
        if phrase.reading("part"):
            self._attributes(phrase, None, part=True)
            return Mention(part=True)
        self._attributes(phrase, None)
        return Mention()

    def apply_directive(self, item: Item) -> None:
        """A stage direction: sets the field it names; the first word on a matter stands, later ones add."""
        shot, value = self.shot, item.value
        self._mark_item(item)
        for sense in item.senses[:1]:
            match sense.cat:
                case "time":
                    shot.time = shot.time or value
                case "weather":
                    if shot.weather in (None, "clear", "cloudy") or value == "storm":
                        shot.weather = value
                case "season":
                    shot.season = shot.season or value
                    if value == "winter" and item.lexeme.text.casefold() not in ("winter", "hiver"):
                        shot.detail("snowy")
                case "shot":
                    shot.shot = shot.shot or value
                case "angle":
                    shot.angle = shot.angle or value
                case "move":
                    if value not in shot.moves:
                        shot.moves.append(value)
                    if value == "drone":
                        shot.angle = shot.angle or "high"
                case "look":
                    shot.look = shot.look or value
                case "light":
                    if value not in shot.lighting:
                        shot.lighting.append(value)
                case "speed":
                    shot.speed = float(value)
                case "music":
                    shot.music = shot.music or value
                case "sound":
                    if value not in shot.sounds:
                        shot.sounds.append(value)

    def _is_mark(self, phrase: NounPhrase, mark: Sense, thing: Sense | None, prep: str | None) -> bool:
        if phrase.head.lexeme.text.casefold() in ("panneau", "panier", "anneau"):
            return any(r.role == "basketball_player" or r.kind == "basketball" for r in self.company + self.shot.cast)
        return not (thing and prep is None and phrase.reading("place"))

    def _mark(self, phrase: NounPhrase, mark: Sense) -> Mention:
        snowy = any(m.cat == "season" or m.value == "snow" for m in phrase.moods)
        home = mark.get("set") or ""
        if mark.value == "hill" and snowy:
            home = "snow"
        self.shot.marks.append((mark.value, home))
        if mark.value not in ("horizon", "floor", "ceiling", "sky"):
            self.shot.detail(mark.value)
        self._attributes(phrase, None, place=True)
        return Mention(mark=f"set:{mark.value}")

    def _place(self, phrase: NounPhrase, place: Sense, prep: str | None) -> Mention:
        name = place.value
        snowy = any(m.cat == "season" or m.value == "snow" for m in phrase.moods)
        if snowy and name in ("field", "mountain") and "hill" in phrase.head.lexeme.text.casefold():
            name = "snow"
        for modifier in phrase.modifiers:
            self._modifier(modifier)
        draft = PlaceDraft(name, phrase.head.lexeme.text, 3 if prep and prep != "of" else 2, place.near)
        self.shot.places.append(draft)
        self._attributes(phrase, None, place=True)
        return Mention(place=draft)

    def _role(self, phrase: NounPhrase, thing: Sense, prep: str | None) -> RoleDraft:
        if known := self._known(phrase, thing):
            self._attributes(phrase, known)
            return known
        family = thing.get("family") or "object"
        role = RoleDraft(thing.value, self._label(phrase), family, home=thing.get("home"))
        role.kind, role.role = thing.get("kind"), thing.get("role")
        role.colour, role.pattern = thing.get("colour"), thing.get("pattern")
        role.arrangement = phrase.arrangement or "group"
        role.count = (
            phrase.count or int(thing.get("count") or 0) or (_PLURAL_COUNT[role.arrangement] if phrase.plural else 1)
        )
        if self.french and family == "person":
            words = {
                t.text.casefold()
                for t in self.report.tokens[phrase.items[0].lexeme.start : phrase.items[-1].lexeme.end]
            }
            role.feminine = True if words & {"une", "la", "cette"} else False if words & {"un", "le", "ce"} else None
        self._attributes(phrase, role)
        for modifier in phrase.modifiers:
            self._modifier(modifier)
        self.shot.cast.append(role)
        return role

    def _named(self, phrase: NounPhrase) -> RoleDraft:
        """An unknown proper name stands for a person."""
        label = self._label(phrase)
        for role in self.company + self.shot.cast:
            if role.label.casefold() == label.casefold():
                return self.carry(role)
        role = RoleDraft("person", label, "person")
        for item in phrase.items:
            if item.kind == "noun":
                self.report.approximated(item.lexeme.start, item.lexeme.end, "person")
        self._attributes(phrase, role)
        self.shot.cast.append(role)
        return role

    def _known(self, phrase: NounPhrase, thing: Sense) -> RoleDraft | None:
        """ "The ball" after "a red ball" is the same ball."""
        if phrase.determiner != "definite" and not (
            phrase.determiner == "possessive" and thing.get("family") not in _LIVING
        ):
            return None
        for role in reversed(self.company + self.shot.cast):
            if int(thing.get("count") or 1) > 1 >= role.count:
                continue
            same = (
                role.concept == thing.value
                and (thing.get("kind") in (None, role.kind))
                and (thing.get("role") in (None, role.role))
            )
            if same and not self._distinct(phrase, role):
                return self.carry(role)
        return None

    def carry(self, role: RoleDraft) -> RoleDraft:
        """The role in this shot; one of an earlier shot comes back as it looks, without its old relations."""
        if role in self.shot.cast:
            return role
        origin = role.origin or role
        back = next((r for r in self.shot.cast if (r.origin or r) is origin), None)
        if back is None:
            back = replace(role, relations=[], wears=list(role.wears), origin=origin)
            self.shot.cast.append(back)
        return back

    def _distinct(self, phrase: NounPhrase, role: RoleDraft) -> bool:
        colours = [a.value for a in phrase.attributes if a.cat == "colour"]
        other = any(
            a.cat == "finish" and a.value == "other" and a.lexeme.text.casefold() not in ("same", "même", "lone")
            for a in phrase.attributes
        )
        return other or bool(colours and role.colour and role.colour not in colours)

    def _garment(self, phrase: NounPhrase, garment: Sense) -> tuple[str, str | None]:
        colour = None
        for item in phrase.attributes:
            if item.cat == "colour":
                colour = item.value
                self._mark_item(item)
        self._attributes(phrase, None, worn=True)
        return garment.value, colour

    def _attributes(
        self, phrase: NounPhrase, role: RoleDraft | None, *, place: bool = False, part: bool = False, worn: bool = False
    ) -> None:
        for item in phrase.moods:
            self.apply_directive(item)
        for item in phrase.items:
            if item.kind == "count":
                self._mark_item(item)
        for item in phrase.attributes:
            if item.kind == "participle":
                continue
            if role is not None and self.describe(role, item):
                self._mark_item(item)
            elif place and item.cat in ("finish", "material", "colour", "size"):
                self.shot.detail("wooden" if item.value == "wood" else item.value)
                self._mark_item(item)
            elif (item.cat == "finish" and item.value in _FLUFF) or (worn and item.cat in ("colour",)):
                self._mark_item(item)

    def describe(self, role: RoleDraft, item: Item) -> bool:
        """Put an attribute on a role; False when it has no place there."""
        value = item.value
        if role.family == "person" and item.cat == "age" and value == "old":
            role.kind = {"man": "old_man", "woman": "old_woman", None: "old_woman" if role.feminine else "old_man"}.get(
                role.kind, role.kind
            )
            return True
        if item.cat == "age" and value == "young":
            if role.family == "person" and role.kind in ("man", "woman"):
                role.kind = {"man": "boy", "woman": "girl"}[role.kind] if not role.role else role.kind
            elif role.family != "person":
                role.size = "small"
            return True
        match item.cat:
            case "colour":
                if role.family == "person" and value in _SKIN:
                    return False
                role.colour = value
            case "size":
                role.size = value
            case "material":
                role.material = value
            case "pattern":
                role.pattern = value
            case "mood":
                if not role.animate:
                    return False
                role.mood = value
            case "pose":
                role.pose = value
            case "finish":
                return value in _FLUFF
            case _:
                return False
        return True

    def _modifier(self, item: Item) -> None:
        """A noun before the head: its place, its make, or only part of its name."""
        for reading in item.senses:
            if reading.cat == "place":
                self.shot.places.append(PlaceDraft(reading.value, item.lexeme.text, 1, reading.near))
        self.report.understood(item.lexeme.start, item.lexeme.end)

    def _mark_item(self, item: Item) -> None:
        lexeme = item.lexeme
        sense = item.senses[0] if item.senses else None
        if sense and (sense.near or lexeme.corrected):
            self.report.approximated(lexeme.start, lexeme.end, _name(sense))
        else:
            self.report.understood(lexeme.start, lexeme.end)

    def _report_head(self, phrase: NounPhrase) -> None:
        for item in phrase.items:
            if (
                item.kind == "noun"
                and item is not phrase.head
                and item.senses
                and item.cat in ("group", "part", "name")
            ):
                self._mark_item(item)
        head = phrase.head
        if head.cat != "name":
            self._mark_item(head)

    def _label(self, phrase: NounPhrase) -> str:
        kept = [x for x in phrase.own or phrase.items if x.kind not in ("det",)]
        first, last = kept[0].lexeme.start, kept[-1].lexeme.end
        return " ".join(t.text for t in self.report.tokens[first:last])[:80]


def _garment_thing(garment: Sense) -> Sense:
    """Clothes lying about are pictures of clothes, save those that are props of their own."""
    props = {"hat": "hat", "crown": "crown"}
    art = {
        "coat": "coat",
        "dress": "dress",
        "t_shirt": "t-shirt",
        "shirt": "necktie",
        "shorts": "shorts",
        "trousers": "jeans",
        "boots": "womans-boot",
        "cap": "billed-cap",
        "glasses": "glasses",
        "sunglasses": "sunglasses",
        "scarf": "scarf",
        "helmet": "rescue-workers-helmet",
        "backpack": "backpack",
        "swimsuit": "one-piece-swimsuit",
    }
    slug = props.get(garment.value) or f"emoji:{art.get(garment.value, 'womans-clothes')}"
    return Sense("thing", slug, {"family": "object"}, garment.near, garment.form)


def _name(sense: Sense) -> str:
    return sense.get("kind") or sense.get("role") or sense.value
