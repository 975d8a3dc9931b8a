"""The notebooks of a wave in order: what each needs, reads and writes. Paths are relative to the wave's stage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.wave import Wave


@dataclass(frozen=True)
class Notebook:
    """One notebook. It runs when the wave has all sources in `needs` and at least one of those in `needs_any`.

    `raw` names the sources, `published`, `documents` or single files of the wave that it reads; `reads` and `writes` are files of the
    stage. What it reads from notebooks that do not run for this wave is left out.
    """

    name: str
    does: str
    writes: tuple[str, ...]
    reads: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    needs_any: tuple[str, ...] = ()

    def runs_for(self, wave: Wave) -> bool:
        return all(map(wave.has, self.needs)) and (not self.needs_any or any(map(wave.has, self.needs_any)))


NOTEBOOKS = (
    Notebook("01-clean-survey", "clean the survey", ("processed/responses.csv", "processed/factsheets.csv", "log/survey.csv"), raw=("survey",), needs=("survey",)),
    Notebook("02-clean-practices", "clean the practice database", ("processed/practices.csv", "log/practices.csv"), raw=("practices",), needs=("practices",)),
    Notebook("03-clean-cases", "clean the case studies", ("processed/cases.csv", "log/cases.csv"), raw=("case_studies",), needs=("case_studies",)),
    Notebook("04-estimate-published", "estimate from the printed tables", ("estimates/published.csv",), raw=("published",), needs=("published",)),
    Notebook(
        "05-estimate-survey", "estimate from the survey", ("estimates/survey.csv",),
        ("processed/responses.csv", "processed/factsheets.csv"), needs=("survey",),
    ),
    Notebook("06-estimate-practices", "estimate from the practice database", ("estimates/practices.csv",), ("processed/practices.csv",), needs=("practices",)),
    Notebook("07-estimate-cases", "estimate from the case studies", ("estimates/cases.csv",), ("processed/cases.csv",), needs=("case_studies",)),
    Notebook(
        "08-evaluate-criteria", "apply the criteria",
        ("processed/coding.csv", "processed/scores.csv", "estimates/criteria.csv", "evaluation/agreement.csv", "evaluation/ranks.csv",
         "evaluation/dominance.csv", "evaluation/robustness.csv", "evaluation/dimensions.csv"),
        ("processed/cases.csv", "processed/factsheets.csv"), raw=("case_studies",), needs_any=("case_studies", "survey"),
    ),
    Notebook(
        "09-audit-report", "audit against the printed figures",
        ("processed/estimates.csv", "processed/audit.csv", "processed/cleaning_log.csv", "evaluation/errata.csv",
         "evaluation/keying.csv"),
        ("estimates/published.csv", "estimates/survey.csv", "estimates/practices.csv", "estimates/cases.csv", "estimates/criteria.csv",
         "log/survey.csv", "log/practices.csv", "log/cases.csv"),
        raw=("published", "case_studies", "networks"),
    ),
    Notebook("10-draw-survey", "draw the survey", ("cards/survey.json",), ("processed/estimates.csv", "evaluation/errata.csv"), raw=("published/statements.csv", "documents"), needs_any=("survey", "published")),
    Notebook("11-draw-practices", "draw the practice database", ("cards/practices.json",), ("processed/estimates.csv", "evaluation/errata.csv"), raw=("documents",), needs_any=("practices",)),
    Notebook("12-draw-cases", "draw the case studies", ("cards/cases.json",), ("processed/estimates.csv", "processed/cases.csv", "processed/coding.csv", "evaluation/errata.csv"), raw=("documents",), needs=("case_studies",)),
    Notebook(
        "13-draw-criteria", "draw the criteria", ("cards/criteria.json",),
        ("processed/estimates.csv", "processed/cases.csv", "processed/coding.csv", "evaluation/agreement.csv",
         "evaluation/ranks.csv", "evaluation/dominance.csv", "evaluation/robustness.csv", "evaluation/dimensions.csv",
         "evaluation/errata.csv"),
        raw=("documents",), needs_any=("case_studies", "survey"),
    ),
    Notebook(
        "14-write-report", "write the sentences and tables",
        ("cards/method.json", "cards/made.json", "cards/audit.json", "cards/errata.json", "cards/corrections.json", "cards/codebook.json",
         "cards/questionnaire.json", "cards/glossary.json", "report/variables.yml"),
        ("processed/estimates.csv", "processed/audit.csv", "processed/cleaning_log.csv", "processed/cases.csv", "processed/coding.csv",
         "evaluation/errata.csv", "evaluation/keying.csv"),
        raw=("survey", "practices", "case_studies", "networks", "published", "constraints.csv", "corrections.csv", "documents"),
    ),
    Notebook(
        "15-tell-context", "tell the context",
        ("cards/local.json", "cards/networks.json", "cards/partnership.json", "cards/governance.json", "cards/includ.json"),
        ("processed/estimates.csv", "processed/cases.csv", "evaluation/errata.csv"), raw=("networks", "published/statements.csv", "documents"),
    ),
    Notebook(
        "16-tell-themes", "tell the themes and find a practice",
        ("cards/themes.json", "cards/catalogue.json", "cards/countries.json"),
        ("processed/estimates.csv", "processed/cases.csv", "processed/practices.csv", "evaluation/errata.csv"),
        raw=("networks", "documents"),
    ),
    Notebook(
        "17-sum-up", "sum up",
        ("cards/recommendations.json", "cards/summary.json", "cards/summary-it.json", "cards/downloads.json", "cards/index.json"),
        ("processed/estimates.csv", "processed/cases.csv", "processed/coding.csv", "evaluation/errata.csv"),
        raw=("networks", "published/statements.csv", "documents"),
    ),
)  # fmt: skip


def notebooks_for(wave: Wave) -> list[Notebook]:
    """The notebooks that run for a wave, in order."""
    return [notebook for notebook in NOTEBOOKS if notebook.runs_for(wave)]


def raw_files(wave: Wave, notebook: Notebook) -> list[Path]:
    """The files of the wave's raw folder that a notebook reads by itself."""
    files = [file for name in notebook.raw if name in wave.sources for file in wave.source_files(name)]
    if "survey" in notebook.raw and "survey" in wave.sources:
        files += [f for f in [wave.source_file("survey").with_name("factsheets.csv")] if f.is_file()]
    folders = {"published": wave.published, "documents": wave.documents}
    files += [file for name, folder in folders.items() if name in notebook.raw for file in sorted(folder.glob("*.csv"))]
    single = [wave.raw / name for name in notebook.raw if name.endswith(".csv")]
    return files + [file for file in single if file.is_file()]


def files_behind(wave: Wave, name: str) -> tuple[list[Path], list[Path]]:
    """Every input that the results of a notebook rest on (the raw files that it and the notebooks before it read), and the
    tables of the run that it reads itself, where they are there."""
    notebooks = {notebook.name: notebook for notebook in notebooks_for(wave)}
    makers = {file: notebook.name for notebook in notebooks.values() for file in notebook.writes}
    behind, waiting = set(), [name]
    while waiting:
        this = notebooks.get(waiting.pop())
        if this and this.name not in behind:
            behind.add(this.name)
            waiting += [makers[file] for file in this.reads if file in makers]
    raw = {file for other in behind for file in raw_files(wave, notebooks[other])}
    tables = [wave.stage / file for file in (notebooks[name].reads if name in notebooks else ()) if file.endswith(".csv")]
    inputs = [wave.raw / "wave.yml", *sorted(raw), *sorted(wave.root.codebook.glob("*.yml"))]
    return inputs, [table for table in tables if table.is_file()]
