"""The words orders are given with, English and French, as patterns on a clause's keys (folded: no capitals, no
accents, but a lone "à").

Knows nothing of what is done. Groups: x = what is there, y = what is wanted, p = a pronoun, v = a verb, n = a number.
"""

from __future__ import annotations

import re

LINK = r"and|et|,|then|puis|also|but|mais|aussi|ensuite|plus|finally|enfin|&"
_TO = r"(?:to|into|towards?|in|with|be|for|as|en|vers|pour|par|[aà]|au|aux|:)"
_MAKE = (
    r"(?:move|deplace[rz]?|make|turn|render|get|have|let|keep|leave|set|rends?|fais|faites|mets?|mettez|passe[rz]?|"
    r"que|qu')"
)
_ADD = (
    r"(?:add|include|insert|bring in|bring|introduce|put in|throw in|ajoute[rsz]?|rajoute[rsz]?|insere[rz]?|inclus|"
    r"fais apparaitre|show|place|put|give|mets?|mettez|place[rz]?|pose[rz]?|donne[rz]?|with|avec)"
)
_REMOVE = (
    r"(?:remove|delete|erase|eliminate|lose|hide|get rid of|take (?:away|out|off)|take|cut out|cut|drop|stop|clear|"
    r"without|with no|no more|no|enleve[rsz]?|enlever|retire[rsz]?|retirer|supprime[rsz]?|supprimer|efface[rsz]?|"
    r"ote[rz]?|vire[rz]?|cache[rz]?|arrete[rz]? (?:de|d')|arrete[rz]?|sans|plus (?:de|d')|plus aucune?|pas (?:de|d')|"
    r"aucune?|fais disparaitre|do not|don t|mute|silence|coupe[rz]?)"
)
_CHANGE = (
    r"(?:replace|swap(?: out)?|exchange|switch(?: out)?|change|turn|transform|convert|morph|set|shift|move|adjust|"
    r"remplace[rsz]?|remplacer|echange[rz]?|transforme[rz]?|convertis|troque[rz]?|modifie[rz]?|mets?|passe[rz]?)"
)
OPENER = re.compile(
    r"(?:add|include|insert|bring|introduce|remove|delete|erase|eliminate|lose|hide|get rid|take (?:away|out|off)|no|"
    r"without|with no|replace|swap|exchange|substitute|switch|change|transform|convert|make|keep|shift|paint|extend|"
    r"continue|give|put|set|let|have|speed|slow|play|ajoute|rajoute|insere|enleve|retire|supprime|efface|remplace|"
    r"echange|transforme|mets?|fais|rends|passe|donne|peins|colorie|prolonge|continue|accelere|ralentis|sans"
    r"|plus (?:de|d')|"
    r"change|modifie|turn (?:it|the|him|her|them) .*(?:into|to|on|off)|arrete|garde|avec|with|in the (?:first"
    r"|second|last)|"
    r"make it|faster|slower|bigger|smaller|the camera|la camera|close up|gros plan)\b",
)
"""An order begins."""
PLACE_OF = re.compile(
    r"\b(?:instead of|rather than|in place of|au lieu (?:de|du|des|d')|[aà] la place (?:de|du|des|d')|plutot que)\s"
)
POLITE = re.compile(
    r"(?:(?:what if(?: it (?:was|were|is))?|how about|et si|use|utilise[rz]?|please|now|ok|okay|hey|actually"
    r"|just|maybe|and|but|also|then|s' il (?:te|vous) plait|stp|svp|alors|"
    r"maintenant|(?:can|could|would|will) you|i (?:would like|want)(?: you)?(?: to)?|we (?:want|need)(?: to)?|let 's|"
    r"peux tu|pouvez vous|pourrais tu|je (?:veux|voudrais)|j' aimerais|il faut|et|mais|aussi|"
    r"(?:use |keep )?(?:the )?same (?:shot|scene|video|clip)(?: but)?(?: with)?|(?:la )?meme (?:scene|video)"
    r"|le meme plan|fais en sorte (?:que|qu')|make sure(?: that)?)"
    r"(?:\s|$),?\s*)+"
)
"""Said before an order, means nothing here."""
LEADING = re.compile(r"(?:instead|rather|plutot|[aà] la place)\s*,?\s+(?!of\b|than\b|que?\b|de\b|du\b|des\b|d')")
TRAILING = re.compile(r"\s*,?\s*\b(?:instead|please|for me|plutot|[aà] la place|s' il (?:te|vous) plait|stp|svp)$")
REST = re.compile(
    r"(?:(?:and |but )?(?:keep|leave)\b.*\b(?:same|else|rest|unchanged|as (?:it )?is|identical)\b.*"
    r"|(?:garde|laisse)\w*\b.*\b(?:reste|tout|identique|pareil|meme)\b.*|.*\b(?:everything else|the rest"
    r"|nothing else|"
    r"le reste|rien d' autre)\b.*|without changing .*|sans (?:rien )?changer .*)$"
)
"""The rest stays as it is."""
ORDERED = re.compile(
    r"(?:add|include|insert|bring|introduce|remove|delete|erase|get rid|replace|swap|exchange|substitute"
    r"|switch|change|"
    r"transform|convert|make|keep|shift|paint|extend|continue|give|put|set|let|speed|slow|ajoute|rajoute"
    r"|insere|enleve|"
    r"retire|supprime|efface|remplace|echange|transforme|mets|fais|rends|donne|peins|colorie|prolonge|accelere"
    r"|ralentis|"
    r"modifie|garde|agrandis|enlarge|shrink)\b"
)
"""An order and nothing else: no scene begins so."""
SHOT = re.compile(
    r"(?:in|for|during|on|dans|pour|pendant|sur|au|a|à)\s+(?:the |le |la )?(?:"
    r"(?P<nth>first|second|third|fourth|last|final|premiere?|deuxieme|seconde?|troisieme|quatrieme|derniere?)\s+"
    r"(?:shot|scene|plan|take)|(?:shot|scene|plan|take)\s+(?P<n>\d{1,2}))\b\s*[,:]?\s*"
)
NTH = {
    **dict.fromkeys(("first", "premier", "premiere"), 0),
    **dict.fromkeys(("second", "seconde", "deuxieme"), 1),
    **dict.fromkeys(("third", "troisieme"), 2),
    **dict.fromkeys(("fourth", "quatrieme"), 3),
    **dict.fromkeys(("last", "final", "dernier", "derniere"), -1),
}
PALETTE = re.compile(
    rf"(?:(?:{_CHANGE}|make|use|give|apply|with|add|utilise|avec|decale)\s+)?(?:it\s+)?(?:an?\s+|the\s+|la\s+"
    rf"|une\s+|les\s+)?"
    r"(?:overall\s+|general\s+)?(?:colou?r\s+(?:palette|scheme|grade|grading|tones?)|(?:colou?r )?palette|"
    rf"(?:palette|gamme|teintes)(?: (?:de|des) couleurs?)?|colou?rs(?= (?:to|of)\b)(?! of the))\s*(?:{_TO}|of"
    rf"|de|d'|is)?\s*(?P<y>.+)$"
)
PALETTE_SAID = re.compile(
    r"(?:\b(?:in|with|using|dans|avec)\s+)?(?:(?:an?|the|une|la)\s+)?(?:colou?r\s+(?:palette|scheme|grade|grading)|"
    r"palette)\s*(?:de(?:s)? couleurs?)?\s*(?:of|:|is|in|de|d'|en)?\s+(?P<y>.+)$"
)
"""In a prompt."""
PALETTE_AFTER = re.compile(
    r"(?:.*?\b)?(?:(?:in|with|use|make it|dans|en|avec)\s+)?(?:an?\s+|des\s+|une\s+)?"
    r"(?P<y>(?:[a-z' ,]+?))\s+(?:colou?r\s+)?(?:palette|tones|hues|shades|colou?r scheme)$"
    r"|(?:in|dans|avec|use|with|utilise)\s+(?:des |les )?(?:shades|tones|hues|tons|teintes|nuances)\s*(?:of|de"
    r"|d')?\s*(?P<z>.+)$"
)
ALL_IN = re.compile(
    r"(?:(?:make|turn|paint|rends|mets|colou?r)\s+)?(?:everything|it all|tout|the whole (?:scene|thing|world"
    r"|picture)|"
    r"the (?:scene|world)|(?:toute )?la scene|le monde)\s+(?:(?:in|en|is|be|into)\s+)?(?P<y>.+)$"
)
COLOURS_LIKE = re.compile(r"(?:.*?\b)?(?P<y>[a-z]+)\s+colou?rs$|.*?\bcouleurs\s+(?:plus\s+)?(?P<z>[a-z]+)$")
COLOUR_OF = re.compile(
    r"(?:change|make|turn|set|switch|shift|paint|modify|adjust)\s+(?:the\s+)?colou?rs?\s+of\s+(?P<x>.+?)\s+"
    r"(?:to|into|be|as|for)\s+(?P<y>.+)$"
    r"|(?:change|make|turn|set|switch|shift)\s+(?P<x2>.+?)\s+(?:'s\s+)?colou?rs?\s+(?:(?:to|into|be"
    r"|as)\s+)?(?P<y2>.+)$"
    r"|(?:change|mets?|modifie|passe)[rz]?\s+(?:la |les )?couleurs?\s+(?:de|du|des|d')\s+(?P<x3>.+?)\s+"
    r"(?:en|a|à|au|pour|par|vers)\s+(?:du |le |la )?(?P<y3>.+)$"
    r"|(?:paint|colou?r|dye|recolou?r|peins|colorie|colore|teins|peindre)\s+(?P<all>.+)$"
)
EXCHANGE = re.compile(
    r"substitute\s+(?P<y>.+?)\s+for\s+(?P<x>.+)$"
    r"|(?:mets?|prends|utilise)\s+(?P<y2>.+?)\s+[aà] la place (?:de|du|des|d')\s+(?P<x2>.+)$"
    r"|(?:replace|swap(?: out)?|exchange|switch(?: out)?|change|turn|transform|convert|morph|adjust)\s+(?P<x3>.+?)\s+"
    r"(?:with|for|by|into|to)\s+(?P<y3>.+)$"
    r"|(?:remplace|echange|change|transforme|convertis|troque|modifie)[rsz]?\s+(?P<x4>.+?)\s+"
    r"(?:par|contre|en|pour|[aà])\s+(?P<y4>.+)$"
    r"|(?P<x5>.+?)\s+(?:becomes?|turns? into|turned into|devient|deviennent|se transforment? en)\s+(?P<y5>.+)$"
)
AND_THE = re.compile(r"\s+(?:and|et)\s+(?=(?:the|his|her|its|le|la|les|l'|son|sa)\s)")
AND_TO = re.compile(r"\s+(?:and|et|,)\s+(?P<x>.+?)\s+(?:to|into|with|by|par|en)\s+(?P<y>.+)$")
MADE_INTO = re.compile(
    r"(?:make|turn)\s+(?P<x>it|him|her|them|the .+?|his .+?|her .+?|their .+?)\s+(?:into\s+)?(?P<y>an?\s.+)$"
)
INSTEAD = re.compile(
    r"(?:(?:make it|make|use|put|with|have|show|mets?|avec|fais|utilise|i want|je veux)\s+)?(?P<y>.+?)\s*,?\s+"
    r"(?:instead of|rather than|in place of|au lieu (?:de|du|des|d')|[aà] la place (?:de|du|des|d')|plutot que|"
    r"(?:et )?(?:and )?not|et non|et pas)\s+(?P<x>.+)$"
)
MADE_OF = re.compile(r"(?:fais|faites|fait)\s+(?:de l'|de la|de|du|des|d')\s*(?P<x>.+?)\s+(?P<y>une?\s.+)$")
SHALL_BE = re.compile(
    r"(?:(?:que|qu')\s+)?(?P<x>.+?)\s+(?:(?:should|must|has to|have to|needs to|could|to)\s+be(?:come)?|is now"
    r"|is|are|"
    r"doi(?:t|vent) etre|soi(?:t|ent)|est maintenant|est|sont)\s+(?P<y>.+)$"
)
SWITCH_TO = re.compile(
    r"(?:switch|change|go|move|cut|set|take|bring|put|place|stage|film|shoot|passe|mets?|va|place|deplace|transporte)"
    r"[rz]?\s+(?:(?:it|this|that|them|everything|everyone|the (?:scene|video|clip|action|shot|whole thing)"
    r"|(?:toute? )?la scene|le tout|l' action|ca|tout)"
    r"\s+)?(?:to|into|over to)?\s*(?P<y>.+)$"
)
FILM = re.compile(
    r"(?:film|shoot|filme[rz]?)\s+(?:(?:it|this|the (?:scene|action)|everything|la scene|ca|le tout"
    r"|tout)\s+)?(?P<y>.+)$"
)
LOOK_LIKE = re.compile(
    r"(?:it|this|everything|the (?:scene|video)|them)\s+(?:look|feel|appear|seem)\s+(?:more\s+)?(?:like\s+)?"
)
GIVE = re.compile(
    r"(?:give|put on|dress|donne|mets?|enfile|habille)[rz]?\s+(?:to\s+)?(?P<p>him|her|it|them|lui"
    r"|leur)\s+(?:(?:in|with|avec|de|d'|en)\s+)?(?P<y>.+)$"
    r"|(?:give|dress)\s+(?P<all>the .+)$"
    r"|(?:add|put|place|ajoute|mets?|donne|pose)[rz]?\s+(?P<y3>.+?)\s+(?:to|on|sur|a|à|au|aux)\s+(?P<x3>.+)$"
)
ADD = re.compile(rf"{_ADD}\s+(?P<y>.+)$|(?P<y2>.+?)\s+(?:en plus|as well|too|aussi)$")
REMOVE = re.compile(rf"{_REMOVE}\s+(?P<x>.+)$|(?:i do not want|je ne veux (?:pas|plus)(?: de| d')?)\s+(?P<x2>.+)$")
EXTEND = re.compile(
    r"(?:extend|continue|prolong|lengthen|prolonge|continue|poursuis|etends)[rz]?\s+(?:the |this |la |le |l' )?"
    r"(?:scene|video|clip|shot|action|plan|it)?\s*,?\s*(?:with|by|so that|where|as|having|avec|en|ou|pour que"
    r"|par)?\s*(?P<y>.*)$"
    r"|(?:at the end|finally|in the end|afterwards|after that|[aà] la fin|pour finir|apres)\s*,?\s+(?P<y2>.+)$"
)
SCORES = re.compile(
    r"(?:it|he|she|they|the (?:shot|ball|player)|il|elle|le (?:tir|ballon|joueur))\s+(?:goes in|scores?|marque|rentre)"
    r"(?: (?:le|un) panier)?$"
)
IN_COLOUR = re.compile(
    r"(?:(?:make it|in|back to|en|remets? en)\s+)?(?:in\s+|full\s+)?(?:colou?r|couleurs?)(?: (?:instead|au lieu)\b.*)?$"
)
TAKE_OUT = re.compile(
    r"(?:remove|delete|cut(?: out)?|drop|supprime|enleve|retire|coupe)[rz]?\s+(?:the |le |la )?(?:(?P<nth>first|second|"
    r"third|fourth|last|final|premiere?|deuxieme|seconde?|troisieme|quatrieme|derniere?)\s+(?:shot|scene|plan|take)"
    r"|(?:shot|scene|plan|take)\s+(?P<n>\d{1,2}))$"
)
MAKE = re.compile(rf"{_MAKE}\s+(?P<y>.+)$")
CAUSE_FR = re.compile(
    r"(?:fais|fait|faites|faire)\s+(?:(?P<p>le|la|les|lui|leur)\s+)?(?P<v>[a-z]+(?:er|ir|re))\b\s*(?P<x>.*)$"
)
QUICKER = re.compile(
    r"(?:(?P<n>twice|two|three|four|deux|trois|quatre|2|3|4)\s*(?:x|times|fois)?\s*(?:as\s+|plus\s+)?"
    r"(?P<way>fast(?:er)?|quick(?:er)?|speed|slow(?:er|ly)?|vite|rapides?|lent(?:ement|e)?s?)"
    r"|(?P<double>double|triple)\s+(?:the\s+)?speed|"
    r"(?P<half>half)\s+(?:as fast|the speed|speed)|(?P<up>speed (?:it |this |everything |the \w+ )?up|"
    r"faster|quicker|sped up|plus vite|plus rapide(?:ment)?|accelere[rz]?)|(?P<down>slow (?:it |this "
    r"|everything |the \w+ )?down|"
    r"slower|plus lent(?:ement|e)?|ralenti[srz]?)|(?P<one>(?:normal|regular|real|original) (?:speed|time)|real time|"
    r"vitesse (?:normale|reelle)|temps reel))(?: (?:la scene|le tout|tout|l' action|la video|the (?:scene"
    r"|video|action)|than (?:that|now)))?(?: (?:a (?:little )?bit|a little|slightly|un peu))?$"
)
LASTS = re.compile(
    r"(?:(?:make it|make|extend (?:it )?to|shorten (?:it )?to|lasts?|lasting|for|dure|durer|pendant"
    r"|fais(?: le)? durer|mets?)\s+)?"
    r"(?P<n>\d{1,2}(?:[.,]\d+)?)\s*(?:s|sec|secs|seconds?|secondes?)(?:\s+(?:long|de long|au total))?$"
)
BIGGER = re.compile(
    r"\b(?P<verb>(?P<grow>enlarge|grow|agrandi[srt]|grossi[srt])|(?P<shrink>shrink|rapetisse[rz]?|reduis|diminue))\b"
    r"|\b(?P<much>(?:much|a lot|way|far|bien|beaucoup|encore|even)\s+)?(?:(?P<up>bigger|larger|taller|huger"
    r"|wider|fatter|twice as (?:big|large|tall)|"
    r"(?:deux fois )?plus (?:grande?s?|gros(?:se)?s?|hautes?|haut))|(?P<down>smaller|tinier|shorter|littler"
    r"|half the size|"
    r"plus petite?s?|moins (?:grande?s?|grosse?s?)))\b"
)
