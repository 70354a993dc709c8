"""Characters taken from a clip: a pet or a thing cut out, inflated into a toy, kept in one small file.

People are not taken: a clip with a face or a figure in it is refused.
"""

from __future__ import annotations

from .likeness import check_no_person
from .making import capture
from .model import Captured

__all__ = ["Captured", "capture", "check_no_person"]
