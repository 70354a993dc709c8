"""The still poses four-legged animals hold: sitting, lying, asleep. Channels as in `quadruped_acts`.

Knows nothing of bones.
"""

from __future__ import annotations

SIT = {
    "hind_drop": 1.0,
    "hl_x": 0.5,
    "hr_x": 0.5,
    "hl_y": 0.25,
    "hr_y": 0.25,
    "fl_x": -0.08,
    "fr_x": -0.08,
    "tail_lay": 1.0,
    "tail_curl": 1.1,
}
LIE = {
    "hind_drop": 1.0,
    "fore_drop": 1.0,
    "fl_x": 0.75,
    "fr_x": 0.75,
    "hl_x": 0.45,
    "hr_x": 0.45,
    "hl_y": 0.5,
    "hr_y": 0.5,
    "fl_y": 0.05,
    "fr_y": 0.05,
    "tail_lay": 1.0,
    "tail_curl": 0.8,
    "tuck": 1.0,
}
SLEEP = {
    **LIE,
    "curl": 2.1,
    "neck": -0.7,
    "head": 0.42,
    "cock": -0.12,
    "lids": 1.0,
    "tail_curl": 1.9,
    "fl_x": 0.3,
    "fr_x": 0.3,
    "ears": 0.3,
}
