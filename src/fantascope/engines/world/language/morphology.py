"""Word forms: from a dictionary word to the forms a prompt may use it in, in English (french.py has the French ones).

Knows nothing of meaning. Rules cover regular words; tables cover the irregular ones of our lexicon. Forms may
overproduce (a form nobody writes does no harm), never underproduce for regular words.
"""

from __future__ import annotations

Form = tuple[str, str]
"""(spelling, form): form is base, s, ing, past for verbs; singular, plural for nouns."""

_ENGLISH_PLURALS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "mouse": "mice",
    "goose": "geese",
    "foot": "feet",
    "tooth": "teeth",
    "person": "people",
    "leaf": "leaves",
    "loaf": "loaves",
    "knife": "knives",
    "wolf": "wolves",
    "calf": "calves",
    "shelf": "shelves",
    "scarf": "scarves",
    "thief": "thieves",
    "ox": "oxen",
    "die": "dice",
    "cactus": "cacti",
    "wife": "wives",
    "half": "halves",
    "elf": "elves",
    "fungus": "fungi",
    "policeman": "policemen",
    "fireman": "firemen",
    "cowboy": "cowboys",
    "snowman": "snowmen",
    "fisherman": "fishermen",
    "spaceman": "spacemen",
}
_VERB_PREFIXES = {"roller", "ice", "finger", "sky", "figure", "slow", "water", "belly", "tap"}
_SAME_PLURAL = {
    "sheep",
    "deer",
    "fish",
    "shrimp",
    "squid",
    "aircraft",
    "salmon",
    "trout",
    "jellyfish",
    "goldfish",
    "clownfish",
    "spacecraft",
    "moose",
    "cattle",
    "bison",
}
_DOUBLED = {
    "run",
    "swim",
    "sit",
    "stop",
    "hop",
    "hug",
    "nod",
    "clap",
    "flip",
    "slip",
    "spin",
    "drop",
    "dig",
    "chop",
    "hit",
    "cut",
    "pat",
    "pet",
    "tap",
    "trip",
    "bob",
    "jog",
    "trot",
    "step",
    "skip",
    "chat",
    "grab",
    "drag",
    "tug",
    "tip",
    "plan",
    "put",
    "set",
    "get",
    "let",
    "wag",
    "wrap",
    "zip",
    "sip",
    "spar",
    "stir",
    "hum",
    "rap",
    "sob",
    "mop",
    "scrub",
    "dip",
    "rub",
    "shut",
    "skid",
    "snap",
    "strum",
    "knit",
    "bat",
    "bud",
    "rebel",
    "pop",
    "unwrap",
    "squat",
    "win",
    "begin",
    "paddle x",
    "ship",
    "whip",
    "scan",
    "slam",
    "strip",
    "cuddle x",
    "travel",
}
_ENGLISH_IRREGULAR = {
    "run": "ran run",
    "swim": "swam swum",
    "fly": "flew flown",
    "drive": "drove driven",
    "ride": "rode ridden",
    "fall": "fell fallen",
    "throw": "threw thrown",
    "catch": "caught",
    "hit": "hit",
    "break": "broke broken",
    "sit": "sat",
    "lie": "lay lain lied",
    "lay": "laid",
    "sleep": "slept",
    "stand": "stood",
    "sing": "sang sung",
    "eat": "ate eaten",
    "drink": "drank drunk",
    "read": "read",
    "write": "wrote written",
    "draw": "drew drawn",
    "shoot": "shot",
    "spin": "spun",
    "swing": "swung",
    "blow": "blew blown",
    "grow": "grew grown",
    "go": "went gone",
    "come": "came",
    "leave": "left",
    "take": "took taken",
    "give": "gave given",
    "make": "made",
    "hold": "held",
    "bring": "brought",
    "put": "put",
    "set": "set",
    "cut": "cut",
    "bite": "bit bitten",
    "burst": "burst",
    "say": "said",
    "tell": "told",
    "speak": "spoke spoken",
    "see": "saw seen",
    "rise": "rose risen",
    "fight": "fought",
    "hang": "hung",
    "shine": "shone",
    "shake": "shook shaken",
    "sweep": "swept",
    "weave": "wove woven",
    "leap": "leapt",
    "creep": "crept",
    "slide": "slid",
    "flee": "fled",
    "dig": "dug",
    "build": "built",
    "bend": "bent",
    "feed": "fed",
    "find": "found",
    "lead": "led",
    "let": "let",
    "light": "lit",
    "strike": "struck",
    "tear": "tore torn",
    "teach": "taught",
    "wake": "woke woken",
    "wear": "wore worn",
    "win": "won",
    "wind": "wound",
    "split": "split",
    "shut": "shut",
    "stick": "stuck",
    "sting": "stung",
    "steal": "stole stolen",
    "swell": "swelled swollen",
    "freeze": "froze frozen",
    "kneel": "knelt",
    "spread": "spread",
    "sling": "slung",
    "do": "did done",
    "have": "had",
    "get": "got gotten",
    "dive": "dove dived",
    "rewind": "rewound",
    "begin": "began begun",
    "hide": "hid hidden",
    "meet": "met",
    "keep": "kept",
    "stay": "stayed",
    "become": "became",
    "buy": "bought",
    "sew": "sewn sewed",
    "melt": "melted molten",
}


def english_noun(phrase: str) -> list[Form]:
    """Singular and plural; the head is the last word, or the word before "of"/"in"."""
    words = phrase.split(" ")
    head = next((i - 1 for i, w in enumerate(words) if i and w in ("of", "in", "by")), len(words) - 1)
    plural = " ".join([*words[:head], _english_plural(words[head]), *words[head + 1 :]])
    return [(phrase, "singular")] + ([(plural, "plural")] if plural != phrase else [])


def _english_plural(word: str) -> str:
    if word in _ENGLISH_PLURALS:
        return _ENGLISH_PLURALS[word]
    if word in _SAME_PLURAL or word.endswith("fish"):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in (
        "domino",
        "tomato",
        "potato",
        "hero",
        "volcano",
        "mosquito",
        "tornado",
        "buffalo",
        "superhero",
        "echo",
    ):
        return word + "es"
    return word + "s"


def english_verb(phrase: str) -> list[Form]:
    """Base, third person, -ing, past and participle; the first word is inflected."""
    first, _, rest = phrase.partition(" ")
    if first in _VERB_PREFIXES:
        return [(f"{first} {word}", form) for word, form in english_verb(rest)]
    verb = first
    tail = f" {rest}" if rest else ""
    y = verb.endswith("y") and verb[-2:-1] not in "aeiou"
    third = verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    double = verb + verb[-1] if verb in _DOUBLED else verb
    if verb.endswith("ie"):
        ing = verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        ing = verb[:-1] + "ing"
    else:
        ing = double + "ing"
    if verb in _ENGLISH_IRREGULAR:
        past = _ENGLISH_IRREGULAR[verb].split()
    else:
        past = [verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if y else double + "ed"]
    if verb == "travel":
        ing, past = "traveling", ["traveled", "travelled", "travelling"]
    forms = [(verb, "base"), (third, "s"), (ing, "ing"), *((p, "past") for p in past)]
    return [(word + tail, form) for word, form in forms]
