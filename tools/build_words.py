"""Build the long tail of picture words: names and keywords, English and French → slug of the picture that shows them.

    python tools/build_words.py [ASSETS] [--out FILE]

ASSETS is the folder with node_modules (default: assets beside this folder). Sources: emojibase-data and Unicode CLDR
annotations for the words, the Fluent icon list for the slugs. The output is compact JSON, at most 400 kB, the same for
the same sources.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/fantascope/engines/world/language/data/words.json"
LIMIT_BYTES = 400_000

FAMILIES = {
    "animal-mammal": "animal",
    "animal-bird": "bird",
    "animal-amphibian": "animal",
    "animal-reptile": "animal",
    "animal-marine": "fish",
    "animal-bug": "insect",
    "plant-flower": "plant",
    "plant-other": "plant",
    "food-fruit": "food",
    "food-vegetable": "food",
    "food-prepared": "food",
    "food-asian": "food",
    "food-sweet": "food",
    "drink": "food",
    "place-building": "building",
    "place-religious": "building",
    "transport-ground": "vehicle",
    "transport-water": "boat",
    "transport-air": "air",
    "person-fantasy": "person",
}
KEPT_GROUPS = {3, 4, 5, 6, 7}
KEPT_SUBGROUPS = {"face-costume", "heart", "person-fantasy", "emotion"}
TELLING_SUBGROUPS = {
    "sport",
    "game",
    "musical-instrument",
    "tool",
    "household",
    "science",
    "writing",
    "light-video",
    "book-paper",
    "dishware",
}
"""Subgroups whose keywords name the thing itself often enough to stand in for it."""
DROPPED_SUBGROUPS = {"time", "transport-sign", "hotel", "sky-weather"}
COLOURS = {"red", "green", "blue", "yellow", "orange", "purple", "brown", "black", "white", "pink", "grey", "light"}
GENERIC = {
    "animal",
    "face",
    "food",
    "fruit",
    "vegetable",
    "object",
    "symbol",
    "person",
    "place",
    "building",
    "vehicle",
    "light",
    "open",
    "nature",
    "plante",
    "animaux",
    "visage",
    "objet",
    "nourriture",
    "légume",
    "bâtiment",
    "véhicule",
    "heart",
    "cœur",
    "flower",
    "transport",
    "weather",
    "sport",
    "game",
    "jeu",
    "music",
    "musique",
    "tool",
    "outil",
    "clothing",
    "vêtement",
    "drink",
    "boisson",
    "restaurant",
    "bar",
    "hand",
    "main",
    "hot",
    "cold",
    "time",
    "home",
    "night",
    "day",
    "water",
    "love",
    "good",
    "fun",
    "cool",
    "yes",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assets", nargs="?", type=Path, default=ROOT / "assets")
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    text = json.dumps(
        build(arguments.assets / "node_modules"), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    size = len(text.encode())
    if size > LIMIT_BYTES:
        raise SystemExit(f"words.json would be {size} bytes, more than {LIMIT_BYTES}")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(text, encoding="utf-8")
    print(f"{arguments.out}: {size} bytes")


def build(modules: Path) -> dict[str, Any]:
    """names and words: language → [slug, family, name or keyword]; symbols: emoji → "slug|label"."""

    def load(path: str) -> Any:
        return json.loads((modules / path).read_text(encoding="utf-8"))

    slugs = set(load("@iconify-json/fluent-emoji-flat/icons.json")["icons"])
    subgroups: dict[str, str] = load("emojibase-data/meta/groups.json")["subgroups"]
    english = load("emojibase-data/en/data.json")
    french = {e["hexcode"]: e for e in load("emojibase-data/fr/data.json")}
    extra = load("cldr-annotations-full/annotations/fr/annotations.json")["annotations"]["annotations"]
    names: dict[str, list[tuple[str, str, str]]] = {"en": [], "fr": []}
    words: dict[str, list[tuple[str, str, str]]] = {"en": [], "fr": []}
    symbols: dict[str, str] = {}
    for entry in english:
        slug, sub = slugify(entry["label"]), subgroups.get(str(entry.get("subgroup")), "")
        symbol = entry["emoji"].replace("\ufe0f", "")
        if len(symbol) == 1 and ord(symbol) > 0x2000 and entry.get("group") != 2:
            symbols[symbol] = f"{slug if slug in slugs else ''}|{entry['label']}"
        if (
            slug not in slugs
            or sub in DROPPED_SUBGROUPS
            or not (entry.get("group") in KEPT_GROUPS or sub in KEPT_SUBGROUPS)
        ):
            continue
        family = FAMILIES.get(sub, "object")
        local = french.get(entry["hexcode"], {})
        if entry["label"].split()[0] not in COLOURS:
            names["en"].append((slug, family, entry["label"].lower()))
            if local:
                names["fr"].append((slug, family, local["label"].lower()))
        if family in ("object", "building", "person") and sub not in TELLING_SUBGROUPS:
            continue
        for tag in entry.get("tags", ()):
            words["en"].append((slug, family, tag.lower()))
        for tag in {*local.get("tags", ()), *extra.get(symbol, {}).get("default", ())}:
            words["fr"].append((slug, family, tag.lower()))
    return {"names": names, "words": {k: rare(v) for k, v in words.items()}, "symbols": symbols}


def slugify(label: str) -> str:
    """A label as the icon set spells it."""
    plain = unicodedata.normalize("NFD", label.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’.“”()]", "", plain)).strip("-")


def rare(words: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Keywords of one plain word that no other picture shares."""
    count = Counter(word for _, _, word in words)
    out: dict[str, tuple[str, str, str]] = {}
    for slug, family, word in words:
        if count[word] == 1 and len(word) > 3 and word.isalpha() and word not in GENERIC:
            out.setdefault(word, (slug, family, word))
    return sorted(out.values(), key=lambda row: row[2])


if __name__ == "__main__":
    main()
