"""The page's fonts: the .ttf files a stylesheet names, cut down to Latin and Greek and packed."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from concurrent.futures import Executor, Future
from pathlib import Path

from .errors import BookError

URL = re.compile(r"""url\(\s*["']?([^"')]+\.(?:ttf|otf))["']?\s*\)(?:\s*format\([^)]*\))?""")
FOLDER = "assets/fonts"
UNICODES = (
    "20-7E,A0-24F,259,2B0-2FF,370-3FF,1E00-1EFF,2000-206F,2070-209F,20A0-20CF,2100-214F,2190-21FF,2200-22FF,25A0-25FF"
)
OPTIONS = [
    f"--unicodes={UNICODES}", "--layout-features=kern,liga,tnum,lnum,mark,mkmk,ccmp,locl", "--no-hinting",
    "--no-recalc-timestamp", "--drop-tables+=meta",
]  # fmt: skip


def named(root: Path, styles: list[str]) -> dict[str, Path]:
    """The fonts that the stylesheets name: name of the packed file -> file."""
    files: dict[str, Path] = {}
    for style in styles:
        text = (root / style).read_text(encoding="utf-8")
        for found in URL.finditer(text):
            file = (root / style).parent / found[1]
            if not file.is_file():
                line = text[: found.start()].count("\n") + 1
                raise BookError(
                    f"{style}:{line}: font {found[1]} is not there. Put the file there, or take the line out."
                )
            files[_packed(file.name)] = file
    return files


def start(files: dict[str, Path], out: Path, pool: Executor) -> list[Future[None]]:
    """Begins to pack the fonts into `out`; it takes a while, and other work can go on."""
    if files:
        (out / FOLDER).mkdir(parents=True, exist_ok=True)
    return [pool.submit(_subset, file, out / FOLDER / name) for name, file in sorted(files.items())]


def lead_to_packed(text: str, style: str) -> str:
    """The stylesheet with its font addresses led to the packed files."""
    up = "../" * style.count("/")

    def address(found: re.Match[str]) -> str:
        name = _packed(found[1].rsplit("/", 1)[-1])
        return f'url("{up}{FOLDER}/{name}") format("{name.rsplit(".", 1)[1]}")'

    return URL.sub(address, text)


def _packed(name: str) -> str:
    """woff2 needs brotli; without it the somewhat larger woff does."""
    kind = "woff2" if importlib.util.find_spec("brotli") else "woff"
    return f"{name.rsplit('.', 1)[0]}.{kind}"


def _subset(file: Path, target: Path) -> None:
    command = [sys.executable, "-m", "fontTools.subset", str(file), *OPTIONS]
    command += [f"--flavor={target.suffix[1:]}", f"--output-file={target}"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise BookError(f"font {file.name} cannot be read ({last}). Put a sound file in its place.")
