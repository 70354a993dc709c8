"""web/src/lib/schema.d.ts, the types of the app's API, from its OpenAPI document.

Run: python tools/api_types.py, after `make browser`, which fetches openapi-typescript. The first line of what it writes
is the digest of the document, by which a test sees that it is of today's API. Answers that are errors are left out, as
the app reads all of them alike; what is only ever answered has all its fields.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

WEB = Path(__file__).parents[1] / "web"
TYPES = WEB / "src/lib/schema.d.ts"
_METHODS = ("get", "post", "put", "patch", "delete")


def document() -> str:
    """What the app has to know of the API, as JSON."""
    from fantascope.api.product.assemble import make_product
    from fantascope.settings import load_settings
    from fantascope.studio.house import open_house

    with tempfile.TemporaryDirectory() as home:
        whole: dict[str, Any] = make_product(open_house(load_settings(home=Path(home), blobs="memory://"))).openapi()
    for path in whole["paths"].values():
        for method in _METHODS:
            if method in path:
                path[method] = _shortened(path[method])
    shapes = whole["components"]["schemas"]
    asked = _reached([path[method].get("requestBody") for path in whole["paths"].values() for method in path], shapes)
    for name in shapes.keys() - asked:
        shapes[name]["required"] = sorted(shapes[name].get("properties", ()))
    whole["info"].pop("version")  # the same API has the same types, whatever the release
    return json.dumps(_untitled(whole), sort_keys=True)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _reached(tree: object, shapes: dict[str, Any]) -> set[str]:
    """The names of the shapes that `tree` leads to."""
    found: set[str] = set()
    left = [tree]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                left.append(shapes[name])
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
    return found


def _untitled(tree: Any) -> Any:
    """Without the titles, which only repeat the names."""
    if isinstance(tree, dict):
        return {name: _untitled(one) for name, one in tree.items() if name != "title" or not isinstance(one, str)}
    return [_untitled(one) for one in tree] if isinstance(tree, list) else tree


def _shortened(operation: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {
        name: operation[name] for name in ("operationId", "summary", "requestBody") if name in operation
    }
    kept["parameters"] = [one for one in operation.get("parameters", []) if one["in"] in ("path", "query")]
    kept["responses"] = {code: said for code, said in operation["responses"].items() if code.startswith("2")}
    return kept


def main() -> None:
    text = document()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "openapi.json"
        source.write_text(text)
        command = [str(WEB / "node_modules/.bin/openapi-typescript"), str(source), "--default-non-nullable", "false"]
        made = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    TYPES.write_text(f"// Made by tools/api_types.py from the document of digest {digest(text)}.\n{made}")


if __name__ == "__main__":
    main()
