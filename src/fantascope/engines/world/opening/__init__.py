"""The picture a clip begins with: what is read off it, how a screenplay takes it up, how the clip grows out of it.

`study` reads it, `fit` writes it into a screenplay, `matched` frames the first shot like it, and `begin` makes the
finish that turns the first second from the picture into the scene and grades the clip towards its colours.
"""

from __future__ import annotations

from .finish import Beginning, begin
from .fit import fit
from .framing import matched
from .study import Study, fingerprint, study

__all__ = ["Beginning", "Study", "begin", "fingerprint", "fit", "matched", "study"]
