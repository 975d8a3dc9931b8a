"""A small book as the pipeline would stage it: five chapters and an appendix, with everything a chapter may hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
FONTS = {
    "fontpkg_fira_sans": ["FiraSans-Regular", "FiraSans-Italic", "FiraSans-SemiBold", "FiraSans-SemiBoldItalic"],
    "fontpkg_ibm_plex_serif": ["IBMPlexSerif-Regular", "IBMPlexSerif-Italic", "IBMPlexSerif-SemiBold"],
}

LOOKS = ("*.css", "*.scss", "*.lua", "*.typ", "*.html", "*.js")

BOOK = {
    "title": "Practices of integration",
    "subtitle": "What local and regional authorities do, and what is known of its effect",
    "author": "The sample project",
    "output-file": "sample-book",
    "downloads": ["pdf"],
    "chapters": ["index.qmd", "report/survey.qmd", "report/cases.qmd", "report/method.qmd", "report/references.qmd"],
    "appendices": ["report/codebook.qmd"],
}


class Indented(yaml.SafeDumper):
    """Lists stand further in than their key, as in the report's own file; tests replace such lines."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def configuration() -> str:
    """The report's own `_quarto.yml`, with its formats, words and classes, for the sample's chapters."""
    config = yaml.safe_load((REPOSITORY / "_quarto.yml").read_text(encoding="utf-8"))
    del config["chapters-need"]
    del config["project"]["render"]
    config["project"]["output-dir"] = "_book"
    config["book"] = BOOK
    config |= {
        "wave": "2012",
        "edition": "Second edition",
        "search-synonyms": [["language", "mother tongue"], ["diploma", "foreign qualification"]],
        "acknowledgement": "Takes up a study © European Union, 2013. Reproduction is allowed, provided the source is acknowledged.",
    }
    return yaml.dump(config, Dumper=Indented, allow_unicode=True, sort_keys=False)


VARIABLES = """\
wave:
  id: "2012"
survey:
  analysable: 48
  greek: 23
  network:
    share: "39.6%"
"""

INDEX = """\
---
description: The report in one page.
---

# Summary {#sec-summary .unnumbered}

::: {.lede}
Local authorities carry most of the work of integration. This book asks what they do, and what is known of its effect.
:::

:::: {.headline}
::: {.stat}
[{{< var survey.analysable >}}]{.stat-value} [authorities answered enough to be analysed]{.stat-label}
[published]{.evidence .evidence-published}
:::
::: {.stat}
[{{< var survey.network.share >}}]{.stat-value} [of them belong to a network, of 48]{.stat-label}
[round trip]{.evidence .evidence-round_trip}
:::
::: {.stat}
[37]{.stat-value} [case studies read twice under written rules]{.stat-label}
[coded]{.evidence .evidence-coded}
:::
::::

The chapters follow the questionnaire: see @sec-survey for what was asked, and [the chapter on
cases](report/cases.qmd#sec-case-money) for money. Background is in @study2013.

::: {.callout-important title="Two inputs are *rebuilt*"}
The microdata were never published. Of {{< var survey.analysable >}} authorities, {{< var survey.greek >}} are Greek.
:::
"""

SURVEY = """\
# What authorities told us {#sec-survey}

::: {.lede}
Most authorities do not know how many newcomers they have; those that do rarely use the figure.
:::

## Barriers {#sec-barriers}

Language is named most often (@fig-barriers); the figures are in @tbl-barriers. Both [@fig-barriers; @tbl-barriers]
rest on the same answers.[^base] Other work finds the same [@study2013; @penninx2016].

[^base]: Every share has its own base, since *not answered* is not "no".

{{< include /report/_generated/barriers.qmd >}}

### By region {#sec-region}

::: {.panel-tabset}
#### Chart

![Shares by region.](/figures/2012/regions.svg){#fig-regions fig-alt="Three bars: South 61, North 42, East 35 per cent."}

#### Table

| Region | Share, % | Base |
|:-------|---------:|-----:|
| South  |     61.0 |   23 |
| North  |     42.0 |   14 |
| East   |     35.0 |   11 |

: Shares by region {#tbl-regions}
:::

## Networks and training {#sec-networks}

[simulated]{.evidence .evidence-simulated} [bounds]{.evidence .evidence-bounds} [observed]{.evidence .evidence-observed}
mark what a number rests on. [Legal and political]{.dim .dim-legal_political}, [socio-economic]{.dim
.dim-socio_economic} and [cultural]{.dim .dim-cultural} measures keep their colours.

::: {.callout-note collapse="true"}
## How the interval is made

A Wilson interval at 95%, `z = 1.96`. See [the project's page](https://example.org/wilson).
:::

::: {.callout-tip}
A tip without a title of its own.
:::

::: {.content-visible when-format="html"}
Only the page says this.
:::

::: {.content-visible unless-format="html"}
Only the paper says this.
:::
"""

