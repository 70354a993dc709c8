"""French word forms: plurals, feminines and the tenses a prompt uses.

Knows nothing of meaning. Rules cover regular words; tables the irregular ones. Overproducing is harmless.
"""

from __future__ import annotations

from .morphology import Form

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
