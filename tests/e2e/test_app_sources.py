"""What the app's sources must keep: types of today's API, and both languages for everything a person reads."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"
WORDS = WEB / "src/lib/words"
# fmt: off
ALIKE = {
    "Angle", "Auto", "Clip", "Clips", "Conversation", "Invitations", "Message", "Messages", "Navigation",
    "Normal", "Pause", "Pixel", "Portrait", "Total", "Violence",
}
"""Words that are the same in both languages."""
# fmt: on
NAMES = {"English", "Français", "JSON", "Fantascope"}
"""What the templates may write themselves: names, which nobody translates."""


def _said(language: str) -> dict[str, str]:
    """The plain strings of a language by file and key."""
    found: dict[str, str] = {}
    for path in sorted(WORDS.glob(f"{language}*.ts")):
        part = path.stem.removeprefix(language)
        for key, words in re.findall(r'\b(\w+): "((?:[^"\\]|\\.)*)"', path.read_text()):
            found[f"{part}:{key}:{sum(name.startswith(f'{part}:{key}:') for name in found)}"] = words
    return found


def test_the_types_are_of_todays_api() -> None:
    spec = importlib.util.spec_from_file_location("api_types", ROOT / "tools/api_types.py")
    assert spec is not None
    assert spec.loader is not None
    api_types = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(api_types)
    first = api_types.TYPES.read_text().partition("\n")[0]
    assert api_types.digest(api_types.document()) in first, "run python tools/api_types.py"


def test_nothing_is_left_in_english() -> None:
    english, french = _said("en"), _said("fr")
    assert english.keys() == french.keys()
    assert len(english) > 500
    same = {words for key, words in english.items() if french[key] == words and re.search(r"[a-zA-Z]{3}", words)}
    assert same - ALIKE == set()


def test_every_refusal_has_words() -> None:
    table = (ROOT / "docs/app.md").read_text().partition("## Error codes")[2]
    codes = {code for row in re.findall(r"^\| \d.*$", table, re.MULTILINE) for code in re.findall(r"`([a-z_]+)`", row)}
    assert len(codes) > 80
    said = {key.split(":")[1] for key in _said("en") if key.startswith("-failures:")}
    assert codes - said == set()


def test_templates_write_no_words_themselves() -> None:
    written = []
    for path in sorted((WEB / "src").rglob("*.svelte")):
        text = re.sub(r"<script.*?</script>|<style>.*?</style>|<!--.*?-->", "", path.read_text(), flags=re.DOTALL)
        while re.search(r"\{[^{}]*\}", text):
            text = re.sub(r"\{[^{}]*\}", "", text)
        words = re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]*)"', text) + re.findall(r">([^<>]*)<", text)
        written += [(path.name, one.strip()) for one in words if re.search(r"[^\W\d_]{3}", one)]
    assert [one for one in written if one[1] not in NAMES] == []
