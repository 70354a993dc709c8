"""How much of a folder of prompts the language part recognises.

    python benchmarks/coverage_language.py FOLDER [--show]

FOLDER holds one prompt a line in files named after what they test: …color, …object_class, …multiple_objects,
…spatial_relationship, …human_action, …scene, …appearance_style, …temporal_style, …subject_consistency,
…overall_consistency, …temporal_flickering. Printed: the share of prompts whose words of that kind were recognised,
exactly and with stand-ins. --show lists the prompts that were not.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from fantascope.engines.world.language import read
from fantascope.engines.world.screenplay.schema import ShotPlan, Understanding

Checked = dict[str, tuple[bool, bool]]
"""kind of word → (recognised exactly, recognised at least by a stand-in)."""

_SKIPPED = set(re.findall(r"\w+", "a an the and of on in front view left right top bottom is are at to with"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    totals: dict[str, list[int]] = {}
    for file in sorted(arguments.folder.glob("*.txt")):
        check = next((c for name, c in CHECKS.items() if name in file.stem), None)
        if check is None:
            continue
        for prompt in filter(None, map(str.strip, file.read_text(encoding="utf-8").splitlines())):
            screenplay, understanding = read(prompt)
            for kind, (exact, nearly) in check(prompt, screenplay.shots[0], understanding).items():
                count = totals.setdefault(kind, [0, 0, 0])
                count[0] += 1
                count[1] += int(exact)
                count[2] += int(nearly)
                if arguments.show and not exact:
                    how = "near" if nearly else "MISS"
                    print(f"{how} {kind}: {prompt}  {understanding.approximated} {understanding.unstaged}")
    for kind, (n, right, close) in sorted(totals.items()):
        print(f"{kind:12} {n:4} prompts   exactly {right / n:6.1%}   with stand-ins {close / n:6.1%}")


def _named(words: str, understanding: Understanding, shot: ShotPlan) -> tuple[bool, bool]:
    """The words name a role of the cast (or something to wear), none of them left out."""
    wanted = [w for w in re.findall(r"\w+", words.lower()) if w not in _SKIPPED]
    missing = {w for u in understanding.unstaged for w in u.lower().split()}
    near = {w for u, _ in understanding.approximated for w in re.findall(r"\w+", u.lower())}
    labels = " ".join([*(r.label for r in shot.cast), shot.place.label, *shot.place.details]).lower().replace("_", " ")
    found = bool(wanted) and not missing & set(wanted) and wanted[-1] in labels
    return found and not near & set(wanted), found


def _colour(prompt: str, shot: ShotPlan, understanding: Understanding) -> Checked:
    _, colour, thing = prompt.split(" ", 2)
    right = any(r.colour == colour for r in shot.cast)
    return {"colour": (right, right), "object": _named(thing, understanding, shot)}


def _objects(prompt: str, shot: ShotPlan, understanding: Understanding) -> Checked:
    parts = re.split(r" and ", prompt)
    found = [_named(part, understanding, shot) for part in parts]
    enough = len(shot.cast) >= len(parts) and all(
        r.count == 1 for r in shot.cast if "skis" not in r.label and "scissors" not in r.label
    )
    return {"object": (all(f[0] for f in found), all(f[1] for f in found)), "count": (enough, enough)}


def _relation(prompt: str, shot: ShotPlan, understanding: Understanding) -> Checked:
    match = re.match(r"(.+?) on the (left|right|top|bottom) of (.+), (.+)", prompt)
    if match is None:
        return {}
    wanted = {"left": "left_of", "right": "right_of", "top": "on", "bottom": "under"}[match[2]]
    right = bool(shot.cast) and any(r.kind == wanted for r in shot.cast[0].relations)
    first, second = _named(match[1], understanding, shot), _named(match[3], understanding, shot)
    return {
        "relation": (right, right),
        "object": (first[0] and second[0], first[1] and second[1]),
        "camera": (shot.camera.angle == "eye",) * 2,
    }


def _action(prompt: str, shot: ShotPlan, understanding: Understanding) -> Checked:
    words = [w for w in re.findall(r"\w+", prompt.lower()) if w not in _SKIPPED]
    near = {w for u, _ in understanding.approximated for w in re.findall(r"\w+", u.lower())}
    acted = [a for a in shot.actions if a.who is not None]
    verb_words = {w for a in acted for w in re.findall(r"\w+", a.words.lower())}
    found = bool(acted) and bool(verb_words & set(words))
    return {"action": (found and not verb_words & near, found)}


def _scene(prompt: str, shot: ShotPlan, understanding: Understanding) -> Checked:
    near = {w for u, _ in understanding.approximated for w in u.lower().split()}
    missing = {w for u in understanding.unstaged for w in u.lower().split()}
    words = set(re.findall(r"\w+", prompt.lower()))
    found = (bool(shot.place.label) or bool(shot.cast) or bool(shot.place.details)) and not missing & words
    return {"set": (found and not near & words, found)}


def _style(prompt: str, shot: ShotPlan, understanding: Understanding) -> Checked:
    style = re.split(r", | by (?=Hokusai)", prompt)[-1].lower()
    missing = {w for u in understanding.unstaged for w in u.lower().split()}
    near = " ".join(u.lower() for u, _ in understanding.approximated)
    found = not missing & (set(re.findall(r"\w+", style)) - _SKIPPED)
    return {"look": (found and not set(re.findall(r"\w+", style)) & set(near.split()), found)}


def _camera(prompt: str, shot: ShotPlan, understanding: Understanding) -> Checked:
    found = bool(shot.camera.moves) or shot.speed != 1.0
    return {"camera": (found, found)}


def _subject(prompt: str, shot: ShotPlan, understanding: Understanding) -> Checked:
    subject = (re.match(r"an? (\w+)", prompt.lower()) or re.match(r"()", prompt))[1]  # type: ignore[index]
    named = _named(subject, understanding, shot)
    acted = any(a.who is not None for a in shot.actions)
    return {"object": named, "action": (acted, acted)}


def _words(prompt: str, shot: ShotPlan, understanding: Understanding) -> Checked:
    content = sum(len(u.split()) for u in understanding.understood)
    near = sum(len(u.split()) for u, _ in understanding.approximated)
    lost = sum(len(u.split()) for u in understanding.unstaged)
    total = max(content + near + lost, 1)
    return {"free text": (content / total >= 0.75, (content + near) / total >= 0.75)}


Check = Callable[[str, ShotPlan, Understanding], Checked]


def _both(*checks: Check) -> Check:
    def run(prompt: str, shot: ShotPlan, understanding: Understanding) -> Checked:
        out: Checked = {}
        results: Iterable[Checked] = (check(prompt, shot, understanding) for check in checks)
        for result in results:
            out.update(result)
        return out

    return run


CHECKS: dict[str, Check] = {
    "color": _colour,
    "object_class": _objects,
    "multiple_objects": _objects,
    "spatial_relationship": _relation,
    "human_action": _action,
    "scene": _scene,
    "appearance_style": _both(_style, _words),
    "temporal_style": _both(_camera, _words),
    "subject_consistency": _subject,
    "overall_consistency": _words,
    "temporal_flickering": _words,
}


if __name__ == "__main__":
    main()
