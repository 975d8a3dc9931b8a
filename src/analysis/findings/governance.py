"""How integration is governed in a region: what ROUTES set out, and its module as a checklist that reads the answers of the wave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from analysis.codebook import load_codebook
from analysis.evaluate.criteria import criteria_for
from analysis.evaluate.governance import Part, read_governance
from analysis.findings.chart import Chart, Mark, told_by
from analysis.findings.documented import as_read, by_option
from analysis.findings.results import Facts, Results, classes, evidence_of, highest
from analysis.findings.survey import Asked, options, unanswered
from analysis.findings.unknown import IN_WORDS, INDICATOR, OWN_WORDS, item_of, why

PLAN = ("objective", "result", "output")
SAID_APART = ("yes", "no", "any", "not_reported")  # options that do not stand with the name of what was asked


def routes(r: Results) -> Facts | None:
    """What the project was, by topic."""
    rows = [row for row in r.documents("routes") if row["topic"] not in PLAN]
    return {"topics": by_option(r, "routes", "topic", rows), "evidence": r.wave.listed} if rows else None


def routes_plan(r: Results) -> Facts | None:
    """What it wanted, what it expected to come of it, and what it was to write."""
    topics = by_option(r, "routes", "topic", [row for row in r.documents("routes") if row["topic"] in PLAN])
    return {"topics": topics, "themes": r.has_chapter("themes"), "evidence": r.wave.listed} if topics else None


def routes_partners(r: Results) -> Facts | None:
    """Who took part, by country; how the country is told is our own reading of names and addresses."""
    rows = r.documents("routes_partners")
    if not rows:
        return None
    codes = sorted({row["country"] for row in rows} - {""}, key=r.country)
    heads = r.declared.tables["routes_partners"]
    return {
        "names": len(rows), "countries": codes, "placed": sum(bool(row["country"]) for row in rows),
        "how": [name for name, _ in by_option(r, "routes_partners", "country_from", rows)], "evidence": classes(r.wave.listed, r.wave.coded),
        "table": [_of_country(r, code, rows) for code in [*codes, ""] if code or not all(row["country"] for row in rows)],
        "files": {"routes-partners": as_read(r, "routes_partners")[[*heads, "where", "passage"]]},
    }  # fmt: skip


def _of_country(r: Results, code: str, rows: Iterable[Facts]) -> Facts:
    names = sorted((row["partner"] for row in rows if row["country"] == code), key=str.casefold)
    return {"country": r.country(code) if code else "", "names": len(names), "partners": names}


def routes_module(r: Results) -> Facts | None:
    """The parts of the module, and what each is said to do."""
    parts = _module(r)
    rows = [row | {"name": parts[row["part"]].label if row["part"] in parts else row["part"]} for row in r.documents("routes_module")]
    return {"table": rows, "evidence": r.wave.listed} if rows else None


def routes_differences(r: Results) -> Facts | None:
    """What only one of the documents says, or each says otherwise."""
    rows = r.documents("routes_differences")
    only = [row for row in rows if sum(bool(row[name]) for name in ("english", "italian", "award")) == 1]
    return {"differences": len(rows), "only": [row["topic"] for row in only], "table": rows, "evidence": r.wave.listed} if rows else None


def module_answers(r: Results) -> Facts | None:
    """What the yes/no questions tell of the whole module."""
    module = [part for part in _module(r).values() if not part.beside]
    parts = {part.label: [a for a in _answers(r, part.keys) if (a.place, a.option) == ("survey", "yes")] for part in module}
    rows = [a for found in parts.values() for a in found]
    known = highest(a.number for a in rows if a.known)
    if not known:
        return None
    tops = [n for n in known if n.numerator * known[0].base == known[0].numerator * n.base]
    return {
        "asked": len(rows), "known": known, "tops": [a.short for a in rows if a.number in tops], "complete": len(known) == len(rows),
        "chart": Chart("dots", [(name, [_mark(a, a.number in tops) for a in found]) for name, found in parts.items() if found]),
        "data": told_by(r, known), "bases": sorted({int(n.base) for n in known}), "evidence": evidence_of(known), "coded": r.wave.coded,
    }  # fmt: skip


def _mark(asked: Asked, strong: bool) -> Mark:
    return Mark(asked, asked.share if asked.known else None, role="accent" if strong else "second", strong=strong)


def module_parts(r: Results) -> list[Facts]:
    """Each part: what it asks, what the wave tells of it, and what no question asks."""
    found = [(name, part, _answers(r, part.keys), _in_words(r, part)) for name, part in _module(r).items()]
    return [_part(r, name, part, rows, words) for name, part, rows, words in found if rows]


def _part(r: Results, name: str, part: Part, rows: list[Asked], words: list[Asked]) -> Facts:
    known = [a.number for a in rows if a.known]
    table = [{"asked": a.name, "of_whom": a.place, "share": a, "evidence": a.number.evidence if a.known else ""} for a in [*rows, *words]]
    return {
        "part": name, "module": part, "known": len(known), "table": table, "evidence": evidence_of(known),
        "does": next((row["does"] for row in r.documents("routes_module") if row["part"] == name), ""),
        "yes": [a.number for a in rows if a.known and a.option == "yes" and a.place == "survey"], "items": r.codebook["responses"].items,
    }  # fmt: skip


def own_check(r: Results) -> Facts | None:
    """The questions that an authority can ask itself, part by part."""
    parts = _module(r).values()
    empty = dict.fromkeys(("there", "planned", "missing"), "")
    rows = [{"module": part.label if first else "", "ask": ask, **empty} for part in parts for first, ask in _first(part.ask)]
    return {"table": rows, "evidence": ""} if rows else None


def _first(things: Iterable[str]) -> Iterator[tuple[bool, str]]:
    yield from ((not number, thing) for number, thing in enumerate(things))


@lru_cache(maxsize=1)
def _module(r: Results) -> dict[str, Part]:
    """The parts by id, read once for all findings."""
    return read_governance(r.wave).parts


def _answers(r: Results, keys: Iterable[str]) -> list[Asked]:
    """What the wave tells to each of the keys whose source it has; `place` is the kind of estimate, `option` the answer."""
    return [_answer(r, key) for key in keys if r.wave.has(r.codebook.table_of(key).source) or r.get(key)]


def _answer(r: Results, key: str) -> Asked:
    source, *_, option, _ = key.split(".")
    name, short = _named(r, key)
    number = r.get(key)
    if number and not number.small:
        return Asked(option, name, short, source, number, assumed=bool(r.wave.assumed([key])))
    return Asked(option, name, short, source, unknown=_why(r, key))


def _named(r: Results, key: str) -> tuple[str, str]:
    """What is asked, in this wave or another, and the same in short."""
    _, kind, *path, option, _ = key.split(".")
    if kind == INDICATOR:
        indicator = criteria_for(r.codebook).indicators[".".join(path)]
        return indicator.question, indicator.label
    asked = item_of(r.codebook, key) or item_of(load_codebook(r.wave.root.codebook), key)
    ending = f": {asked.options[option]}" if option in asked.options and option not in SAID_APART else ""
    name = ": ".join(asked.level_labels) or f"{asked.label}{ending}"
    return name, asked.short


def _why(r: Results, key: str) -> str:
    """Why the value of what is asked is not shown, as the survey tells it of its own questions."""
    item = item_of(r.codebook, key)
    if not item or r.codebook.table_of(key).estimates != "survey":
        return why(r, key)
    if not item.levels:
        return IN_WORDS if unanswered(r, item)["unknown"] == IN_WORDS else why(r, key)
    same = (item.levels[-1], item.level_labels[0] if len(item.levels) > 1 else "")
    return next((a.unknown for a in options(r, item.stem) if (a.option, a.place) == same), "") or why(r, key)


def _in_words(r: Results, part: Part) -> list[Asked]:
    """The questions on a part that are answered in own words."""
    items = r.codebook["responses"].items
    asked = [items[name] for name in part.in_words if name in items] if r.wave.has("survey") else []
    return [Asked("", item.label, item.short, "survey", unknown=OWN_WORDS) for item in asked]
