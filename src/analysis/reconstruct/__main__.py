"""`python -m analysis.reconstruct 2012`: writes the rebuilt extracts of a wave into its raw folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.codebook import codebook_for
from analysis.problems import InputProblems, Problem
from analysis.reconstruct.extracts import extracts
from analysis.wave import Root, Wave, shown

YEAR = 2012  # of the questionnaire that the extracts are rebuilt for


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files and say how the margins came out. 0, or 2 when the printed cells cannot be read or met."""
    options = _parser().parse_args(arguments)
    try:
        _write(options)
    except (InputProblems, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis.reconstruct", description=__doc__)
    parser.add_argument("wave", help="the wave whose published/ folder holds the printed cells, such as 2012")
    parser.add_argument("--data", help="another data root than data/")
    parser.add_argument("--out", type=Path, help="another folder for the extracts than the wave's own")
    parser.add_argument("--ledger", type=Path, help="where to write the ledger of planted defects, if anywhere")
    return parser


def _write(options: argparse.Namespace) -> None:
    wave = _folders(options.wave, options.data)
    made = extracts(wave.published, codebook_for(wave))
    folder = options.out or wave.raw
    targets = {folder / name: content for name, content in made.files.items()}
    if options.ledger:
        targets[options.ledger] = made.ledger
    for file, content in targets.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        print(f"wrote {shown(file.resolve())}")
    carried = sum(constraint.carried for constraint in made.constraints)
    print(f"{carried} of {len(made.constraints)} printed margins carried, every one of them met")


def _folders(name: str, data: str | None) -> Wave:
    """The wave's folders; its wave.yml is not needed, for it describes the files that are written here."""
    wave = Wave(root=Root.at(data), id=name, title="", year=YEAR, evidence="round_trip", sources={})
    if not wave.published.is_dir():
        rule = "there is no folder of printed cells"
        raise InputProblems([Problem(shown(wave.published), rule, "name a wave that has one, such as 2012")])
    return wave


if __name__ == "__main__":
    sys.exit(main())