BARRIERS = """\
![Language is the barrier most authorities name. Share of authorities that rate it a higher priority. Base: 48.](/figures/2012/barriers.svg){#fig-barriers fig-alt="Horizontal bars: language 68, jobs 60, housing 41, services 22 per cent."}

::: {.small}
Source: survey of local and regional authorities. [round trip]{.evidence .evidence-round_trip}
:::

| Barrier | Newly arrived, % | Long-term, % | What authorities do about it, in a few words | Base |
|:--------|------:|------:|:-----------------------------|-----:|
| Language | 68.0 | 41.5 | Courses in the evening, with child care; tests and certificates | 48 |
| Jobs | 60.4 | 52.1 | Recognition of diplomas (*anerkennen*), placements & mentoring | 48 |
| Housing | 41.7 | 29.2 | Mediation with landlords – [see below](#sec-networks) | 48 |
| Services | 22.9 | 12.5 | One counter for all | 48 |

: Barriers to integration, by length of stay {#tbl-barriers tbl-colwidths="[18,16,14,40,12]"}

::: {.exhibit-links}
[Numbers](/report/_generated/downloads/barriers.csv) [SVG](/figures/2012/barriers.svg) [PNG](/figures/2012/barriers.png)
:::

::: {.fold title="Show the *numbers*"}
| Barrier | Base of it |
|:--------|-----:|
| Language | 48 |
:::

::: {.fold title="Show the rest" key="tbl-rest"}
| Barrier | Base |
|:--------|-----:|
| Jobs | 48 |
:::
"""

CASES = """\
# Case studies {#sec-cases}

Thirty-seven practices were studied. Names keep their accents: Kraków, Győr, Αθήνα, Łódź.

## Three dimensions {#sec-dimensions}

Legal and political
:   Citizenship, residence, taking part.

Socio-economic
:   Work, education, housing, health.

Cultural
:   Language, dialogue, contact.

## Money {#sec-case-money}

Costs run from €8,000 to €3.2m a year (@fig-money). Compare @sec-barriers and @sec-codes-of-answers.

![Costs of the practices, on a log scale.](/figures/2012/money.svg){#fig-money fig-alt="Points along a line from 8 thousand to 3 million euro."}

1. The fact sheet goes before the summary table.
2. A printed amount in euro goes before a conversion:
    - at the yearly mean rate,
    - flagged when it is not credible.

> An amount is shown as printed, and as understood.

---

The end of the chapter.
"""

METHOD = """\
# How this report is made {#sec-method}

## Evidence classes {#sec-evidence}

Each number carries a mark.

::: {.small}
[coded]{.evidence .evidence-coded} is our reading of the fact sheets; agreement measures how clear the rules are.
:::

## Do it again {#sec-again}

```bash
make report WAVE=2012
```

::: {.callout-warning}
## Small and self-selected
48 answers are few.
:::
"""

REFERENCES = """\
# References {#sec-references .unnumbered}

::: {#refs}
:::
"""

CODEBOOK = """\
# Codebook {#sec-codebook}

## Codes of answers {#sec-codes-of-answers}

| Code | Meaning |
|:-----|:--------|
""" + "".join(f"| `item_{number:02d}` | Answer number {number} of the questionnaire |\n" for number in range(1, 61)) + """
: Codes, long enough to break over pages {#tbl-codes}

See @tbl-codes, and back in @sec-survey.
"""  # fmt: skip

BIB = """\
@report{study2013,
  title = {Study on Practices of Integration},
  author = {{Committee of the Regions}},
  year = {2013},
  institution = {European Union}
}
@book{penninx2016,
  title = {Integration Processes and Policies in Europe},
  author = {Garcés-Mascareñas, Blanca and Penninx, Rinus},
  year = {2016},
  publisher = {Springer}
}
"""


