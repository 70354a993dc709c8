"""Word forms: from a dictionary word to the forms a prompt may use it in, in English and French.

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
_FRENCH_PLURALS = {
    "œil": "yeux",
    "monsieur": "messieurs",
    "madame": "mesdames",
    "bonhomme": "bonshommes",
    "travail": "travaux",
    "vitrail": "vitraux",
    "grand-mère": "grands-mères",
    "bleu": "bleus",
    "landau": "landaus",
    "pneu": "pneus",
    "festival": "festivals",
    "récital": "récitals",
}
_FRENCH_FUNCTION = {
    "de",
    "du",
    "des",
    "d",
    "à",
    "au",
    "aux",
    "en",
    "la",
    "le",
    "les",
    "l",
    "un",
    "une",
    "par",
    "sur",
    "sous",
    "dans",
}
_FRENCH_IRREGULAR = {
    # infinitive: present (il, ils), present participle (whose stem is the imperfect's), past participle, other forms
    "aller": "va vont allant allé",
    "faire": "fait font faisant fait",
    "dire": "dit disent disant dit",
    "lire": "lit lisent lisant lu",
    "écrire": "écrit écrivent écrivant écrit",
    "boire": "boit boivent buvant bu",
    "voir": "voit voient voyant vu",
    "apercevoir": "aperçoit aperçoivent apercevant aperçu",
    "recevoir": "reçoit reçoivent recevant reçu",
    "courir": "court courent courant couru",
    "dormir": "dort dorment dormant dormi",
    "endormir": "endort endorment endormant endormi",
    "tenir": "tient tiennent tenant tenu",
    "venir": "vient viennent venant venu",
    "revenir": "revient reviennent revenant revenu",
    "prendre": "prend prennent prenant pris",
    "mettre": "met mettent mettant mis",
    "sortir": "sort sortent sortant sorti",
    "partir": "part partent partant parti",
    "servir": "sert servent servant servi",
    "ouvrir": "ouvre ouvrent ouvrant ouvert",
    "offrir": "offre offrent offrant offert",
    "découvrir": "découvre découvrent découvrant découvert",
    "cueillir": "cueille cueillent cueillant cueilli",
    "suivre": "suit suivent suivant suivi",
    "poursuivre": "poursuit poursuivent poursuivant poursuivi",
    "rire": "rit rient riant ri",
    "sourire": "sourit sourient souriant souri",
    "conduire": "conduit conduisent conduisant conduit",
    "construire": "construit construisent construisant construit",
    "cuire": "cuit cuisent cuisant cuit",
    "détruire": "détruit détruisent détruisant détruit",
    "luire": "luit luisent luisant lui",
    "peindre": "peint peignent peignant peint",
    "atteindre": "atteint atteignent atteignant atteint",
    "étreindre": "étreint étreignent étreignant étreint",
    "rejoindre": "rejoint rejoignent rejoignant rejoint",
    "asseoir": "assied asseyent asseyant assis assoit assoient assoyant",
    "battre": "bat battent battant battu",
    "combattre": "combat combattent combattant combattu",
    "fuir": "fuit fuient fuyant fui",
    "enfuir": "enfuit enfuient enfuyant enfui",
    "apparaître": "apparaît apparaissent apparaissant apparu",
    "disparaître": "disparaît disparaissent disparaissant disparu",
    "croître": "croît croissent croissant crû",
    "pleuvoir": "pleut pleuvent pleuvant plu",
    "être": "est sont étant été",
    "avoir": "a ont ayant eu",
    "éclore": "éclot éclosent éclosant éclos",
    "coudre": "coud cousent cousant cousu",
    "choir": "choit choient choyant chu",
    "dissoudre": "dissout dissolvent dissolvant dissous",
    "parcourir": "parcourt parcourent parcourant parcouru",
    "interrompre": "interrompt interrompent interrompant interrompu",
    "gésir": "gît gisent gisant gésir",
    "rompre": "rompt rompent rompant rompu",
    "vivre": "vit vivent vivant vécu",
    "étendre": "étend étendent étendant étendu",
    "détenir": "détient détiennent détenant détenu",
    "accroupir": "accroupit accroupissent accroupissant accroupi",
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


def french_noun(phrase: str) -> list[Form]:
    """Singular and plural; words up to the first preposition agree."""
    words = phrase.split(" ")
    cut = next((i for i, w in enumerate(words) if i and (w in _FRENCH_FUNCTION or "'" in w)), len(words))
    plural = " ".join([*(_french_plural(w) for w in words[:cut]), *words[cut:]])
    return [(phrase, "singular")] + ([(plural, "plural")] if plural != phrase else [])


def _french_plural(word: str) -> str:
    if word in _FRENCH_PLURALS:
        return _FRENCH_PLURALS[word]
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith(("eau", "eu", "au")):
        return word + "x"
    if word.endswith("al") and len(word) > 3:
        return word[:-2] + "aux"
    if word in ("bijou", "caillou", "chou", "genou", "hibou", "joujou", "pou"):
        return word + "x"
    return word + "s"


def french_adjective(phrase: str) -> list[Form]:
    """Masculine, feminine and plurals of one word; a longer phrase as it is."""
    if " " in phrase:
        return [(phrase, "singular")]
    feminine = phrase + "e"
    for ending, other in (("eux", "euse"), ("if", "ive"), ("er", "ère"), ("en", "enne"), ("el", "elle"), ("e", "e")):
        if phrase.endswith(ending):
            feminine = phrase.removesuffix(ending) + other
            break
    return [*french_noun(phrase), *french_noun(feminine)]


def french_verb(phrase: str) -> list[Form]:
    """Infinitive, present and imperfect third persons, participles; reflexive pronouns are left out."""
    for reflexive in ("se ", "s'"):
        phrase = phrase.removeprefix(reflexive)
    verb, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    single, plural, present, past, *others = _french_stems(verb)
    imperfect = present.removesuffix("ant")
    pasts = [past, past + "e", past + "s", past + "es"] if not past.endswith("s") else [past, past + "e", past + "es"]
    forms = [(verb, "base"), (present, "ing"), *((p, "past") for p in pasts)]
    forms += [(f, "s") for f in (single, plural, imperfect + "ait", imperfect + "aient", *others)]
    return [(word + tail, form) for word, form in forms]


def _french_stems(verb: str) -> list[str]:
    if verb in _FRENCH_IRREGULAR:
        return _FRENCH_IRREGULAR[verb].split()
    if verb.endswith("er"):
        stem = verb[:-2]
        soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
        strong = stem
        if stem.endswith(("oy", "uy", "ay")):
            strong = stem[:-1] + "i"
        elif stem.endswith(("jet", "pel")) and not stem.endswith("ppel"):
            strong = stem + stem[-1]
        elif stem.endswith("ppel"):
            strong = stem + "l"
        elif len(stem) > 2 and stem[-2] in "eé" and stem[-1] not in "aeiou" and stem[-3] not in "eé":
            strong = stem[:-2] + "è" + stem[-1]
        return [strong + "e", strong + "ent", soft + "ant", stem + "é", stem + "e", stem + "ent"]
    if verb.endswith("ir"):
        stem = verb[:-2]
        return [stem + "it", stem + "issent", stem + "issant", stem + "i"]
    if verb.endswith("re"):
        stem = verb[:-2]
        return [stem, stem + "ent", stem + "ant", stem + "u"]
    return [verb, verb, verb + "ant", verb]
