"""Screenplays joined end to end: the shots of each after those of the one before.

Pure; knows nothing of videos. Names of roles are those of a shot, so nothing need be renamed; the look, the seed and
the language are the first's.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..engines.world.screenplay.io import loads
from ..engines.world.screenplay.schema import Screenplay
from ..kernel.errors import InvalidInput

LONGEST_STITCH_S = 60.0
_MOST_SHOTS = 24


def joined(documents: Sequence[str]) -> tuple[str, float]:
    """(document, seconds) of the documents joined.

    Errors: InvalidInput("too_long" | "too_many_shots" | "unsupported_stitch").
    """
    try:
        plays = [loads(document) for document in documents]
    except InvalidInput as error:
        raise InvalidInput("unsupported_stitch", "one of the clips has no screenplay", field="parts") from error
    shots = [shot for play in plays for shot in play.shots]
    seconds = sum(shot.duration_s for shot in shots)
    if seconds > LONGEST_STITCH_S + 1e-6:
        message = f"together they last {seconds:g} seconds; {LONGEST_STITCH_S:g} are the most"
        raise InvalidInput("too_long", message, field="parts")
    if len(shots) > _MOST_SHOTS:
        message = f"together they have {len(shots)} shots; {_MOST_SHOTS} are the most"
        raise InvalidInput("too_many_shots", message, field="parts")
    first = plays[0]
    whole = Screenplay(
        title=first.title,
        prompt="\n".join(play.prompt for play in plays),
        language=first.language,
        seed=first.seed,
        look=first.look,
        shots=tuple(shots),
        opening=first.opening,
    )
    return whole.model_dump_json(), seconds
