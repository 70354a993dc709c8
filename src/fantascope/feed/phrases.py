"""The phrases that steer a feed, English and French: tables that `steer` looks things up in.

Knows nothing of sentences. Phrases are folded words; the longest that fits is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

MORE, MUCH_MORE, LITTLE_MORE = 0.7, 1.0, 0.35
LESS, MUCH_LESS, LITTLE_LESS, NONE = -0.6, -0.8, -0.3, -1.0

AMOUNTS: Mapping[float, str] = {
    MORE: "more|lots of|a lot of|plenty of|i want|i like|i love|i want to see|show me|give me|i would like|i d like"
    "|mostly|mainly|many|plus de|plus d'|davantage de|davantage d'|beaucoup de|beaucoup d'|j' aime|j' adore|je veux"
    "|je veux voir|je voudrais|j' aimerais|montre moi|montrez moi|surtout|principalement|encore plus de",
    MUCH_MORE: "much more|a lot more|lots more|many more|way more|far more|only|nothing but|just"
    "|beaucoup plus de|beaucoup plus d'|bien plus de|bien plus d'|seulement|uniquement|rien que|que",
    LITTLE_MORE: "a little more|a bit more|some more|slightly more|some|a few|un peu plus de|un peu plus d'|un peu de"
    "|quelques",
    LESS: "less|fewer|not so many|not so much|not too many|not too much|moins de|moins d'|pas trop de|pas trop d'"
    "|pas tant de|pas autant de",
    MUCH_LESS: "much less|a lot less|far fewer|far less|many fewer|way less|hardly any|beaucoup moins de"
    "|beaucoup moins d'|bien moins de|presque pas de",
    LITTLE_LESS: "a little less|a bit less|slightly less|slightly fewer|a bit fewer|un peu moins de|un peu moins d'",
    NONE: "no|no more|nothing with|nothing about|nothing|none|never|without|hide|avoid|stop|not|don t show|do not show"
    "|don t show me|do not show me|i hate|i don t like|i do not like|don t want|i don t want|i do not want|don t like"
    "|i don t want to see|get rid of|remove|rien avec|rien sur|rien|pas de|pas d'|plus jamais de|jamais de|jamais"
    "|sans|aucun|aucune|cache|evite|je deteste|je n' aime pas|je ne veux pas|je ne veux plus|je ne veux pas de"
    "|je ne veux plus de|je ne veux pas voir|n' aime pas|enleve|supprime|arrete|plus aucun|plus aucune|pas",
}

SWITCHES: Mapping[str, str] = {
    "follow_first": "people i follow|those i follow|who i follow|whom i follow|the people i follow|accounts i follow"
    "|people that i follow|people who i follow|creators i follow|my friends|my follows|who i m following"
    "|people i m following|gens que je suis|personnes que je suis|ceux que je suis|celles que je suis"
    "|comptes que je suis|qui je suis|mes amis|mes amies|mes abonnements|les gens que je suis|createurs que je suis",
    "fresh_first": "newest|the newest|latest|most recent|recent|recent ones|newer|fresh|new ones|new|new clips"
    "|new videos|plus recent|plus recents|plus recente|plus recentes|recent|recents|recente|recentes|nouveau|nouveaux"
    "|nouveautes|nouveaute|nouvelles|dernieres|derniers|les dernieres|les derniers",
    "popular_first": "popular|most popular|the most popular|most liked|viral|trending|famous|hits|best ones|the best"
    "|populaire|populaires|plus populaires|plus aimes|plus aimees|virales|viraux|tendances|celebres|les meilleures"
    "|les meilleurs",
}
FRESH_LEADS = frozenset({"plus recent", "plus recents", "plus recente", "plus recentes", "most recent"})

FIRST = "first|at first|before others|before the others|at the top|on top|d' abord|en premier|avant tout|en tete|avant"
RESET = (
    "forget everything|forget it all|reset|reset everything|start over|start afresh|clear everything|oublie tout"
    "|remets a zero|remise a zero|recommence|efface tout|tout effacer"
)
BELOW = (
    "less than|under|shorter than|below|at most|up to|max|maximum|no longer than|not longer than|no more than"
    "|not more than|moins de|plus court que|plus courts que|plus courtes que|plus courte que|inferieures a"
    "|en dessous de|au plus|au maximum|jusqu' a|pas plus de|pas plus longues que|pas plus longs que|sous"
)
ABOVE = (
    "more than|over|longer than|above|at least|minimum|min|no shorter than|not shorter than|no less than"
    "|not less than|plus de|plus long que|plus longs que|plus longues que|plus longue que|superieures a|au dessus de"
    "|au moins|au minimum|pas moins de"
)
SECONDS = "seconds|second|secs|sec|s|secondes|seconde"
SHORT = "short|short ones|short clips|short videos|shorter|courts|courtes|court|courte|plus courtes|plus courts"
LONG = (
    "long ones|long clips|long videos|longer|longer ones|longer clips|longues|plus longues|plus longs|longs|trop longs"
    "|trop longues"
)
SHORT_S, LONG_S = 6.0, 10.0

_IDLE = (
    "video|videos|clip|clips|film|films|stuff|thing|things|one|ones|content|post|posts|please|"
    "feed|them|it|me|to|of|the|a|an|see|s'il|te|vous|plait|svp|merci|thanks|contenu|contenus|"
    "chose|choses|truc|trucs|les|des|du|de|d'|l'|la|le|un|une|s|t|m|d|que|qui|i|je|j'|n'|"
    "ne|tout|all|any|my|mes|mon|ma|et|and|or|ou|but|mais|also|aussi|then|puis|with|avec|"
    "about|sur|in|on|dans|en|au|aux|that|which|where|who|featuring|there|is|are|be|c'|est|il|"
    "y|ya|moi|voir|montre|show|more|plus|less|moins"
)
IDLE = frozenset(_IDLE.split("|"))
BREAKS = frozenset({"but", "mais", "then", "puis", "also", "aussi"})
JOINTS = frozenset({"and", "et", "or", "ou", "&", "ni", "nor"})


def spelt(phrases: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a table as tuples of words."""
    return tuple(tuple(phrase.split()) for phrase in phrases.split("|"))


def longest(keys: list[str], at: int, phrases: Iterable[tuple[str, ...]]) -> int:
    """How many words the longest of the phrases takes at `at`; 0 = none stands there."""
    return max((len(p) for p in phrases if tuple(keys[at : at + len(p)]) == p), default=0)
