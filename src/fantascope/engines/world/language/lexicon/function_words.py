"""Words that carry grammar, not things: articles, numbers, pronouns, conjunctions, auxiliaries, parts of the body.

Knows nothing of where they are used. category → value → words; a value is what the reader works with.
"""

from __future__ import annotations

Table = dict[str, dict[str, str]]

ENGLISH: Table = {
    "det": {
        "indefinite": "a, an, some, any, each, every, any of",
        "definite": "the, this, that, these, those, both, all, all the, of the",
        "possessive": "its, his, her, their, my, our, your, 's, its own, their own",
        "none": "no",
    },
    "count": {
        "1": "one, single, a single, 1", "2": "two, 2, a couple of, a pair of, couple of, pair of", "3": "three, 3, a few, few, several, a handful of, trio of",
        "4": "four, 4", "5": "five, 5", "6": "six, 6, half a dozen", "7": "seven, 7", "8": "eight, 8, many, lots of, a lot of, plenty of, numerous, a bunch of, a group of, a crowd of, a flock of, a herd of, a swarm of, a school of, a pack of", "9": "nine, 9",
        "10": "ten, 10", "11": "eleven", "12": "twelve, a dozen, dozen", "13": "thirteen", "14": "fourteen", "15": "fifteen",
        "16": "sixteen", "17": "seventeen", "18": "eighteen", "19": "nineteen", "20": "twenty, dozens of, dozens", "30": "thirty",
        "40": "forty, hundreds of, hundreds", "50": "fifty", "60": "sixty, hundred, a hundred, thousands of, thousands, countless, millions of",
    },
    "pron": {
        "he": "he, him, himself", "she": "she, herself", "it": "it, itself", "they": "they, them, themselves, each other, one another",
        "one_of": "one of them, one of the two, one of these, one of those", "other": "the other, the other one, the others, another one",
        "narrator": "narrator, a narrator, voice over, voiceover, a voice, off screen voice, off camera voice",
        "you": "i, we, you, me, us, there, one",
    },
    "rel": {"who": "who, which, that, whose, where"},
    "conj": {"and": "and, &, plus, as well as, or", "but": "but, yet", "while": "while, as, whilst, meanwhile, during which, and meanwhile, at the same time as, when",
             "then": "then, and then, after that, afterwards, next, later, finally, eventually, before, until, so, and finally, followed by, soon", "first": "first, at first, initially, to begin with"},
    "aux": {"be": "is, are, was, were, be, been, being, 's being, am, gets, get, getting, got, becomes, become", "have": "has, have, had, having", "do": "do, does, did, can, could, will, would, may, might, must, should",
            "start": "starts, start, starting, started, begins, begin, begins to, starts to, started to, tries, try, tries to, trying, continues, continues to, keeps, wants, going, about, appears to, seems, seems to, learns, learning, helps", "not": "not, n't, never"},
    "wear": {"wear": "wearing, wears, wear, wore, dressed in, dressed, clad in, dressed as, in a costume of, wrapped in, sporting, disguised as, dressed like"},
    "light": {"do": "taking, takes, take, having, enjoying, enjoys, enjoy, making, doing, does a, performing, performs, giving, gives"},
    "say_word": {"hello": "hello, hi, goodbye, bye, good morning, good night, thank you, thanks, yes, no no"},
    "part": {"part": "hand, hands, head, foot, feet, leg, legs, arm, arms, tail, tails, trunk, tongue, tooth, teeth, eye, eyes, ear, ears, nose, mouth, face, "
             "finger, fingers, wing, wings, paw, paws, hair, beard, fur, back, shoulder, shoulders, neck, belly, tentacles, beak, horns, horn, mane, whiskers, claws, "
             "wheel, wheels, engine, engines, sail, sails, window, windows, side, top, bottom, front, middle, edge, end, center, centre, corner, surface, lap, knee, knees, body"},
    "filler": {"filler": "very, really, quite, so, too, just, also, still, almost, already, even, only, again, here, now, always, often, up close, "
               "extremely, slightly, completely, perfectly, truly, highly, somewhat, more, most, less, much, well, maybe, kind, sort, way, time, moment, bit, piece, pieces, set, type, kinds, own, suddenly there, once, "
               "something, everything, nothing, please, generate, create, make a video of, show, shows, showing, imagine, depicting, depicts, wait, called, named, going to, other's, it's"},
    "of": {"of": ""},
}

