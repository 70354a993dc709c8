"""Make the gallery: a clip of every prompt in docs/gallery/prompts.txt, their contact sheets, an index, the filmstrip.

Knows nothing of how clips are made. The clips go to out/gallery; the sheets show frames only, so that they can be
judged without the prompt. Usage: gallery.py [NUMBER ...] [--sheets-only]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from fantascope.kernel.progress import silent
from fantascope.media.sheet import contact_sheet, filmstrip, write_image
from fantascope.studio.generate import Production, generate
from fantascope.studio.request import checked

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "docs" / "gallery"
CLIPS = ROOT / "out" / "gallery"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("numbers", nargs="*", type=int, help="which prompts, from 1; by default all")
    parser.add_argument("--sheets-only", action="store_true", help="make sheets of the clips that are there")
    arguments = parser.parse_args()
    prompts = (GALLERY / "prompts.txt").read_text(encoding="utf-8").split("\n")
    prompts = [prompt for prompt in prompts if prompt.strip()]
    CLIPS.mkdir(parents=True, exist_ok=True)
    for number in arguments.numbers or range(1, len(prompts) + 1):
        clip = _clip(number)
        if not arguments.sheets_only:
            begun = time.perf_counter()
            production = generate(checked(prompt=prompts[number - 1], out=clip, keep=clip.with_suffix("")), silent)
            _tell(number, prompts[number - 1], production, time.perf_counter() - begun)
        write_image(contact_sheet(clip), GALLERY / f"{number:02d}.jpg")
    (GALLERY / "README.md").write_text(_index(prompts), encoding="utf-8")
    clips = [_clip(number) for number in range(1, len(prompts) + 1)]
    if all(clip.is_file() for clip in clips):
        write_image(filmstrip(clips), ROOT / "docs" / "filmstrip.jpg")


def _clip(number: int) -> Path:
    return CLIPS / f"{number:02d}.mp4"


def _tell(number: int, prompt: str, production: Production, wall_s: float) -> None:
    print(f"{number:2}. {prompt}\n    {production.clip.path}  {wall_s:.1f} s")
    for words, concept in production.approximated:
        print(f"    approximated: {words} → {concept}")
    if production.left_out:
        print(f"    left out: {', '.join(production.left_out)}")


def _index(prompts: list[str]) -> str:
    entries = [f"## {n}. {prompt}\n![Six frames](./{n:02d}.jpg)\n" for n, prompt in enumerate(prompts, start=1)]
    head = "# Gallery\nTen prompts as they come out of the product: six frames each, made by `make gallery`.\n"
    return "\n".join([head, *entries])


if __name__ == "__main__":
    main()
