"""Whole reports built into scratch folders by the command itself, once each, and looked at from outside."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
import yaml

from analysis.codebook import Codebook, Table, load_codebook

PROJECT = Path(__file__).parents[2]
ELSEWHERE = {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"}


@dataclass(frozen=True)
class Run:
    """What one call of the command said and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Built:
    """A data root with one wave, and the calls made on it."""

    root: Path
    wave: str
    first: Run

    @property
    def book(self) -> Path:
        return self.root / "_book" / self.wave

    @property
    def processed(self) -> Path:
        return self.root / "processed" / self.wave

    def command(self, *arguments: str) -> Run:
        return command("--data", str(self.root), *arguments)


def command(*arguments: str) -> Run:
    """Call `integration-report` in a process of its own, in another time zone and language than the tests."""
    done = subprocess.run(
        [sys.executable, "-m", "analysis.cli", *arguments], capture_output=True, text=True, env=os.environ | ELSEWHERE, cwd="/"
    )  # fmt: skip
    return Run(done.returncode, done.stdout, done.stderr)


def xlsx(sheets: dict[str, list[list[object]]]) -> bytes:
    """The bytes of a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def report_2012(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The report of 2012, built from its raw files and nothing else."""
    root = tmp_path_factory.mktemp("a folder with blanks")
    shutil.copytree(PROJECT / "data" / "raw" / "2012", root / "raw" / "2012")
    return Built(root, "2012", command("--data", str(root), "report", "2012", "--engine", "embedded"))


OTHER = "2031-test"
QUESTION = """
  interpreters: {type: choice, since: 2026, label: Pays for interpreters, options: {"yes": "Yes", "no": "No"}}
"""
CRITERION = """
  coherence:
    label: Coherence
    definition: Whether it fits in with what others do.
    key_question: Does it fit in with what others do?
    asks: {from: inputs, to: results}
    indicators:
      fits: {label: Fits in, question: "Does it?", "yes": It does., "no": It does not., not_reported: Nothing is said., evidence: [context]}
"""
PERSONAL = {"contact_person": "Zebedee Quixwold", "email": "zebedee@quixwold.example", "telephone": "+99 555 0123 456"}


@pytest.fixture(scope="session")
def report_other(tmp_path_factory: pytest.TempPathFactory, codebook: Codebook) -> Built:
    """Another wave: other countries, other numbers, real ratings, three cases, contact columns, nothing printed."""
    root = tmp_path_factory.mktemp("other")
    made_up_wave(root, codebook)
    return Built(root, OTHER, command("--data", str(root), "report", OTHER, "--engine", "embedded"))


