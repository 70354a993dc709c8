"""From scores to an order: no author fills it, and one place in ten is for posts few have seen. Pure.

Knows nothing of why a score is what it is. The same seed gives the same order.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from .types import EXPLORED, Chosen, Scored

PAGE = 10
_AGAIN = 0.6
_EXPLORED_WHY = (("exploration", ""),)


def diverse(ranked: Sequence[Scored]) -> list[Scored]:
    """The same posts, an author's second at 0.6 of its score, the third at 0.36 …; never the same author twice in a row
    while another is left. Their order is `ranked`, the best first."""
    times: defaultdict[str, int] = defaultdict(int)
    weighed = []
    for one in ranked:
        author = one.candidate.person_id
        weighed.append((-one.score * _AGAIN ** times[author], one.candidate.id, one))
        times[author] += 1
    weighed.sort(key=lambda item: item[:2])
    return _apart([one for _, _, one in weighed])


def _apart(ranked: list[Scored]) -> list[Scored]:
    waiting: list[Scored] = []
    order: list[Scored] = []
    for one in ranked:
        waiting.append(one)
        while waiting:
            last = order[-1].candidate.person_id if order else None
            fits = next((i for i, w in enumerate(waiting) if w.candidate.person_id != last), None)
            if fits is None:
                break
            order.append(waiting.pop(fits))
    return order + waiting


def selected(ranked: Sequence[Scored], *, seed: int, most: int) -> list[Chosen]:
    """The order they are shown in, at most `most`; one place of each ten, drawn by the seed, goes to exploration."""
    draw = random.Random(seed)
    unknown = [one for one in ranked if one.candidate.sources == EXPLORED]
    draw.shuffle(unknown)
    explored = {one.candidate.id for one in unknown}
    order = diverse([one for one in ranked if one.candidate.id not in explored])
    chosen: list[Chosen] = []
    known = iter(order)
    while len(chosen) < most:
        place = draw.randrange(2, PAGE)
        page: list[Chosen] = []
        for at in range(PAGE):
            if at == place and unknown:
                page.append(Chosen(unknown.pop().candidate.id, _EXPLORED_WHY))
            elif (one := next(known, None)) is not None:
                page.append(Chosen(one.candidate.id, one.why))
        if len(page) < PAGE:  # nothing else is left: what is unknown fills it
            page.extend(Chosen(one.candidate.id, _EXPLORED_WHY) for one in unknown)
            unknown = []
        chosen.extend(page)
        if len(page) < PAGE or (not unknown and len(chosen) >= most):
            break
    return chosen[:most]
