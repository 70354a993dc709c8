"""How big, how heavy and of what an inflated shape is, by the words of its name.

Knows nothing of meshes. Sizes are the longer side in metres, of the real thing made toy-like: a mountain or a planet
is the size of a stage piece, an ant big enough to see.
"""

from __future__ import annotations

from typing import NamedTuple

from ..types import SoundMaterial


class Nature(NamedTuple):
    """Longer side in metres, mean density in kg/m³ (hollow things low), sound material."""

    size_m: float
    density: float
    sound: SoundMaterial


_TABLE: tuple[tuple[float, float, SoundMaterial, str], ...] = (
    (
        3.6,
        250,
        "flesh",
        "elephant mammoth whale spouting-whale sauropod t-rex dragon giraffe hippopotamus rhinoceros shark",
    ),
    (
        2.0,
        250,
        "flesh",
        "horse unicorn camel two-hump-camel moose bison ox cow water-buffalo bear polar-bear gorilla zebra tiger "
        "lion leopard crocodile dolphin octopus squid seal deer donkey racehorse two-hump",
    ),
    (
        1.1,
        300,
        "flesh",
        "dog wolf goat sheep ram ewe pig boar llama kangaroo panda koala monkey orangutan poodle guide-dog "
        "service-dog fox cheetah penguin swan peacock flamingo goose ostrich sloth badger",
    ),
    (
        0.6,
        300,
        "flesh",
        "cat rabbit raccoon otter beaver skunk turtle rooster chicken turkey duck eagle owl parrot lobster crab "
        "fish tropical-fish blowfish jellyfish coral black-cat dodo bird phoenix",
    ),
    (
        0.3,
        350,
        "flesh",
        "hamster hedgehog rat mouse frog lizard snake chipmunk bat baby-chick hatching-chick chick dove squirrel",
    ),
    (
        0.14,
        400,
        "flesh",
        "ant bee bug beetle cricket fly mosquito spider butterfly worm caterpillar lady-beetle ladybug snail "
        "shrimp scorpion cockroach honeybee",
    ),
    (
        0.24,
        600,
        "flesh",
        "apple pear orange tangerine lemon lime banana mango peach tomato avocado eggplant potato carrot corn "
        "pepper cucumber broccoli onion garlic croissant bread bagel pretzel hamburger sandwich taco burrito "
        "hot-dog pizza fries cheese egg cooking meat poultry bacon steak doughnut cookie cupcake pie waffle "
        "pancakes mushroom kiwi coconut olive sushi rice noodle ramen soup salad shallow-pan dumpling fortune "
        "shrimp oden dango sweet-potato falafel flatbread stuffed bento curry spaghetti peanuts beans chestnut "
        "ginger pea lettuce leafy-green",
    ),
    (
        0.45,
        700,
        "flesh",
        "watermelon pineapple melon pumpkin jack-o-lantern birthday-cake shortcake moon-cake honey-pot baguette",
    ),
    (
        0.12,
        600,
        "flesh",
        "strawberry cherries grapes blueberries olive candy lollipop chocolate popcorn ice-cream soft-ice-cream "
        "shaved-ice custard",
    ),
    (
        0.2,
        700,
        "glass",
        "wine-glass cocktail-glass tropical-drink beer-mug clinking-beer bottle champagne tumbler-glass milk "
        "baby-bottle jar bubble-tea cup-with-straw beverage-box mate sake",
    ),
    (0.16, 900, "ceramic", "hot-beverage teacup teapot bowl-with-spoon amphora pot-of-food"),
    (5.0, 150, "wood", "evergreen-tree deciduous-tree palm-tree christmas-tree tanabata-tree"),
    (1.6, 150, "grass", "cactus bouquet sunflower potted-plant pine-decoration sheaf-of-rice"),
    (
        0.4,
        120,
        "grass",
        "flower tulip rose hibiscus blossom cherry-blossom lotus hyacinth seedling herb clover leaf leaves "
        "mushroom wilted shamrock four-leaf",
    ),
    (
        9.0,
        120,
        "metal",
        "airplane helicopter locomotive train bullet-train metro tram railway-car station ship passenger-ship "
        "ferry motor-boat rocket flying-saucer satellite",
    ),
    (
        4.2,
        150,
        "metal",
        "bus oncoming-bus trolleybus fire-engine ambulance delivery-truck articulated-lorry pickup-truck minibus "
        "tractor sailboat speedboat suspension-railway",
    ),
    (
        2.6,
        150,
        "metal",
        "automobile oncoming-automobile taxi oncoming-taxi police-car oncoming-police-car racing-car "
        "sport-utility-vehicle motorcycle canoe auto-rickshaw roller-coaster ferris-wheel carousel",
    ),
    (
        1.5,
        200,
        "metal",
        "bicycle motor-scooter kick-scooter manual-wheelchair motorized-wheelchair sled parachute shopping-cart anchor",
    ),
    (0.8, 300, "wood", "skateboard skis ice-skate roller-skate surfboard"),
    (
        8.0,
        200,
        "stone",
        "house building castle church mosque synagogue temple hospital bank hotel store school factory "
        "post-office stadium tower statue-of-liberty tokyo-tower mount-fuji mountain volcano desert island "
        "national-park bridge hut tent camping fountain classical derelict brick wedding love-hotel office moai "
        "circus",
    ),
    (
        2.0,
        60,
        "cloth",
        "cloud sun moon rainbow star comet tornado snowman snowflake planet earth globe-showing ringed milky-way "
        "lightning fire high-voltage droplet water-wave fog",
    ),
    (
        1.0,
        250,
        "wood",
        "guitar violin banjo saxophone trumpet accordion drum long-drum musical-keyboard piano harp flute "
        "trombone maracas postal-horn",
    ),
    (
        0.24,
        400,
        "rubber",
        "soccer-ball basketball volleyball american-football rugby-football baseball softball tennis bowling "
        "flying-disc yo-yo pool-8-ball billiards",
    ),
    (
        0.9,
        400,
        "wood",
        "hockey lacrosse cricket-game field-hockey ping-pong badminton bow-and-arrow fishing-pole boxing-glove "
        "goal-net kite",
    ),
    (
        0.4,
        900,
        "metal",
        "trophy medal crown bell key old-key sword dagger axe pick hammer wrench screwdriver saw shield chains "
        "gear scissors pan cooking knife fork spoon coin balance-scale nut-and-bolt magnet hook compass stopwatch "
        "watch alarm-clock timer-clock mantelpiece-clock locked unlocked toolbox telescope microscope trumpet",
    ),
    (1.7, 200, "wood", "bed couch-and-lamp door chair bathtub toilet shower elevator window mirror coffin ladder"),
    (
        0.45,
        300,
        "plastic",
        "television laptop desktop-computer printer camera video-camera movie-camera radio telephone fax keyboard "
        "typewriter computer-mouse joystick video-game projector satellite-antenna",
    ),
    (
        0.2,
        500,
        "plastic",
        "mobile-phone pager battery light-bulb flashlight candle lotion-bottle soap sponge toothbrush razor comb "
        "pen pencil crayon paintbrush ruler paperclip pushpin die game-die joker pill syringe thermometer dvd "
        "optical-disk floppy computer-disk lipstick ring gem-stone nail-polish puzzle-piece",
    ),
    (
        0.35,
        350,
        "paper",
        "book books notebook ledger scroll newspaper envelope e-mail letter memo page calendar clipboard file "
        "folder card-index bookmark label money banknote ticket map receipt package gift wrapped mailbox postbox "
        "ballot",
    ),
    (
        0.5,
        150,
        "cloth",
        "shirt t-shirt dress kimono sari jeans shorts coat gloves scarf socks bikini hat cap handbag purse "
        "clutch-bag backpack shoe boot sandal sneaker flat-shoe ballet necktie lab-coat vest umbrella teddy-bear "
        "yarn thread ribbon reminder luggage briefcase",
    ),
    (0.6, 20, "rubber", "balloon confetti party-popper pinata"),
    (
        1.7,
        400,
        "flesh",
        "person man woman boy girl child baby older adult family couple people dancers ninja santa mrs-claus "
        "fairy vampire mermaid merman elf genie zombie troll mage superhero supervillain prince princess angel "
        "guard detective police astronaut firefighter pilot artist singer judge cook farmer teacher student "
        "technologist mechanic scientist health-worker office-worker construction-worker snowboarder skier surfer "
        "swimmer golfer",
    ),
    (
        0.9,
        300,
        "plastic",
        "face skull robot alien ghost ogre goblin clown monster cat-with pile-of-poo jack nesting-dolls",
    ),
    (
        0.3,
        500,
        "flesh",
        "hand fist finger thumbs palm ear nose eye eyes mouth tongue tooth brain heart lungs bone foot leg "
        "footprints biceps",
    ),
)
_WORDS: dict[str, Nature] = {
    word: Nature(size, density, sound) for size, density, sound, words in reversed(_TABLE) for word in words.split()
}
_DEFAULT = Nature(0.4, 350, "plastic")


def nature(name: str) -> Nature:
    """The nature of a slug: by its whole name, else its longest known run of words, the last one first."""
    words = name.split("-")
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length, -1, -1):
            found = _WORDS.get("-".join(words[start : start + length]))
            if found is not None:
                return found
    return _DEFAULT
