"""Which performer moves which rig."""

from __future__ import annotations

from .performers.bird import perform_bird
from .performers.crawler import perform_crawler
from .performers.fish import perform_fish
from .performers.person import perform_person
from .performers.puppet import perform_puppet
from .performers.quadruped import perform_quadruped
from .performers.vehicle import perform_vehicle
from .types import Performer

PERFORMERS: dict[str, Performer] = {
    "person": perform_person,
    "quadruped": perform_quadruped,
    "bird": perform_bird,
    "fish": perform_fish,
    "crawler": perform_crawler,
    "puppet": perform_puppet,
    "vehicle": perform_vehicle,
}
