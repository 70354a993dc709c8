"""Which candidates may be shown at all. Pure: a candidate and who asks in, a yes or no out.

Knows nothing of scores. The sources leave most of this out already; the rules are here, and hold for every tab.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .types import Asker, Candidate, Wish
from .wishes import strength

_NONE_OF_IT = -0.95
Filter = Callable[[Candidate, Asker], bool]


def is_live(candidate: Candidate, asker: Asker) -> bool:
    """Neither held nor removed, by someone who is there."""
    return candidate.state == "live" and bool(candidate.author_active)


def is_there_yet(candidate: Candidate, asker: Asker) -> bool:
    """Not from after the time of asking: who swipes on swipes through what there was."""
    return candidate.created_at <= asker.now


def is_for_the_asker(candidate: Candidate, asker: Asker) -> bool:
    """Public, or for followers, of whom the asker is one; unlisted posts are in no feed."""
    return candidate.visibility == "public" or (candidate.visibility == "followers" and bool(candidate.followed))


def is_not_own(candidate: Candidate, asker: Asker) -> bool:
    return candidate.person_id != asker.person_id


def is_not_blocked(candidate: Candidate, asker: Asker) -> bool:
    """Neither has blocked the other."""
    return not candidate.blocked


def is_not_muted(candidate: Candidate, asker: Asker) -> bool:
    return not candidate.muted


def is_new(candidate: Candidate, asker: Asker) -> bool:
    """Not seen before."""
    return not candidate.seen


def is_fit_for_minors(candidate: Candidate, asker: Asker) -> bool:
    """What somebody has reported waits for a decision before minors see it."""
    return not (asker.is_minor and candidate.reported)


def is_long_enough(candidate: Candidate, asker: Asker) -> bool:
    """Within the lengths wished for."""
    least, most = asker.weights.min_seconds, asker.weights.max_seconds
    return (least is None or candidate.seconds >= least) and (most is None or candidate.seconds <= most)


def is_not_unwanted(candidate: Candidate, asker: Asker) -> bool:
    """Nothing of what the asker wants none of."""
    unwanted: list[Wish] = [wish for wish in asker.weights.wishes if wish.weight <= _NONE_OF_IT]
    if not unwanted:
        return True
    topics = frozenset((candidate.topics or "").split())
    return all(strength(wish, topics) < 1.0 for wish in unwanted)


ALWAYS: tuple[Filter, ...] = (is_live, is_for_the_asker, is_not_blocked, is_not_muted, is_fit_for_minors)
IN_ORDER: tuple[Filter, ...] = ALWAYS
"""Of the tabs in order of time: one's own and what one has seen are in them too."""
RANKED: tuple[Filter, ...] = (*ALWAYS, is_there_yet, is_not_own, is_new, is_long_enough, is_not_unwanted)


def kept(candidates: Iterable[Candidate], asker: Asker, filters: tuple[Filter, ...]) -> list[Candidate]:
    """The candidates that pass every filter, in the same order."""
    return [candidate for candidate in candidates if all(passes(candidate, asker) for passes in filters)]
