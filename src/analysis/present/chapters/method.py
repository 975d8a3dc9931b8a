"""Blocks of the chapter on data and methods, of the data dictionary and of the page on how the report is made."""

from __future__ import annotations

import hashlib
import json

import pandas as pd

from analysis.codebook import Item, Table
from analysis.present.context import Context
from analysis.present.markdown import bullets, downloads, plain
from analysis.present.numbers import count, listed
from analysis.store import write_table
from analysis.wave import PROJECT

SOURCES = {
    "survey": "Survey of local and regional authorities", "practices": "Database of good practices (European Website on Integration)",
    "case_studies": "Case studies", "networks": "European networks",
}  # fmt: skip
RULES = {
    "answer_spelling": "An answer was spelled in another way or language", "answer_list": "Several answers stood in one cell in another form or order",
    "country_name": "A country name became its code", "date_form": "A date was written in another form", "number_form": "A number was written in another form",
    "identifier_form": "An identifier had blanks or small letters", "missing_word": "A word for “no answer” became an empty cell", "white_space": "Stray blanks were removed",
    "duplicates_merged": "Rows of the same record were merged", "empty_row_dropped": "An empty row was dropped", "note_row_dropped": "A note below the data was dropped",
    "personal_data_dropped": "A column of personal data was dropped unread", "amount_read": "An amount of money was read from print",
}  # fmt: skip


def blocks(context: Context) -> dict[str, str]:
    """The blocks of `report/method.qmd`, `report/codebook.qmd` and `report/made.qmd`."""
    return {
        "method-sources": _sources(context),
        "method-evidence": _evidence(context),
        "method-keying": _keying(context),
        "method-cleaning": _cleaning(context),
        "method-assumptions": _assumptions(context),
        "method-rating": _rating(context),
        "method-commentary": context.commentary("method"),
        "codebook": "\n".join(_dictionary(context, name) for name in ("responses", "factsheets", "practices", "cases")),
        "made-notebooks": _notebooks(context),
        "made-inputs": _inputs(context),
    }


def _sources(context: Context) -> str:
    wave = context.wave
    rebuilt = wave.evidence == "round_trip"
    kinds = {"survey": "rebuilt from printed tables" if rebuilt else wave.evidence, "practices": "rebuilt from printed tables" if rebuilt else wave.evidence,
             "case_studies": f"{wave.listed}, and {wave.coded} from the fact sheets", "networks": wave.listed}  # fmt: skip
    rows = [[SOURCES[name], source.file, kinds[name]] for name, source in wave.sources.items()]
    data = pd.DataFrame(rows, columns=["source", "file", "what_it_is"])
    text = [f"This is wave {plain(wave.id)}: {plain(wave.title)}."]
    text += (
        [f"Collected by {plain(wave.collected_by)}; {plain(wave.fieldwork)}."]
        if wave.collected_by and wave.fieldwork
        else []
    )
    text += [f"{plain(wave.acknowledgement)}"] if wave.acknowledgement else []
    text += [f"{plain(wave.licence)}"] if wave.licence else []
    return (
        " ".join(text)
        + "\n\n"
        + context.published_table(
            data, "tbl-sources", ["Source", "File", "What it is"], "Sources of this wave", "lll", (45, 25, 30)
        )
    )


def _evidence(context: Context) -> str:
    counts = context.estimates.frame["evidence"].value_counts()
    rows = [[entry["label"], entry["meaning"], count(counts.get(name, 0))] for name, entry in context.labels.items()]
    data = pd.DataFrame(rows, columns=["mark", "meaning", "numbers"])
    return context.published_table(
        data,
        "tbl-evidence",
        ["Mark", "Meaning", "Numbers"],
        "Evidence classes, and how many numbers of this report carry each",
        "llr",
        (16, 70, 14),
    )


def _keying(context: Context) -> str:
    keyed = context.raw("published/keying.csv")
    if keyed.empty:
        return "*Nothing of this wave was keyed from print.*\n"
    numbers = keyed.assign(**{c: pd.to_numeric(keyed[c]) for c in ("cells", "differing")})
    numbers["table"] = numbers["table"].map(
        lambda name: "Printed tables" if name.startswith("table_") else name.capitalize()
    )
    sums = numbers.groupby("table", sort=False)[["cells", "differing"]].sum()
    total = sums.sum()
    text = f"What is printed was keyed twice, separately, and compared: {count(total['cells'])} cells, of which {count(total['differing'])} differed. Each difference was settled by reading the source again."
    data = sums.reset_index().map(str)
    return f"{text}\n\n" + context.published_table(
        data,
        "tbl-keying",
        ["What was keyed", "Cells", "Differing"],
        "Keyed twice: cells compared and cells that differed",
        "lrr",
    )


