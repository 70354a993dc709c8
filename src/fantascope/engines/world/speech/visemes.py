"""From letters to mouth shapes: our own spelling rules for English and French.

Knows nothing of audio. Each sound is a viseme (index into VISEMES) with the time it usually takes; silences stand for
punctuation. The rules are for lips, not for speech: a wrong vowel of the right opening is good enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .types import VISEMES, Language

_INDEX = {name: i for i, name in enumerate(VISEMES)}
SILENCE = 0
VOWELS = frozenset(_INDEX[v] for v in ("aa", "E", "I", "O", "U"))
HISSES = frozenset(_INDEX[v] for v in ("FF", "TH", "CH", "SS"))
STOPS = frozenset(_INDEX[v] for v in ("PP", "DD", "kk"))
_USUAL_S = {
    "sil": 0.15,
    "PP": 0.07,
    "FF": 0.09,
    "TH": 0.07,
    "DD": 0.06,
    "kk": 0.07,
    "CH": 0.10,
    "SS": 0.10,
    "nn": 0.06,
    "RR": 0.07,
    "aa": 0.12,
    "E": 0.09,
    "I": 0.09,
    "O": 0.11,
    "U": 0.10,
}

# Longest spelling first; "" = silent. A leading ^ or trailing $ ties a rule to the word's start or end.
_ENGLISH = """
ough:O eigh:E,I igh:aa,I tion$:CH,E,nn tions$:CH,E,nn,SS sion$:CH,E,nn ture$:CH,RR tch:CH dge:CH sch:SS,kk
^kn:nn ^wr:RR ^wh:U wh:U sh:CH ch:CH th:TH ph:FF gh: ck:kk qu:kk,U ng$:nn ng:nn,kk mb$:PP ce$:SS ge$:CH se$:SS
ee:I ea:I ey$:I ie:I ei:E,I ai:E,I ay:E,I oo:U oa:O,U oe:O,U ou:aa,U ow:O,U oi:O,I oy:O,I au:O aw:O ue:U ew:I,U
er:RR ir:RR ur:RR ar:aa,RR or:O,RR ^y:I y$:I es$:SS ed$:DD le$:nn re$:RR e$: ^a$:E ^i$:aa,I ^the$:TH,E ^you$:I,U
^to$:DD,U ^do$:DD,U ^be$:PP,I ^he$:E,I ^she$:CH,I ^we$:U,I ^me$:PP,I ^one$:U,aa,nn ^two$:DD,U
bb:PP pp:PP mm:PP dd:DD tt:DD ff:FF ss:SS zz:SS ll:nn nn:nn rr:RR cc:kk gg:kk kk:kk
ci:SS,I ce:SS,E cy:SS,I a:aa b:PP c:kk d:DD e:E f:FF g:kk h:E i:I j:CH k:kk l:nn m:PP n:nn o:O p:PP q:kk r:RR s:SS
t:DD u:aa v:FF w:U x:kk,SS y:I z:SS
"""
_FRENCH = """
eaux$:O eau:O aux$:O au:O ouill:U,I oui:U,I oin:U,E oi:U,aa oy:U,aa,I ou:U où:U ain:E ein:E aim:E ien:I,E
tion:SS,I,O ille$:I,I illes$:I,I ill:I,I gn:nn,I ch:CH ph:FF qu:kk th:DD gu:kk ge:CH gi:CH,I gy:CH,I
œu:O eu:O ai:E ei:E aî:E er$:E ez$:E est$:E et$:E ^et$:E ^est$:E es$: ent$: e$: s$: t$: d$: x$: z$: p$:
ce:SS,E ci:SS,I cy:SS,I ^les$:nn,E ^des$:DD,E ^mes$:PP,E ^tes$:DD,E ^ses$:SS,E ^ces$:SS,E ^en$:aa ^le$:nn,O ^de$:DD,O
^je$:CH,O ^te$:DD,O ^me$:PP,O ^se$:SS,O ^que$:kk,O ^ne$:nn,O
bb:PP pp:PP mm:PP dd:DD tt:DD ff:FF ss:SS ll:nn nn:nn rr:RR cc:kk
é:E è:E ê:E ë:E à:aa â:aa î:I ï:I ô:O ö:O û:U ù:U ü:U ç:SS œ:O æ:E
a:aa b:PP c:kk d:DD e:O f:FF g:kk h: i:I j:CH k:kk l:nn m:PP n:nn o:O p:PP q:kk r:RR s:SS t:DD u:U v:FF w:U
x:kk,SS y:I z:SS
"""
_FRENCH_NASAL = re.compile(r"([aeou])[nm](?![aeiouyhnméèêàâîôû])")
_FRENCH_NASAL_I = re.compile(r"[iy][nm](?![aeiouyhnméèêàâîôû])")
_DIGITS: dict[Language, tuple[str, ...]] = {
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "fr": ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
}
_PAUSES = {",": 0.18, ";": 0.25, ":": 0.25, ".": 0.4, "!": 0.4, "?": 0.4}


@dataclass(frozen=True, slots=True)
class Sound:
    """One mouth shape and how long it usually lasts; `optional` silences may take no time at all."""

    viseme: int
    usual_s: float
    optional: bool = False


def sounds_of(text: str, language: Language) -> list[Sound]:
    """The mouth shapes of a clean text, in order, beginning and ending with a silence.

    A short optional silence stands between words, a longer one at punctuation.
    """
    out = [Sound(SILENCE, 0.05, True)]
    for token in re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d|[.,;:!?]", text.lower()):
        if token in _PAUSES:
            out.append(Sound(SILENCE, _PAUSES[token], True))
            continue
        word = _DIGITS[language][int(token)] if token.isdigit() else token
        for part in re.split(r"['-]", word):
            out.extend(Sound(v, _USUAL_S[VISEMES[v]]) for v in _word(part, language))
        out.append(Sound(SILENCE, 0.02, True))
    out.append(Sound(SILENCE, 0.1, True))
    return out


def _word(word: str, language: Language) -> list[int]:
    if language == "fr":
        word = _FRENCH_NASAL.sub(lambda m: {"a": "â", "e": "â", "o": "ô", "u": "è"}[m.group(1)], word)
        word = _FRENCH_NASAL_I.sub("è", word)
    else:
        word = "".join(_ACCENTLESS.get(c, c) for c in word)
    found: list[int] = []
    i = 0
    while i < len(word):
        for spelling, at_start, at_end, shapes in _RULES[language]:
            if (
                word.startswith(spelling, i)
                and (not at_start or i == 0)
                and (not at_end or (i + len(spelling) == len(word) and (i > 0 or at_start)))
            ):
                found.extend(s for s in shapes if not found or found[-1] != s)
                i += len(spelling)
                break
        else:
            i += 1
    return found or [_INDEX["E"]]


def _rules(table: str) -> list[tuple[str, bool, bool, tuple[int, ...]]]:
    rules = []
    for entry in table.split():
        spelling, shapes = entry.split(":")
        start, end = spelling.startswith("^"), spelling.endswith("$")
        bare = spelling.strip("^$")
        rules.append((bare, start, end, tuple(_INDEX[s] for s in shapes.split(",") if s)))
    return sorted(rules, key=lambda r: (-len(r[0]), -(r[1] + r[2])))


_ACCENTLESS = dict(zip("éèêëàâäîïôöûùüçñ", "eeeeaaaiioouuucn", strict=True))
_RULES: dict[Language, list[tuple[str, bool, bool, tuple[int, ...]]]] = {"en": _rules(_ENGLISH), "fr": _rules(_FRENCH)}
