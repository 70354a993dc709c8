"""Whether an engine can do what is wanted; what it cannot is refused by the field's name, never dropped.

Pure: knows nothing of databases or files.
"""

from __future__ import annotations

import secrets

from ...engines.port import Abilities, CharacterRef, Kind, Order
from ...kernel.errors import InvalidInput
from .types import Wanted

DEFAULT_SECONDS = 4.0
MOST_VARIANTS = 4
MOST_CHARACTERS = 2
MOST_EXTENSIONS = 6
LONGEST_EXTENSION_S = 20.0
_SEED_BITS = 31


def to_order(
    wanted: Wanted,
    kind: Kind,
    model: str,
    can: Abilities,
    *,
    characters: tuple[CharacterRef, ...] = (),
    document: str | None = None,
    source_seconds: float = 0.0,
) -> Order:
    """The order for an engine with the abilities `can`.

    Errors: InvalidInput with the codes unsupported_<field>, bad_seconds, bad_size, bad_fps, bad_look.
    """
    _refuse(wanted.picture is not None and not can.picture, "input_reference", model)
    _refuse(document is not None and not can.document, "screenplay", model)
    _refuse(bool(characters) and not can.characters, "characters", model)
    _refuse(wanted.negative_prompt is not None and not can.negative_prompt, "negative_prompt", model)
    _refuse(not wanted.sound and not can.silence, "generate_sound", model)
    check_look_and_seed(wanted, model, can)
    size = f"{wanted.width}x{wanted.height}"
    if can.sizes is not None and size not in can.sizes:
        message = f"{model} makes {', '.join(can.sizes)}, not {size}"
        raise InvalidInput("bad_size", message, field="size")
    fps = wanted.fps if wanted.fps is not None else can.rates[0]
    if fps not in can.rates:
        rates = " or ".join(map(str, can.rates))
        raise InvalidInput("bad_fps", f"{model} makes {rates} frames a second, not {fps}", field="fps")
    seconds = DEFAULT_SECONDS if wanted.seconds is None else wanted.seconds
    if not can.shortest_s <= seconds <= can.longest_s:
        message = f"{model} makes clips of {can.shortest_s:g} to {can.longest_s:g} seconds, not {seconds:g}"
        raise InvalidInput("bad_seconds", message, field="seconds")
    return Order(
        kind=kind,
        prompt=wanted.prompt,
        model=model,
        seconds=seconds,
        width=wanted.width,
        height=wanted.height,
        fps=fps,
        seed=wanted.seed if wanted.seed is not None or not can.seed else secrets.randbits(_SEED_BITS),
        look=wanted.look,
        sound=wanted.sound,
        negative_prompt=wanted.negative_prompt,
        document=document,
        source_seconds=source_seconds,
        characters=characters,
        extra=dict(wanted.extra),
    )


def check_look_and_seed(wanted: Wanted, model: str, can: Abilities) -> None:
    """Errors: InvalidInput("unsupported_seed" | "unsupported_look" | "bad_look")."""
    _refuse(wanted.seed is not None and not can.seed, "seed", model)
    _refuse(wanted.look is not None and not can.looks, "look", model)
    if wanted.look is not None and wanted.look not in can.looks:
        message = f"there is no look {wanted.look!r}: choose of {', '.join(can.looks)}"
        raise InvalidInput("bad_look", message, field="look")


def check_extension(seconds: float | None, source_seconds: float, extensions: int, can: Abilities) -> float:
    """The seconds an extension adds.

    Errors: InvalidInput("bad_seconds" | "too_many_extensions" | "too_long").
    """
    added = DEFAULT_SECONDS if seconds is None else seconds
    if not 1.0 <= added <= LONGEST_EXTENSION_S:
        message = f"an extension adds 1 to {LONGEST_EXTENSION_S:g} seconds, not {added:g}"
        raise InvalidInput("bad_seconds", message, field="seconds")
    if extensions >= MOST_EXTENSIONS:
        message = f"the video has been extended {extensions} times; {MOST_EXTENSIONS} are the most"
        raise InvalidInput("too_many_extensions", message, field="video")
    if source_seconds + added > can.longest_total_s + 1e-6:
        message = f"{source_seconds:g} and {added:g} seconds are over the {can.longest_total_s:g} that a clip may last"
        raise InvalidInput("too_long", message, field="seconds")
    return added


def cost_of(order: Order, seconds: float) -> float:
    """What fair queueing counts: megapixels drawn."""
    return order.width * order.height * order.fps * seconds / 1e6


def credits_of(order: Order, seconds: float) -> int:
    """The price: one credit a second at 1280×720 or below, more in proportion to the pixels; at least one."""
    return max(round(seconds * max(order.width * order.height / (1280 * 720), 1.0)), 1)


def _refuse(wrong: bool, field: str, model: str) -> None:
    if wrong:
        raise InvalidInput(f"unsupported_{field}", f"{model} cannot use {field}", field=field)
