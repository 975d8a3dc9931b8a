"""The partnership of authorities that was proposed: why, for what, with whom, with what means, and what is left open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

import pandas as pd

from analysis.findings.chart import Chart, Mark
from analysis.findings.documented import joined, labels, told
from analysis.findings.results import Facts, Results


@dataclass(frozen=True)
class Service:
    """A means that would serve a function, by our own reading."""

    function: str
    means: str


_told = partial(told, table="partnership")
partnership_reasons = partial(_told, topics=("background", "rationale"))
partnership_functions = partial(_told, topics=("function",))
partnership_later = partial(_told, topics=("later",))
partnership_members = partial(_told, topics=("members", "governance"))
partnership_web = partial(_told, topics=("web",))
partnership_money = partial(_told, topics=("money",))
partnership_priorities = partial(_told, topics=("priority",))
partnership_open = partial(_told, topics=("open",))
partnership_documents = partial(_told, topics=("document",))


def partnership_aware(r: Results) -> Facts | None:
    """What is said of those who do not build on the principles, beside what they answered."""
    if not (said := _told(r, topics=("aware",))):
        return None
    no = r.get("survey.cbp_involved.no.share")
    facts = {"rows": said["rows"], "no": no, "item": r.codebook["responses"].items.get("cbp_involved"), "listed": r.wave.listed}
    return facts | {"evidence": no.evidence if no else r.wave.listed}


def partnership_means(r: Results) -> Facts | None:
    """Which of the means would serve which function."""
    means, names = [row for row in r.documents("partnership") if row["topic"] == "means"], labels(r, "partnership", "serves")
    served = [name for function, name in names.items() if any(function in row["serves"] for row in means)]
    if not served:
        return None
    sizes = Counter({row["name"]: len(row["serves"]) for row in means})
    most = max(sizes.values())
    leads = [name for name in sizes if sizes[name] == most]
    ties = [Service(names[function], row["name"]) for function in names for row in means if function in row["serves"]]
    rows = [
        {"means": row["name"], "text": row["text"], "serves": [names[f] for f in row["serves"]], "where": row["where"]}
        for row in means
    ]
    return {
        "means": means, "functions": served, "leads": leads, "most": most, "ties": ties, "table": rows,
        "chart": Chart("ties", [("", [Mark(tie, None, strong=tie.means in leads) for tie in ties])]),
        "data": joined(pd.DataFrame(rows)), "evidence": r.wave.coded,
    }  # fmt: skip