@pytest.fixture(scope="session")
def run_grown(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same wave asked one question more and judged by one criterion more, each written into one file of the codebook."""
    root = tmp_path_factory.mktemp("grown")
    grown_codebook(root, **{"survey.yml": QUESTION, "criteria.yml": CRITERION})
    made_up_wave(root, load_codebook(root / "codebook"))
    return Built(root, OTHER, command("--data", str(root), "run", OTHER))


def grown_codebook(root: Path, **more: str) -> None:
    """The project's codebook in a data root of its own, with `more` at the end of its files."""
    shutil.copytree(PROJECT / "data" / "codebook", root / "codebook")
    for name, text in more.items():
        file = root / "codebook" / name
        file.write_text(file.read_text(encoding="utf-8").rstrip() + "\n" + text, encoding="utf-8")


def made_up_wave(root: Path, codebook: Codebook) -> None:
    """Write the raw folder of the wave of the year 2031, with an answer to every question of the codebook."""
    raw = root / "raw" / OTHER
    raw.mkdir(parents=True)
    (raw / "survey.xlsx").write_bytes(xlsx({"responses": _responses(codebook), "factsheets": _factsheets(codebook)}))
    (raw / "practices.csv").write_text(_practices(codebook), encoding="utf-8")
    (raw / "case_studies.xlsx").write_bytes(xlsx(_case_studies(codebook)))
    declared = {
        "id": OTHER, "title": "A made-up wave", "year": 2031, "evidence": "simulated",
        "sources": {"survey": "survey.xlsx", "practices": "practices.csv", "case_studies": "case_studies.xlsx"},
    }  # fmt: skip
    (raw / "wave.yml").write_text(yaml.safe_dump(declared), encoding="utf-8")


def _filled(table: Table, number: int, country: str) -> list[object]:
    """One record with an answer to every closed question, varied by its number."""
    values: list[object] = []
    for place, item in enumerate(table.items.values()):
        options = list(item.options)
        match item.type:
            case "id":
                values.append(f"R{number:03d}")
            case "country":
                values.append(country)
            case "rating":
                values.append(int(item.min) + (number * (place + 3) + place) % (int(item.max) - int(item.min) + 1))
            case "choice":
                values.append("analysable" if item.id == "status" else options[(number + place) % len(options)])
            case "multi":
                values.append(";".join(options[: 1 + (number + place) % len(options)]))
            case "number":
                values.append(number + 1 if item.min in (None, 0, 1) else 2025)
            case _:
                values.append("")
    return values


def _responses(codebook: Codebook) -> list[list[object]]:
    table = codebook["responses"]
    countries = ["Norge", "PT", "Hrvatska", "Suomi", "Portugal"]
    rows = [[*_filled(table, n, countries[n % 5]), *PERSONAL.values()] for n in range(40)]
    return [[*table.items, *PERSONAL], [*(item.label for item in table.items.values()), "", "", ""], *rows]


def _factsheets(codebook: Codebook) -> list[list[object]]:
    table = codebook["factsheets"]
    rows = [_filled(table, n % 40, "") for n in range(30)]
    return [list(table.items), [item.label for item in table.items.values()], *rows]


def _practices(codebook: Codebook) -> str:
    table = codebook["practices"]
    lines = [",".join(table.items)]
    for n in range(60):
        row = dict.fromkeys(table.items, "") | {
            "practice_id": f"X{n}",
            "title": f"Practice {n}",
            "range": ["national", "regional_municipal", "eu_international"][n % 3],
        }
        row |= {
            "country": "" if n % 3 == 2 else ["Malta", "NO", "Lettland"][n % 3],
            "end_date": ["ongoing", "2029", "", "05/2030"][n % 4],
        }
        row |= {"aims": ["health", "training;health", "cultural"][n % 3], "funding_sources": ["eu", "local|eu"][n % 2]}
        lines.append(",".join(row.values()))
    return "\n".join(lines) + "\n"


def _case_studies(codebook: Codebook) -> dict[str, list[list[object]]]:
    table = codebook["cases"]
    columns = [item.id for item in table.items.values() if not item.optional]
    cases = []
    for n, dimension in enumerate(codebook.vocabulary["dimensions"], 1):
        row = dict.fromkeys(columns, "") | {
            "case_no": n,
            "title_printed_fact_sheet": f"Fjord project {n}",
            "title_english": f"Fjord project {n}",
        }
        row |= {
            "country_printed_list": "Norway",
            "type_printed_list": dimension,
            "source_printed_list": "survey",
            "organiser_type": "ngo",
        }
        row |= {
            "start_printed": "2028",
            "finish_printed": "ongoing",
            "budget_printed_fact_sheet": f"€{n}0,000 per year",
            "beneficiaries": 100 * n,
        }
        row |= {
            "evaluation": "internal",
            "replication": "replicable",
            "staff_training": "yes",
            "outcomes_quantified": "yes",
            "funding_sources": "eu",
            "partners": "ngos",
        }
        cases.append(list(row.values()))
    coding = [["case_no", "indicator", "coder_a", "coder_b", "final", "evidence", "reason"]]
    for n in range(1, len(cases) + 1):
        for criterion, entry in codebook.criteria["criteria"].items():
            for place, (name, indicator) in enumerate(entry["indicators"].items()):
                value = "yes" if (n + place) % 2 else "not_reported"
                coding.append(
                    [
                        n,
                        f"{criterion}.{name}",
                        value,
                        value,
                        value,
                        indicator["evidence"][0] if value == "yes" else "",
                        "said so" if value == "yes" else "",
                    ]
                )
    return {"cases": [columns, *cases], "coding": coding}


OBSERVED = "2032-observed"
PLANTED = {
    "authority_name": "Kommun Zzyzxborg", "contact_person": "Zebedee Quixwold", "email": "zebedee@quixwold.example",
    "comments": "Ask Zebedee Quixwold, zebedee@quixwold.example, +99 555 0123 456", "other_body": "Quixwold & Sons",
}  # fmt: skip
WITHDRAWN = {"respondent_id": "ZQX999", "authority_name": "Ville de Wythdrawn", "country": "SE"}


@pytest.fixture(scope="session")
def report_observed(tmp_path_factory: pytest.TempPathFactory, codebook: Codebook) -> Built:
    """A survey of real answers: one respondent from Malta, an item that three answered, three fact sheets, one who withdrew."""
    root = tmp_path_factory.mktemp("observed")
    raw = root / "raw" / OBSERVED
    raw.mkdir(parents=True)
    tables = {"responses": _observed(codebook["responses"]), "factsheets": _three_sheets(codebook["factsheets"])}
    (raw / "survey.xlsx").write_bytes(xlsx(tables))
    declared = {
        "id": OBSERVED, "title": "A wave of real answers", "year": 2032, "evidence": "observed",
        "sources": {"survey": "survey.xlsx"}, "withdrawn": [WITHDRAWN["respondent_id"]],
    }  # fmt: skip
    (raw / "wave.yml").write_text(yaml.safe_dump(declared), encoding="utf-8")
    (raw / "commentary").mkdir()
    (raw / "commentary" / "survey.md").write_text("The answers came in spring.\n", encoding="utf-8")
    return Built(root, OBSERVED, command("--data", str(root), "report", OBSERVED, "--engine", "embedded"))


def _observed(table: Table) -> list[list[object]]:
    """Thirteen answers from Spain, nine from Italy, one from Malta; three to the question on consultations."""
    columns = [*table.items, "contact_person", "email"]
    rows = []
    for n, country in enumerate(["España"] * 13 + ["Italy"] * 9 + ["Malta"]):
        row = dict(zip(table.items, _filled(table, n, country), strict=True)) | PLANTED
        row |= {"respondent_id": f"ZQX{100 + n}", "consultations": ("yes", "no", "yes")[n] if n < 3 else ""}
        rows.append([row[column] for column in columns])
    gone = dict.fromkeys(columns, "") | WITHDRAWN | {"consultations": "perhaps"}
    return [columns, ["" for _ in columns], *rows, list(gone.values())]


def _three_sheets(table: Table) -> list[list[object]]:
    rows = [_filled(table, n, "") for n in range(3)]
    names = list(table.items)
    for n, row in enumerate(rows):
        row[names.index("respondent_id")] = f"ZQX{120 + n}"
        row[names.index("fs_name")] = "Quixwold's language cafe"
    return [names, ["" for _ in names], *rows]