def _cleaning(context: Context) -> str:
    log = context.table("processed/cleaning_log.csv")
    if log.empty:
        return "*Nothing had to be changed.*\n"
    rule = log["rule"].str.split(";").str[0]
    table = pd.crosstab(rule, log["source"])
    table = table.reindex([r for r in RULES if r in table.index] + [r for r in table.index if r not in RULES])
    names = {"survey": "Survey", "practices": "Practices", "case_studies": "Case studies"}
    data = pd.DataFrame(
        {
            "what": [RULES.get(r, r) for r in table.index],
            **{names.get(s, s): table[s].map(count) for s in names if s in table},
        }
    )
    text = f"{count(len(log))} cells or rows were changed, dropped or merged; every one is in the cleaning log with its raw value."
    write_table(log, context.wave.stage / "report" / "downloads" / "cleaning_log.csv")
    return f"{text}\n\n{downloads('cleaning_log')}\n" + context.published_table(
        data,
        "tbl-cleaning",
        ["What was changed", *data.columns[1:]],
        "Changes made by the cleaning",
        "l" + "r" * (len(data.columns) - 1),
    )


def _assumptions(context: Context) -> str:
    if not context.wave.assumptions:
        return "*This wave needs no assumptions beyond the codebook.*\n"
    data = pd.DataFrame(
        [[a.text, a.value, a.alternatives] for a in context.wave.assumptions],
        columns=["assumption", "chosen", "alternatives"],
    )
    return context.published_table(
        data,
        "tbl-assumptions",
        ["Assumption", "Chosen", "Could also be"],
        "Assumptions of this wave",
        "lll",
        (54, 22, 24),
    )


def _rating(context: Context) -> str:
    base = (
        "all analysable answers, also those that skipped the item"
        if context.wave.rating_base == "analysable"
        else "those who rated the item"
    )
    return f"A rating counts as a higher priority from {context.wave.higher_priority_from} upwards on the scale of the questionnaire. Shares of ratings are over {base}. Shares with a base below {context.wave.min_base} are not shown.\n"


def _dictionary(context: Context, name: str) -> str:
    spec = context.codebook[name]
    titles = {
        "responses": "Questionnaire",
        "factsheets": "Fact sheets",
        "practices": "Practice records",
        "cases": "Case studies",
    }
    rows = [
        _entry(spec, stem, context.codebook.stems) for stem in dict.fromkeys(item.stem for item in spec.items.values())
    ]
    data = pd.DataFrame(rows, columns=["variable", "question", "label", "values"])
    return f"## {titles[name]} {{#sec-codebook-{name}}}\n\n" + context.published_table(
        data,
        f"tbl-codebook-{name}",
        ["Variable", "Question", "Label", "Values"],
        f"{titles[name]}: variables",
        "llll",
        (24, 9, 32, 35),
    )


def _entry(spec: Table, stem: str, labels: dict[str, str]) -> list[str]:
    items = spec.stem(stem)
    first = items[0]
    label = first.label if len(items) == 1 else first.label.split(": ")[0]
    return [stem, first.question, label, _values(items)]


def _values(items: list[Item]) -> str:
    first = items[0]
    if first.type == "rating":
        options = listed(list(dict.fromkeys(i.level_labels[-1] for i in items)))
        groups = list(dict.fromkeys(i.level_labels[0] for i in items)) if len(first.levels) > 1 else []
        return f"rating {first.min:g} to {first.max:g} of {options}" + (f", for {listed(groups)}" if groups else "")
    if first.options:
        return ("several of: " if first.type == "multi" else "") + "; ".join(first.options.values())
    return {
        "id": "identifier",
        "country": "country",
        "text": "free text",
        "number": "number",
        "date": "date",
        "money": "amount as printed",
    }[first.type]


def _notebooks(context: Context) -> str:
    """Each notebook's own title and first sentence."""
    lines = []
    for file in sorted((PROJECT / "notebooks").glob("*.ipynb")):
        first = "".join(json.loads(file.read_text(encoding="utf-8"))["cells"][0]["source"])
        title, _, rest = first.partition("\n\n")
        lines.append(f"**{title.lstrip('# ').strip()}** (`{file.name}`). {rest.split('. ')[0].rstrip('.')}.")
    return bullets(lines)


def _inputs(context: Context) -> str:
    wave = context.wave
    files = [wave.raw / "wave.yml", *(wave.source_file(n) for n in wave.sources), *sorted(wave.published.glob("*.csv"))]
    rows = [
        [f.relative_to(wave.raw).as_posix(), hashlib.sha256(f.read_bytes()).hexdigest()] for f in files if f.is_file()
    ]
    data = pd.DataFrame(rows, columns=["file", "sha256"])
    shown = data.assign(sha256=data["sha256"].str[:16])
    return context.published_table(
        shown, "tbl-inputs", ["File", "SHA-256, first sixteen digits"], "Inputs of this wave", "ll", (60, 40)
    )
