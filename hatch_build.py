"""Hatch's hook: builds the native libraries and puts them, the art pack, the words and the app into the wheel.

Knows nothing of how they are made. A wheel holds native code, so it is tagged for its platform; it holds no Python
extension, so any Python 3 will do.
"""

from __future__ import annotations

import importlib.util
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_WORLD = Path("src/fantascope/engines/world")
_WEB = Path("src/fantascope/web_dist")
_DATA = (_WORLD / "bodies/data/art.pack", _WORLD / "language/data/words.json")


class NativeBuildHook(BuildHookInterface[Any]):
    """Run for "standard" wheels and for "editable" ones; the latter read data files from the source tree."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        libraries = _native_build(root)
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"
        if version == "editable":
            return
        for file in (*(library.relative_to(root) for library in libraries), *_DATA):
            if not (root / file).is_file():
                raise FileNotFoundError(f"{file} is missing: run make setup before building a wheel")
            build_data["force_include"][str(root / file)] = str(file.relative_to("src"))
        if not (root / _WEB / "index.html").is_file():
            raise FileNotFoundError(f"{_WEB} is missing: run make web before building a wheel")
        build_data["force_include"][str(root / _WEB)] = str(_WEB.relative_to("src"))


def _native_build(root: Path) -> list[Path]:
    """Build by tools/native_build.py, which is not importable as a package."""
    spec = importlib.util.spec_from_file_location("native_build", root / "tools" / "native_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [Path(library).resolve() for library in module.build(root)]
