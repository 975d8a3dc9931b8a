"""What `integration-report check` does: every problem of a wave's raw folder, before anything runs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.audit.corrections import read_corrections
from analysis.audit.margins import margin_problems
from analysis.audit.provenance import inputs_of
from analysis.codebook import Codebook, codebook_for
from analysis.intake.table import NO_ROWS, Raw, read_source
from analysis.problems import InputProblems, Problem, grave
from analysis.store import write_text
from analysis.tell.glyphs import unprintable
from analysis.wave import Wave, shown

if TYPE_CHECKING:
    import pandas as pd

TOLD = ("title", "licence", "acknowledgement", "collected_by", "fieldwork", "practice_database")  # of wave.yml, in the book


def check_wave(wave: Wave) -> list[Problem]:
    """Every problem found in the wave's raw files, in the order of the codebook's tables; empty where all is well.

    Raises InputProblems where the codebook cannot be used.
    """
    codebook = codebook_for(wave)
    problems: list[Problem] = []
    clean: dict[str, pd.DataFrame] = {}
    for table in codebook.tables.values():
        if wave.has(table.source):
            problems += _table_problems(wave, codebook, table.name, clean)
    problems += _stray_factsheets(wave, clean)
    problems += _more_than_invited(wave, clean)
    problems += _told(lambda: read_corrections(wave)[1])
    problems += _told(lambda: margin_problems(wave))
    if wave.has("published"):
        problems += _told(lambda: _printed_problems(wave, codebook))
        problems += _told(lambda: _errata_problems(wave, codebook, clean))
        problems += _told(lambda: _keying_problems(wave))
    problems += _text_problems(wave)
    return list(dict.fromkeys(_still_empty(wave, problems)))


def _still_empty(wave: Wave, problems: list[Problem]) -> list[Problem]:
    """The problems, with one for all files that hold no data yet, such as those of a wave that has just been made."""
    empty = [problem for problem in problems if problem.rule == NO_ROWS]
    if len(empty) < 2:
        return problems
    files = ", ".join(dict.fromkeys(Path(problem.file).name for problem in empty))
    hint = "fill them in (the workbooks that new-wave makes say how, on their sheet instructions), or take their sources out of wave.yml"
    rest = [problem for problem in problems if problem.rule != NO_ROWS]
    return [Problem(shown(wave.raw), f"holds files without any data yet: {files}", hint), *rest]


def _table_problems(wave: Wave, codebook: Codebook, table: str, clean: dict[str, pd.DataFrame]) -> list[Problem]:
    """The problems of one table; where there are none it is added to `clean`."""
    from analysis.clean.source import clean_source

    try:
        clean[table] = clean_source(wave, codebook, table).frame
        problems = _coding_problems(wave, codebook, clean[table]) if table == "cases" else []
        if codebook[table].source != "survey" and _unprintable(clean[table]):
            problems += _glyph_problems(read_source(wave, codebook, table))
        return problems
    except InputProblems as error:
        return error.problems


def _unprintable(frame: pd.DataFrame) -> bool:
    """Whether some cell holds a character that the book cannot print."""
    return any(unprintable(text) for column in frame for text in frame[column].unique())


def _glyph_problems(raw: Raw) -> list[Problem]:
    """The cells that hold a character which no font of the book has; what respondents wrote is never printed."""
    cells = ((row, column, text) for column in raw.frame for row, text in raw.frame[column].items())
    return [Problem(raw.file, *_no_font(text), raw.sheet, int(row), column, text) for row, column, text in cells if unprintable(text)]


def _no_font(text: str) -> tuple[str, str]:
    """The rule that a text breaks by a character which no font has, and what to do."""
    named = ", ".join(f"U+{ord(character):04X}" for character in unprintable(text))
    return f"holds a character that no font of the book has ({named})", "write it with letters or signs that can be printed"


def _text_problems(wave: Wave) -> list[Problem]:
    """Characters that no font has in what wave.yml, the commentary and the printed study say."""
    file = shown(wave.raw / "wave.yml")
    said = {name: value for name, value in vars(wave).items() if name in TOLD}
    said |= {f"assumptions.{a.id}.{name}": text for a in wave.assumptions for name, text in vars(a).items()}
    texts = {name: text for name, text in said.items() if isinstance(text, str)}
    problems = [Problem(file, *_no_font(text), column=name, value=text) for name, text in texts.items() if unprintable(text)]
    for file in [*sorted(wave.commentary.glob("*.md")), *sorted(wave.published.glob("*.csv"))]:
        lines = file.read_text(encoding="utf-8", errors="ignore").splitlines()
        problems += [Problem(shown(file), *_no_font(t), row=n, value=t) for n, t in enumerate(lines, 1) if unprintable(t)]
    return problems


def _stray_factsheets(wave: Wave, clean: dict[str, pd.DataFrame]) -> list[Problem]:
    """Fact sheets of respondents that the survey does not have."""
    if not {"responses", "factsheets"} <= clean.keys():
        return []
    known = set(clean["responses"]["respondent_id"])
    stray = [name for name in clean["factsheets"]["respondent_id"].unique() if name not in known]
    rule, hint = (
        "a fact sheet names a respondent who is not in the survey",
        "correct the identifier or add the respondent",
    )
    file = shown(wave.source_file("survey"))
    return [Problem(file, rule, hint, "factsheets", column="respondent_id", value=name) for name in stray]


def _more_than_invited(wave: Wave, clean: dict[str, pd.DataFrame]) -> list[Problem]:
    """More questionnaires with an answer than authorities that were invited."""
    if wave.invited is None or "responses" not in clean:
        return []
    from analysis.clean.responses import derive_responses

    status = derive_responses(clean["responses"], codebook_for(wave)["responses"], wave.status_rule)["status"]
    answers = int(status.isin(["partial", "analysable"]).sum())
    if answers <= wave.invited:
        return []
    rule, hint = f"is smaller than the {answers} questionnaires that hold an answer", "write how many authorities were invited, or leave it out"
    return [Problem(shown(wave.raw / "wave.yml"), rule, hint, column="invited", value=str(wave.invited))]


def _coding_problems(wave: Wave, codebook: Codebook, cases: pd.DataFrame) -> list[Problem]:
    """What is wrong with the coding; where nothing is, where it and the sheet of the case studies contradict each other."""
    import pandas as pd

    from analysis.evaluate.coding import open_coding, read_coding
    from analysis.evaluate.consistency import agreement_problems
    from analysis.evaluate.criteria import criteria_for

    file = wave.source_file("case_studies")
    coding, problems = read_coding(file, cases["case_no"], criteria_for(codebook))
    if problems:
        return problems
    if _unprintable(coding):
        frame, sheet, name, _ = open_coding(file)
        problems = _glyph_problems(Raw(frame, name, sheet, pd.DataFrame()))
    return problems + agreement_problems(wave, cases, coding, codebook["cases"])


def _told(look: Callable[[], list[Problem]]) -> list[Problem]:
    """What a look at a file finds, also where the file cannot be read at all."""
    try:
        return look()
    except InputProblems as error:
        return error.problems


def _printed_problems(wave: Wave, codebook: Codebook) -> list[Problem]:
    from analysis.audit.published import Published

    Published(wave.published, codebook)
    return []


def _errata_problems(wave: Wave, codebook: Codebook, clean: dict[str, pd.DataFrame]) -> list[Problem]:
    from analysis.audit.errata import FILE, load_errata

    if not (wave.published / FILE).is_file():
        return []
    errata = load_errata(wave.published / FILE)
    return _elsewhere(wave, codebook, errata, clean["cases"]) if "cases" in clean else []


def _keying_problems(wave: Wave) -> list[Problem]:
    from analysis.audit.keying import second_reading

    return second_reading(wave)[1]


def _elsewhere(wave: Wave, codebook: Codebook, errata: pd.DataFrame, cases: pd.DataFrame) -> list[Problem]:
    """Codings that rest on text which an erratum says belongs to another project."""
    from analysis.audit.affects import rests_elsewhere
    from analysis.evaluate.coding import SHEET, read_coding
    from analysis.evaluate.criteria import criteria_for

    coding, _ = read_coding(wave.source_file("case_studies"), cases["case_no"], criteria_for(codebook))
    file = shown(wave.source_file("case_studies"))
    hint = "rest it on the text that is its own and name the erratum in the reason, or code not_reported"
    return [
        Problem(
            file, f"rests on text that by {' and '.join(ids)} belongs to another project", hint, SHEET,
            column="evidence", value=f"case {coding.at[row, 'case_no']}, {coding.at[row, 'indicator']}: {coding.at[row, 'evidence']}",
        )
        for row, ids in rests_elsewhere(errata, coding)
    ]  # fmt: skip


def check_once(wave: Wave) -> list[Problem]:
    """As `check_wave`, but files that have passed before are not read again as long as they and the checks are the same."""
    mark = wave.root.build / "state" / wave.id / "checked"
    seal = _seal(wave)
    if mark.is_file() and mark.read_text(encoding="utf-8") == seal:
        return []
    problems = grave(check_wave(wave))
    if not problems:
        write_text(seal, mark)
    return problems


def _seal(wave: Wave) -> str:
    """One hash over the raw files, the codebook and the code."""
    digest = hashlib.sha256()
    for file in [*inputs_of(wave), *sorted(Path(__file__).parent.rglob("*.py"))]:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
