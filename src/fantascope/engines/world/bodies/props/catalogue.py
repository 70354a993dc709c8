"""Which maker builds which name, and with which sub-kind by default.

Knows nothing of how things are made. A sub-kind that is a thing of its own ("basketball", "taxi") is also a name.
"""

from __future__ import annotations

from collections.abc import Callable

from ..types import Body
from . import aircraft, balls, blocks, boats, road, two_wheels
from .assembly import Order

Maker = Callable[[Order], Body]

_VEHICLES: dict[str, Maker] = {
    "car": road.car, "taxi": road.car, "police_car": road.car, "race_car": road.race_car, "van": road.van,
    "ambulance": road.van, "bus": road.bus, "school_bus": road.bus, "truck": road.truck, "fire_engine": road.truck,
    "dump_truck": road.truck, "garbage_truck": road.truck, "pickup": road.pickup, "tractor": road.tractor,
}


def _vehicle(order: Order) -> Body:
    """A car, or whichever vehicle its kind names."""
    return _VEHICLES.get(order.kind or "car", road.car)(order)


CATALOGUE: dict[str, tuple[Maker, str | None]] = {
    "ball": (balls.ball, None),
    **{name: (balls.ball, name) for name in balls.BALLS if name != "rubber"},
    "tyre": (balls.tyre_ring, None),
    "puck": (balls.puck, None),
    "box": (blocks.box, None),
    "crate": (blocks.box, "crate"),
    "gift": (blocks.box, "gift"),
    "cube": (blocks.box, "cube"),
    "chest": (blocks.box, "chest"),
    "domino": (blocks.domino, None),
    "dice": (blocks.dice, None),
    "plank": (blocks.plank, None),
    "ramp": (blocks.ramp, None),
    "brick": (blocks.brick, None),
    "block_pyramid": (blocks.pyramid, None),
    "letter_block": (blocks.letter_block, None),
    "sign": (blocks.sign, None),
    "stop_sign": (blocks.sign, "stop"),
    "billboard": (blocks.sign, "billboard"),
    "traffic_cone": (blocks.traffic_cone, None),
    "barrel": (blocks.barrel, None),
    "book": (blocks.book, None),
    "ladder": (blocks.ladder, None),
    "suitcase": (blocks.suitcase, None),
    **{name: (_vehicle, name) for name in _VEHICLES},
    "sailboat": (boats.sailboat, None),
    "rowing_boat": (boats.rowing_boat, None),
    "canoe": (boats.rowing_boat, "canoe"),
    "ship": (boats.ship, None),
    "tugboat": (boats.ship, "tugboat"),
    "pirate_ship": (boats.ship, "pirate_ship"),
    "submarine": (boats.submarine, None),
    "paper_boat": (boats.paper_boat, None),
    "bicycle": (two_wheels.bicycle, None),
    "motorcycle": (two_wheels.motorcycle, None),
    "scooter": (two_wheels.scooter, None),
    "skateboard": (two_wheels.skateboard, None),
    "train": (two_wheels.train, None),
    "wagon": (two_wheels.train, "wagon"),
    "tram": (two_wheels.train, "tram"),
    "airplane": (aircraft.airplane, None),
    "jet": (aircraft.airplane, "jet"),
    "helicopter": (aircraft.helicopter, None),
    "rocket": (aircraft.rocket, None),
    "hot_air_balloon": (aircraft.hot_air_balloon, None),
    "balloon": (aircraft.balloon, None),
    "kite": (aircraft.kite, None),
    "drone": (aircraft.drone, None),
    "paper_plane": (aircraft.paper_plane, None),
    "flying_saucer": (aircraft.flying_saucer, None),
    "flag": (aircraft.flag, None),
}
