"""The time of day as a value that is handed in, so that tests can hold it.

Knows nothing of time zones: times are unix seconds, as the wire and the database have them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]

wall: Clock = time.time
