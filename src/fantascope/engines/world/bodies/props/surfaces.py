"""What props are made of: named colours, finishes, and material words with their density, friction, bounce and sound.

Knows nothing of forms. A material word of a prompt ("wooden", "gold") is looked up in `STUFF`; every finish is a plain
`Material`, so equal finishes compare equal and their meshes can be joined.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Material, Rgb, SoundMaterial

RED: Rgb = (0.88, 0.16, 0.15)
CORAL: Rgb = (0.96, 0.42, 0.33)
ORANGE: Rgb = (0.97, 0.54, 0.13)
YELLOW: Rgb = (0.99, 0.79, 0.18)
GREEN: Rgb = (0.33, 0.70, 0.30)
LEAF: Rgb = (0.40, 0.66, 0.22)
TEAL: Rgb = (0.12, 0.62, 0.62)
SKY: Rgb = (0.36, 0.70, 0.93)
BLUE: Rgb = (0.15, 0.42, 0.86)
NAVY: Rgb = (0.10, 0.18, 0.40)
PURPLE: Rgb = (0.52, 0.30, 0.74)
PINK: Rgb = (0.97, 0.56, 0.69)
WHITE: Rgb = (0.95, 0.95, 0.94)
CREAM: Rgb = (0.97, 0.92, 0.82)
GREY: Rgb = (0.56, 0.58, 0.61)
DARK: Rgb = (0.16, 0.17, 0.19)
BLACK: Rgb = (0.07, 0.07, 0.08)
BROWN: Rgb = (0.45, 0.27, 0.15)
OAK: Rgb = (0.80, 0.58, 0.34)
WALNUT: Rgb = (0.48, 0.29, 0.16)
STEEL: Rgb = (0.76, 0.78, 0.80)
GOLD: Rgb = (1.0, 0.77, 0.30)
BRASS: Rgb = (0.90, 0.70, 0.35)
WINDOW: Rgb = (0.13, 0.20, 0.28)
LAMP: Rgb = (1.0, 0.93, 0.72)


@dataclass(frozen=True, slots=True)
class Stuff:
    """A physical material: kg/m³ of a solid piece, Coulomb friction, restitution, and its sound and look."""

    density: float
    friction: float
    restitution: float
    sound: SoundMaterial
    colour: Rgb
    roughness: float
    metallic: float = 0.0
    opacity: float = 1.0
    sheen: float = 0.0


STUFF: dict[str, Stuff] = {
    "plastic": Stuff(950, 0.45, 0.45, "plastic", RED, 0.32),
    "wood": Stuff(620, 0.5, 0.35, "wood", OAK, 0.5),
    "metal": Stuff(7600, 0.4, 0.25, "metal", STEEL, 0.28, 1.0),
    "gold": Stuff(19000, 0.35, 0.2, "metal", GOLD, 0.22, 1.0),
    "silver": Stuff(10400, 0.35, 0.2, "metal", (0.92, 0.93, 0.95), 0.18, 1.0),
    "copper": Stuff(8900, 0.4, 0.25, "metal", (0.93, 0.56, 0.40), 0.25, 1.0),
    "glass": Stuff(2500, 0.35, 0.4, "glass", (0.80, 0.93, 0.95), 0.06, 0.0, 0.38),
    "crystal": Stuff(2700, 0.35, 0.4, "glass", (0.82, 0.88, 0.98), 0.05, 0.0, 0.42),
    "rubber": Stuff(1100, 0.85, 0.78, "rubber", DARK, 0.75),
    "stone": Stuff(2500, 0.7, 0.2, "stone", (0.62, 0.61, 0.59), 0.85),
    "marble": Stuff(2700, 0.5, 0.25, "stone", (0.93, 0.92, 0.91), 0.2),
    "ceramic": Stuff(2300, 0.45, 0.3, "ceramic", CREAM, 0.2),
    "clay": Stuff(1800, 0.7, 0.1, "earth", (0.78, 0.45, 0.31), 0.85),
    "cloth": Stuff(250, 0.8, 0.1, "cloth", CORAL, 0.9, 0.0, 1.0, 0.6),
    "leather": Stuff(860, 0.7, 0.3, "cloth", BROWN, 0.5),
    "paper": Stuff(700, 0.5, 0.1, "paper", WHITE, 0.85),
    "cardboard": Stuff(200, 0.55, 0.15, "paper", (0.76, 0.58, 0.38), 0.85),
    "ice": Stuff(917, 0.05, 0.2, "ice", (0.78, 0.91, 0.98), 0.08, 0.0, 0.6),
    "snow": Stuff(400, 0.5, 0.05, "snow", (0.96, 0.97, 1.0), 0.9, 0.0, 1.0, 0.3),
    "flesh": Stuff(900, 0.6, 0.25, "flesh", RED, 0.4),
    "wax": Stuff(900, 0.5, 0.2, "plastic", CREAM, 0.5),
    "chocolate": Stuff(1250, 0.5, 0.15, "wood", (0.33, 0.17, 0.09), 0.3),
    "foam": Stuff(60, 0.7, 0.4, "cloth", WHITE, 0.9),
}
WORDS = {
    "wooden": "wood",
    "golden": "gold",
    "metallic": "metal",
    "steel": "metal",
    "iron": "metal",
    "bronze": "copper",
    "brass": "gold",
    "stony": "stone",
    "rock": "stone",
    "porcelain": "ceramic",
    "fabric": "cloth",
    "wool": "cloth",
    "woolen": "cloth",
    "plush": "cloth",
    "velvet": "cloth",
    "icy": "ice",
    "frozen": "ice",
    "glassy": "glass",
    "crystalline": "crystal",
    "diamond": "crystal",
    "carton": "cardboard",
    "origami": "paper",
    "aluminium": "metal",
}


def stuff(word: str) -> Stuff:
    """The material of a word, by its canonical name or an adjective; unknown words are plastic."""
    return STUFF.get(WORDS.get(word, word), STUFF["plastic"])


def is_stuff(word: str | None) -> bool:
    return word is not None and WORDS.get(word, word) in STUFF


def of(word: str, colour: Rgb | None = None) -> Material:
    """The finish of a material word, in its own colour or another."""
    s = stuff(word)
    return Material(s.colour if colour is None else colour, s.roughness, s.metallic, opacity=s.opacity, sheen=s.sheen)


def vinyl(colour: Rgb, roughness: float = 0.32) -> Material:
    """The house plastic: smooth with a soft highlight."""
    return Material(colour, roughness)


def paint(colour: Rgb) -> Material:
    """Glossy lacquer of cars and toys."""
    return Material(colour, 0.2)


def chrome(colour: Rgb = STEEL, roughness: float = 0.24) -> Material:
    return Material(colour, roughness, 1.0)


def rubber(colour: Rgb = DARK) -> Material:
    return Material(colour, 0.78)


def matte(colour: Rgb) -> Material:
    return Material(colour, 0.8)


def cloth(colour: Rgb) -> Material:
    return Material(colour, 0.92, sheen=0.5)


def glass(colour: Rgb = (0.80, 0.93, 0.95), opacity: float = 0.38) -> Material:
    """Clear glass: blended, drawn from both sides."""
    return Material(colour, 0.06, opacity=opacity, double_sided=True, casts_shadow=False)


def glow(colour: Rgb = LAMP, strength: float = 1.2) -> Material:
    return Material(colour, 0.3, emission=strength)


def shade(colour: Rgb, factor: float) -> Rgb:
    """Darker (< 1) or lighter (> 1, towards white) kin of a colour."""
    if factor <= 1:
        return (colour[0] * factor, colour[1] * factor, colour[2] * factor)
    t = min(factor - 1, 1.0)
    return (colour[0] + (1 - colour[0]) * t, colour[1] + (1 - colour[1]) * t, colour[2] + (1 - colour[2]) * t)
