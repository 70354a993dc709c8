"""Which set a shot plays on: the place the prompt names, else the one its features, deeds or subjects call for.

Knows nothing of words. Always holds: an answer is a name of the set table.
"""

from __future__ import annotations

from functools import cache

from .draft import PlaceDraft, RoleDraft, ShotDraft
from .lexicon.entries import rows

_INDOORS = frozenset({"stage", "kitchen", "living_room", "bedroom", "office", "restaurant", "classroom"})


def choose_place(shot: ShotDraft) -> PlaceDraft:
    """The set, with the words it was named by ("" when inferred)."""
    for weight in (3, 2):
        named = [p for p in shot.places if p.weight == weight]
        if named:
            exact = [p for p in named if not p.near]
            return _refined(shot, (exact or named)[0])
    for _, home in shot.marks:
        if (home and home not in ("lake", "field")) or (home and not shot.cast):
            return PlaceDraft(home, "", 1)
    weak = [p for p in shot.places if p.weight == 1]
    if weak:
        return weak[0]
    name = _by_subject(shot)
    if name is None:
        name = next((home for _, home in shot.marks if home), None)
    return PlaceDraft(name or _by_air(shot), "", 0)


def _refined(shot: ShotDraft, place: PlaceDraft) -> PlaceDraft:
    """A fish "in the sea" is under water, unless a boat or its leap puts it on the surface."""
    swimmers = [r for r in shot.cast if r.family == "fish" or r.concept in ("octopus", "jellyfish", "submarine")]
    leaps = any(a.verb in ("jump", "fly", "bounce") for a in shot.actions)
    if place.name == "sea" and swimmers and len(swimmers) == len(shot.cast) and not leaps:
        return PlaceDraft("underwater", place.label, place.weight, place.near)
    boats = any(r.family == "boat" and r.concept != "submarine" for r in shot.cast)
    if place.name == "beach" and boats and any(a.verb == "sail" for a in shot.actions) and place.weight != 3:
        return PlaceDraft("sea", place.label, place.weight, place.near)
    ashore = bool(shot.cast) and not boats and not swimmers and all(r.family in ("person", "animal") for r in shot.cast)
    if (
        place.name == "sea"
        and ashore
        and any(a.verb in ("walk", "run", "sit", "stand", "play", "look") for a in shot.actions)
    ):
        return PlaceDraft("beach", place.label, place.weight, place.near)
    return place


def _by_subject(shot: ShotDraft) -> str | None:
    homes = _homes()
    kinds = [k for r in shot.cast for k in (f"role:{r.role}", f"kind:{r.kind}") if k in homes]
    verbs = [f"verb:{a.verb}" for a in shot.actions]
    fish_leap = any(r.family == "fish" for r in shot.cast) and any(a.verb in ("jump", "fly") for a in shot.actions)
    if fish_leap:
        return "sea"
    if any(a.verb == "take_off" for a in shot.actions) and any(r.concept == "rocket" for r in shot.cast):
        return "field"
    backdrops = [r for r in shot.cast if r.family in ("nature", "building", "furniture")]
    lead = [r for r in shot.cast if r.animate] or shot.cast
    outdoors = shot.weather in ("rain", "snow", "storm", "wind")
    people = not lead or any(r.family == "person" for r in lead)
    wet = [f"verb:{a.verb}" for a in shot.actions if a.verb in ("sail", "row", "ski", "skate", "orbit")]
    for key in [*kinds, *wet]:
        if key in homes:
            return homes[key]
    backdrops.sort(key=lambda r: r.family == "nature")
    if place := next((p for r in backdrops if (p := _home_of(r, homes))), None):
        return place
    for key in verbs if people else []:
        if key in homes and key not in ("verb:fly", "verb:drive"):
            return homes[key] if not outdoors or homes[key] not in _INDOORS else "street"
    ordered = [*lead, *shot.cast]
    if any(a.verb == "swim" for a in shot.actions):
        return "underwater" if any(r.family == "fish" for r in lead) else "lake"
    for role in ordered:
        if place := _home_of(role, homes):
            return place
    if any(v == "verb:fly" for v in verbs):
        return homes["verb:fly"]
    return None


def _home_of(role: RoleDraft, homes: dict[str, str]) -> str | None:
    return role.home or homes.get(role.concept) or homes.get(f"family:{role.family}")


def _by_air(shot: ShotDraft) -> str:
    if shot.time in ("night", "dusk") or shot.weather in ("rain", "storm") or "neon" in shot.lighting:
        return "street" if not shot.cast else "park"
    if shot.weather == "snow" or shot.season == "winter":
        return "snow"
    if shot.weather or shot.season or shot.time:
        return "field"
    return "studio"


@cache
def _homes() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, what in rows("homes"):
        for key in what.split():
            table.setdefault(key, name)
    return table


def set_names() -> tuple[str, ...]:
    """Every set a prompt can lead to."""
    named = {row[0].partition(";")[0] for row in rows("places")}
    return tuple(sorted(named | set(_homes().values())))
