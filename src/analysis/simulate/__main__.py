"""Writes the made-up wave 2026 in three forms: python -m analysis.simulate FOLDER

`FOLDER/raw/2026` is native, `2026-kobo` and `2026-limesurvey` are the same answers as those tools export them.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from analysis.codebook import load_codebook
from analysis.simulate import answers, exports
from analysis.store import write_bytes, write_text
from analysis.wave import Root

YEAR = 2026
NAMES = {"": "a native workbook", "-kobo": "an export of KoboToolbox", "-limesurvey": "an export of LimeSurvey"}
DECLARED = """\
# Made up by a script, for showing: no authority gave these answers. Nothing else may be read out of them.
id: "{id}"
title: "Simulated wave {year}: made-up answers, for demonstration only, from {form}"
year: {year}
evidence: simulated
practice_database: Simulated Website
sources:
  survey:
    file: {survey}
  practices: practices.csv
"""


def main(folder: Path) -> None:
    """Write the wave in its three forms; what an earlier call wrote goes."""
    book = load_codebook(Root.at(folder).codebook).of_wave(YEAR)
    asked, told, listed = book["responses"], book["factsheets"], book["practices"]
    rows = answers.responses(asked)
    sheets = answers.factsheets(told, rows)
    surveys = {
        "": ("survey.xlsx", exports.workbook({asked.sheet: exports.native(asked, rows), told.sheet: exports.native(told, sheets)})),
        "-kobo": ("kobo.xlsx", exports.workbook(exports.kobo(asked, rows, told, sheets))),
        "-limesurvey": ("limesurvey.csv", exports.limesurvey(asked, rows, told, sheets).encode()),
    }
    practices = exports.separated(exports.native(listed, answers.practices(listed)))
    for end, (name, survey) in surveys.items():
        raw = folder / "raw" / f"{YEAR}{end}"
        shutil.rmtree(raw, ignore_errors=True)
        write_text(DECLARED.format(id=raw.name, year=YEAR, form=NAMES[end], survey=name), raw / "wave.yml")
        write_text(practices, raw / "practices.csv")
        write_bytes(survey, raw / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
