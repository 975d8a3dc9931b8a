"""A wave whose run has left one figure and one table, as the rooms below leave them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cards import FIGURE, TABLE

from analysis.publish import FIGURE_FILES
from analysis.store import write_text
from analysis.wave import Wave

DOWNLOADS = {
    "fig-who.csv": "key,country,value\nsurvey.a,GR,0.5\nsurvey.b,ES,\n",
    "all_answers.csv": "country,text\nGR,'=1+1\n",
    "tbl-aims.csv": "aim,share\nJobs,12.5%\n",
}


@pytest.fixture
def drawn(make_wave) -> Callable[..., Wave]:
    """`drawn("survey.csv")`: a wave of these sources; its table stands on the first page, its figure in the survey's chapter."""

    def make(*files: str, **fields: str) -> Wave:
        wave = make_wave(dict.fromkeys(files, ""), **fields)
        write_text("a\n1\n", wave.staged("estimates.csv"))
        told = {"blocks": ["survey-who", "index-basis"], "pages": [], "downloads": list(DOWNLOADS), "exhibits": [TABLE, FIGURE]}
        write_text(json.dumps(told), wave.stage / "cards" / "survey.json")
        for suffix in FIGURE_FILES:
            write_text(f"drawn {suffix}", wave.stage / "figures" / f"fig-who{suffix}")
        report = wave.stage / "report"
        write_text("wave: {}\n", report / "variables.yml")
        for name in told["blocks"]:
            write_text("A sentence.\n", report / "blocks" / f"{name}.qmd")
        for name, text in DOWNLOADS.items():
            write_text(text, report / "downloads" / name)
        return wave

    return make