ROWS = [
    ("2", "Choir", "Greece", "2011–2013", "Arts", "Language; Arts", "Women", "None"),
    ("10", "Advice", "Italy", "since 2008", "Legal", "Language; Housing", "Women; Youth", "Internal; Planned"),
    ("7", "Workshop", "Greece", "2009", "Legal", "Employment", "Youth", "None"),
    ("1", "Language café", "Spain", "Not reported", "Arts", "Language", "Everybody", "None"),
]
HEADS = ("No", "Practice", "Country", "Years", "Dimension", "Sectors", "Groups", "Evaluation")
LINES = ["| " + " | ".join(cells) + " |" for cells in (HEADS, ["---:", *[":---"] * 7], *ROWS)]
CATALOGUE = "\n\n".join(
    ["", "## Find a practice {#sec-find}", "::: {.catalogue}", "\n".join(LINES), ': Practices {#tbl-find tbl-colwidths="[5,20,10,10,10,20,15,10]"}', ":::", "| A |\n|:--|\n| b |",
     "::: {.facts}", "Organiser\n: Town of Malmö", "Years\n: 2009", ":::"]
)


def write_project(root: Path) -> Path:
    """Writes the sample project into a folder and returns it."""
    files = {
        "_quarto.yml": configuration(),
        "_variables.yml": VARIABLES,
        "index.qmd": INDEX,
        "report/survey.qmd": SURVEY,
        "report/cases.qmd": CASES,
        "report/method.qmd": METHOD,
        "report/references.qmd": REFERENCES,
        "report/codebook.qmd": CODEBOOK,
        "report/references.bib": BIB,
        "report/_generated/barriers.qmd": BARRIERS,
        "report/_generated/downloads/barriers.csv": "barrier,share\nlanguage,0.68\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for pattern in LOOKS:
        for file in (REPOSITORY / "report").glob(pattern):
            shutil.copyfile(file, root / "report" / file.name)
    shutil.copytree(REPOSITORY / "report" / "vendor", root / "report" / "vendor")
    _fonts(root / "report" / "_generated" / "fonts")
    _figures(root / "figures" / "2012")
    return root


def _fonts(folder: Path) -> None:
    import importlib

    folder.mkdir(parents=True, exist_ok=True)
    for package, names in FONTS.items():
        files = Path(importlib.import_module(package).__file__).parent / "files"
        for name in names:
            shutil.copyfile(files / f"{name}.ttf", folder / f"{name}.ttf")


def _figures(folder: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    folder.mkdir(parents=True, exist_ok=True)
    bars = {
        "barriers": {"Language": 68, "Jobs": 60.4, "Housing": 41.7, "Services": 22.9},
        "regions": {"South": 61, "North": 42, "East": 35},
        "money": {"€8,000": 8, "€100,000": 100, "€3.2m": 3200},
    }
    with rc_context({"svg.hashsalt": "book", "font.size": 10}):
        for name, values in bars.items():
            figure = Figure(figsize=(7, 0.5 + 0.45 * len(values)), layout="constrained")
            axes = figure.subplots()
            axes.barh(
                list(values), list(values.values()), color=["#0b5d7a"] + ["#b9c3c9"] * (len(values) - 1), height=0.6
            )
            axes.invert_yaxis()
            axes.spines[["top", "right", "bottom", "left"]].set_visible(False)
            axes.tick_params(length=0)
            axes.set_xticks([])
            for row, value in enumerate(values.values()):
                axes.text(value, row, f" {value}", va="center")
            if name == "money":
                axes.set_xscale("log")
                axes.minorticks_off()
            figure.savefig(folder / f"{name}.svg", transparent=True, metadata={"Date": None})
            figure.savefig(folder / f"{name}.png", transparent=True, dpi=150, metadata={"Software": None})


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project. Shared: copy it before changing it."""
    return write_project(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def project(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample project that a test may change; without its fonts, since packing them takes a while."""
    copy = Path(shutil.copytree(sample, tmp_path / "project"))
    style = copy / "report" / "style.css"
    kept = [line for line in style.read_text(encoding="utf-8").splitlines() if not line.startswith("@font-face")]
    style.write_text("\n".join(kept), encoding="utf-8")
    return copy


@pytest.fixture(scope="session")
def with_catalogue(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project with a table to choose from and a box of facts."""
    project = Path(shutil.copytree(sample, tmp_path_factory.mktemp("choose") / "project"))
    with (project / "report" / "codebook.qmd").open("a", encoding="utf-8") as file:
        file.write(CATALOGUE + "\n")
    return project


@pytest.fixture(scope="session")
def built(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project rendered by the embedded engine, HTML and PDF."""
    from analysis.book import render

    out = tmp_path_factory.mktemp("built") / "book"
    render(sample, out, engine="embedded")
    return out
