"""The engine "remote": clips made by another server that speaks /v1/videos, brought here and made fit.

`create` is the whole of it. HTTP and the codecs are imported when a clip is made, so that listing engines is quick.
"""

from __future__ import annotations

from .engine import RemoteEngine, create

__all__ = ["RemoteEngine", "create"]