FRENCH: Table = {
    "det": {
        "indefinite": "un, une, des, chaque, quelque, certains, certaines, tout un",
        "definite": "le, la, les, l', ce, cet, cette, ces, tous les, toutes les, tout le, toute la",
        "possessive": "son, sa, ses, leur, leurs, mon, ma, mes, notre, nos, votre, vos, ton, ta, tes",
        "none": "aucun, aucune",
    },
    "count": {
        "2": "deux, 2, une paire de, un couple de", "3": "trois, 3, quelques, plusieurs, une poignée de", "4": "quatre, 4", "5": "cinq, 5", "6": "six, 6, une demi-douzaine de", "7": "sept, 7",
        "8": "huit, 8, beaucoup de, plein de, de nombreux, de nombreuses, nombreux, nombreuses, un groupe de, un troupeau de, une bande de, une volée de, une meute de, un banc de", "9": "neuf, 9", "10": "dix, 10, une dizaine de, une dizaine d'", "11": "onze",
        "12": "douze, une douzaine de, une douzaine d'", "13": "treize", "14": "quatorze", "15": "quinze, une quinzaine de", "16": "seize", "17": "dix-sept", "18": "dix-huit", "19": "dix-neuf",
        "20": "vingt, des dizaines de, une vingtaine de", "30": "trente", "40": "quarante, des centaines de", "50": "cinquante", "60": "soixante, cent, des milliers de",
    },
    "pron": {
        "he": "il, lui, lui-même", "she": "elle, elle-même", "they": "ils, elles, eux, l'un l'autre, les uns les autres", "it": "ça, cela, le tout, y",
        "one_of": "l'un d'eux, l'une d'elles, l'un d'entre eux, l'une d'entre elles, un d'eux, l'un d'elles, l'un des deux, l'une des deux", "other": "l'autre, les autres, un autre, une autre",
        "narrator": "narrateur, le narrateur, voix off, une voix off, une voix, la voix off, narratrice, en voix off",
        "you": "je, j', tu, nous, vous, on, moi, toi",
    },
    "rel": {"who": "qui, que, qu', dont, où, lequel, laquelle"},
    "conj": {"and": "et, ainsi que, ou, puis aussi", "but": "mais", "while": "pendant que, pendant qu', tandis que, tandis qu', alors que, alors qu', tout en, lorsque, lorsqu', quand, en même temps que",
             "then": "puis, ensuite, et puis, après, enfin, finalement, et ensuite, avant de, après quoi, et enfin, plus tard, jusqu'à ce que, bientôt", "first": "d'abord, tout d'abord, au début, au départ"},
    "aux": {"be": "est, sont, était, étaient, être, étant, c'est, ce sont, il y a, voici, voilà, en train de, en train d', devient, deviennent", "have": "a, ont, ayant, avait, avaient", "do": "peut, peuvent, va, vont, veut, veulent, doit",
            "start": "commence à, commencent à, se met à, se mettent à, essaie de, essaient de, continue de, continue à, vient de, sur le point de", "not": "ne, n', pas, jamais"},
    "wear": {"wear": "vêtu de, vêtue de, vêtus de, vêtues de, habillé en, habillée en, habillé de, habillée d', vêtu d', vêtue d', vêtus d', habillé d', déguisé en, déguisée en, coiffé de, coiffé d', coiffée de, coiffée d', habillés en, vêtue en, vêtu en, chaussé de, chaussée de"},
    "light": {"do": "fait, font, faisant, prend, prennent"},
    "say_word": {"bonjour": "bonjour, salut, au revoir, bonne nuit, merci, oui, coucou"},
    "part": {"part": "main, mains, tête, pied, pieds, jambe, jambes, bras, queue, queues, trompe, langue, dent, dents, œil, yeux, oreille, oreilles, nez, bouche, visage, figure, "
             "doigt, doigts, aile, ailes, patte, pattes, cheveux, barbe, fourrure, pelage, dos, épaule, épaules, cou, ventre, tentacules, bec, cornes, corne, crinière, moustaches, griffes, "
             "roue, roues, moteur, voiles, côté, dessus, milieu, bout, coin, surface, genoux, corps"},
    "filler": {"filler": "très, vraiment, assez, trop, aussi, encore, presque, déjà, même, seulement, ici, maintenant, toujours, souvent, extrêmement, légèrement, complètement, parfaitement, plus, moins, bien, peut-être, "
               "peu, fois, moment, façon, manière, sorte, genre, morceau, morceaux, quelque chose, tout, toute, tous, toutes, rien, montre-moi, crée, génère, imagine, montrant, y a, appelé, appelée, nommé, nommée, se, s', me, m', te, t', en y, ci, si, comme si, chose"},
    "of": {"of": ""},
}
