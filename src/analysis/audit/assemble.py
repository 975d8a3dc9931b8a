"""Bringing the numbers of a run together: all estimates, all logs, the audit and the errata."""

from __future__ import annotations

import json

import pandas as pd

from analysis.audit import errata
from analysis.audit.affects import idle, on_keys, on_table
from analysis.audit.compare import COLUMNS as AUDIT_COLUMNS
from analysis.audit.compare import compare
from analysis.audit.keying import counts, second_reading
from analysis.audit.published import Published
from analysis.clean.table import count_log, sort_log
from analysis.codebook import codebook_for
from analysis.estimate.disclosure import disclose
from analysis.estimate.rows import COLUMNS
from analysis.intake.files import read_headed
from analysis.intake.table import LOG_COLUMNS
from analysis.problems import InputProblems, Problem
from analysis.store import read_table
from analysis.wave import Wave, shown

CLEANED = ("survey", "practices", "cases")
DATA_PARTS = (*CLEANED, "criteria")
CASE_LIST = "Table 3.12"
NOTEBOOKS = {
    "published": "04-estimate-published", "survey": "05-estimate-survey", "practices": "06-estimate-practices",
    "cases": "07-estimate-cases", "criteria": "08-evaluate-criteria",
}  # fmt: skip


def assemble(wave: Wave) -> pd.DataFrame:
    """`estimates.csv`: what the data give, and what is only printed, sorted by key.

    In a wave whose extracts are rebuilt, a number from them counts as a round trip only where it equals a printed one;
    whatever else the extracts could give is filler and is left out. Of other waves no number is here that may not be shown.
    """
    computed = _parts(wave, DATA_PARTS)
    printed = _parts(wave, ("published",))
    refs = Published(wave.published).references() if wave.has("published") else {}
    if wave.evidence == "round_trip":
        computed = computed[_honest(computed, printed, refs)]
    else:
        computed = disclose(computed, codebook_for(wave).naming, wave.min_base)
    only_printed = printed[~printed["key"].isin(computed["key"])]
    whole = pd.concat([computed, only_printed], ignore_index=True)
    listed = whole["source"].eq("cases") & whole["evidence"].eq("published") & wave.has("published")
    whole["published_ref"] = whole["key"].map(lambda key: refs.get(key, "")).where(~listed, CASE_LIST)
    whole["errata"] = on_keys(_errata(wave), whole["key"])
    return whole[[*COLUMNS, "made_by", "made_in"]].sort_values("key", ignore_index=True)


def audit_wave(wave: Wave, estimates: pd.DataFrame) -> pd.DataFrame:
    """`audit.csv` of the wave; no rows where it printed nothing. Numbers that are only printed do not audit themselves."""
    if not wave.has("published"):
        return pd.DataFrame(columns=AUDIT_COLUMNS)
    published = Published(wave.published)
    data = estimates[~(estimates["evidence"].eq("published") & ~estimates["source"].eq("cases"))]
    compared = compare(published.cells(), published.figures(), published.statements(), data)
    known = _errata(wave)
    see = compared["published_ref"].str.removeprefix("Table ").map(lambda table: ", ".join(on_table(known, table)))
    return compared.assign(errata=see)


def review_wave(wave: Wave, keys: pd.Series) -> pd.DataFrame:
    """The errata of the printed study, recomputed where arithmetic decides; empty where the wave has none.

    Raises InputProblems with every check that cannot be computed, and where errata bear on keys that are not in `keys`.
    """
    listed = _errata(wave)
    if listed.empty:
        return listed.assign(recomputed="")
    if lost := idle(listed, keys):
        where, hint = shown(wave.published / errata.FILE), "name the key of an estimate of this wave, `*` for any part"
        rule = "bears on a number that the wave does not have"
        raise InputProblems([Problem(f"{where}, {id_}", rule, hint, column="affects", value=key) for id_, key in lost])
    return recompute(wave, listed)


def recompute(wave: Wave, listed: pd.DataFrame) -> pd.DataFrame:
    """Errata with what arithmetic says of them (see `errata.review`). Raises InputProblems with every check that cannot be computed."""
    cases = (
        read_headed(wave.source_file("case_studies"), "cases")[0].set_index("case_no")
        if wave.has("case_studies")
        else pd.DataFrame()
    )
    return errata.review(listed, Published(wave.published), cases)


def reread_wave(wave: Wave) -> pd.DataFrame:
    """How the second reading of what was keyed by hand compares with it; no rows where the wave has none.

    Raises InputProblems with everything that is wrong with it.
    """
    read, problems = second_reading(wave)
    if problems:
        raise InputProblems(problems)
    return counts(read)


def logs(wave: Wave) -> pd.DataFrame:
    """`cleaning_log.csv`: the logs of all cleaning notebooks of this run; of real answers only how many changes there are."""
    source_of = codebook_for(wave).source_of
    files = [wave.stage / "log" / f"{name}.csv" for name in CLEANED if wave.has(source_of(name))]
    log = sort_log(pd.concat([pd.DataFrame(columns=LOG_COLUMNS), *map(read_table, files)], ignore_index=True))
    return count_log(log, wave.min_base) if wave.discloses else log


def _errata(wave: Wave) -> pd.DataFrame:
    file = wave.published / errata.FILE
    return errata.load_errata(file) if file.is_file() else pd.DataFrame(columns=errata.COLUMNS)


def _parts(wave: Wave, names: tuple[str, ...]) -> pd.DataFrame:
    source_of = codebook_for(wave).source_of
    read = {"criteria": ("case_studies", "survey")}
    there = [name for name in names if any(map(wave.has, read.get(name, [source_of(name)])))]
    tables = [_made(wave, read_table(wave.stage / "estimates" / f"{name}.csv"), NOTEBOOKS[name]) for name in there]
    return pd.concat([pd.DataFrame(columns=[*COLUMNS, "respondents", "made_by", "made_in"]), *tables], ignore_index=True)


def _made(wave: Wave, estimates: pd.DataFrame, notebook: str) -> pd.DataFrame:
    """Estimates with their notebook and the id of the cell in it that computed each, where its executed copy is there."""
    copy = wave.notebooks / f"{notebook}.ipynb"
    cells = json.loads(copy.read_text(encoding="utf-8"))["cells"] if copy.is_file() else []
    ids = {str(cell["execution_count"]): cell["id"] for cell in cells if cell.get("execution_count")}
    return estimates.assign(made_by=notebook, made_in=[ids.get(cell, "") for cell in estimates["cell"]])


def _honest(computed: pd.DataFrame, printed: pd.DataFrame, refs: dict[str, str]) -> pd.Series:
    """Which numbers of rebuilt extracts may stand: those equal to a printed one, and all that rest on other data."""
    known = printed.set_index("key")[["numerator", "base"]]
    at = computed["key"].map(known["numerator"]), computed["key"].map(known["base"])
    equal = at[0].eq(computed["numerator"]) & at[1].eq(computed["base"])
    named = computed["key"].isin({key for key, place in refs.items() if place.startswith("Section")} - set(known.index))
    return ~computed["evidence"].eq("round_trip") | equal | named
