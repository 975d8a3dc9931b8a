"""What the database of good practices shows. A finding is named after its figure: the builtins `range` and `map` are not used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate

from analysis.findings.chart import Chart, Mark, counted, listed_by, rated
from analysis.findings.results import NOT_RANKED, Facts, Number, Part, Results, evidence_of, leaders, ranked

LOCAL, NATIONAL, WIDE = "regional_municipal", "national", "eu_international"
YEARS_SHOWN, NAMED, FEW = 10, 3, 1 / 3
OPEN_END = 9999  # for the place of what goes on in the order of years


def about(r: Results) -> Facts | None:
    """Which database it is, and how many records it holds."""
    return {"records": records(r)} if r.wave.has("practices") else None


def records(r: Results) -> Number | None:
    """A number whose base are all records of the database: the one count that every chapter gives."""
    found = (r.get(f"practices.{key}.share") for key in ("range.any", "end.any", "country.reported"))
    return next(filter(None, found), None)


def range(r: Results) -> Facts | None:
    """How far practices reach."""
    rows = ranked(r.of("practices", "range"), ())
    if not rows:
        return None
    tops, by = leaders(rows), {n.option: n for n in rows}
    return {
        "rows": rows, "top": tops[0], "tops": tops, "majority": tops[0].share > 0.5, "records": int(records(r).base), **_asked(r, "range", rows), "local": by[LOCAL],
        "chart": Chart("bars", [("", [counted(n, n in tops) for n in rows])]), "data": listed_by(r, rows), "evidence": evidence_of(rows),
        "table": [_row(by[option]) for option in r.codebook["practices"].items["range"].options if option in by],
    }  # fmt: skip


def map(r: Results) -> Facts | None:
    """How many practices each country has."""
    rows = ranked(r.of("practices", "country"))
    if not rows:
        return None
    grid, base = r.codebook.vocabulary["tiles"], int(rows[0].base)
    placed, named = sum(int(n.numerator) for n in rows), [n for n in rows if n.option not in NOT_RANKED]
    first, there = _first(named, NAMED), {n.option for n in rows if n.numerator}
    half = sum(so_far * 2 < placed for so_far in accumulate(n.numerator for n in named)) + 1
    return {
        "rows": rows, "base": base, "unplaced": base - placed, "off": [n for n in rows if n.option not in grid],
        "empty": [r.country(code) for code in grid if code not in there],
        "tops": leaders(named) if named else [], "half": half, "concentrated": len(named) > NAMED and half <= len(named) * FEW,
        "first": first, "together": Part(sum(n.numerator for n in first), base, rows[0].small, of=tuple(first)),
        "rare": sum(n.numerator < r.wave.min_base for n in rows),
        "chart": Chart("tiles", [("", [counted(n) for n in rows])], {"grid": grid}), "data": listed_by(r, rows), "evidence": evidence_of(rows),
    }  # fmt: skip


def country_range(r: Results) -> Facts | None:
    """Regional or municipal against national practices, country by country."""
    found = _ranges_by_country(r)
    pairs = {c: (by[LOCAL], by[NATIONAL]) for c, by in found.items() if any(n.numerator for n in by.values())}
    if not pairs:
        return None
    order = sorted(pairs, key=lambda code: (code in NOT_RANKED, -sum(n.numerator for n in pairs[code]), code))
    rows = [{"country": r.country(c), "local": pairs[c][0], "national": pairs[c][1]} for c in order]
    named = [row for row, code in zip(rows, order, strict=True) if code not in NOT_RANKED]
    local = [row["country"] for row in named if row["local"].numerator > row["national"].numerator]
    numbers = sorted((n for by in found.values() for n in by.values()), key=lambda n: n.key)
    roles = {"local": "accent", "national": "second"}
    bars = [(row["country"], [Mark(row[o], row[o].numerator, role=role) for o, role in roles.items()]) for row in rows]
    return {
        "rows": rows, "named": [row["country"] for row in named], "mostly_local": local,
        "others": [row["country"] for row in named if row["country"] not in local],
        "total": int(sum(n.numerator for n in numbers)), **{o: rows[0][o].name for o in roles},
        "chart": Chart("counted", bars), "data": listed_by(r, numbers), "evidence": evidence_of(numbers),
    }  # fmt: skip


def countries(r: Results) -> Facts | None:
    """The practices of each country by range, and below them those of no single country: no record stands in two rows."""
    rows, by, wide = r.of("practices", "country"), _ranges_by_country(r), r.get(f"practices.range.{WIDE}.share")
    if not rows:
        return None
    order, base = sorted(rows, key=lambda n: (n.option in NOT_RANKED, n.name)), int(rows[0].base)
    lines = [{"country": n} | _line(by.get(n.option, {}), n) for n in order]
    rest = base - sum(int(n.numerator) for n in rows)
    if rest:
        wide_too = wide and wide.numerator == rest and not any(line[WIDE] for line in lines)
        part = wide if wide_too else Part(rest, base, rows[0].small)
        lines.append({"country": part, LOCAL: "", NATIONAL: "", WIDE: "", "total": rest, "percent": part})
    if not any(line[WIDE] for line in lines):
        lines = [{column: line[column] for column in line if column != WIDE} for line in lines]
    return {"base": base, "evidence": evidence_of(rows), "table": lines}


def ends(r: Results) -> Facts | None:
    """When practices end, and how many go on."""
    rows = r.of("practices", "end")
    if not rows:
        return None
    periods = [_end(n.option, n) for n in rows]
    periods.sort(key=lambda p: (not p["going"], p["kind"] == "before", -p["year"]))
    shown, early = _periods(periods, rows[0]), [p for p in periods if p["kind"] == "before"]
    marks = [Mark(p, p["of"].numerator, role=("second", "accent")[p["going"]], strong=p["going"]) for p in shown]
    return {
        **_asked(r, "end", rows), "going": _sum([p for p in periods if p["going"]], rows[0]), "rows": shown,
        "early": _sum(early, rows[0]), "early_years": [p["year"] for p in early], "chart": Chart("bars", [("", marks)]),
        "data": listed_by(r, rows), "evidence": evidence_of(rows), "table": [{"end": p} | _row(p["of"]) for p in periods],
    }  # fmt: skip


def _several(r: Results, item: str) -> Facts | None:
    """A question with several answers; the answer `other` comes last and leads only where there is nothing else."""
    rows = ranked(r.of("practices", item))
    if not any(n.numerator for n in rows):
        return None
    given = [n for n in rows if n.numerator]
    tops, mentions = leaders(given), sum(int(n.numerator) for n in rows)
    asked = _asked(r, item, rows, r.get(f"practices.range.{LOCAL}.share"))
    marks = [rated(n, "accent" if n in tops else "second", n in tops) for n in rows]
    return {
        "rows": rows, "top": tops[0], "tops": tops, "ahead": next((n for n in given if n not in tops and n.numerator >= tops[0].numerator), None),
        **asked, "mentions": mentions, "several": min(mentions - asked["base"], asked["base"]),
        "assumed": [a.text for a in r.wave.assumed(n.key for n in rows)], "chart": Chart("bars", [("", marks)]),
        "data": listed_by(r, rows), "evidence": evidence_of(rows), "table": [_row(n) for n in ranked(rows, ())],
    }  # fmt: skip


aims = partial(_several, item="aim")  # what regional or municipal practices aim at
funding = partial(_several, item="funding")  # who pays for them


def _asked(r: Results, item: str, rows: Sequence[Number], records: Number | None = None) -> Facts:
    """Of how many records an item is told, of how many it could be (where nobody counted: those that `records` counts)."""
    asked, base = r.get(f"practices.{item}.any.share"), int(rows[0].base)
    held = int(asked.base if asked else records.numerator if records else base)
    return {"asked": asked, "base": base, "held": held, "silent": held - base}


def _line(ranges: dict[str, Number], country: Number) -> dict:
    """The practices of a country by range: those that are neither regional or municipal nor national but report one reach
    further."""
    counts = {o: int(n.numerator) for o, n in ranges.items()} if ranges else {LOCAL: 0, NATIONAL: 0}
    further = int(ranges[LOCAL].base) - sum(counts.values()) if ranges else 0
    return {**counts, WIDE: further, "total": int(country.numerator), "percent": country}


def _row(n: Number | Part) -> dict:
    return {"name": n.name, "number": int(n.numerator), "percent": n}


def _first(numbers: Sequence[Number], many: int) -> list[Number]:
    """At most so many from the top, none left out that has as many as one that is in."""
    after = numbers[many].numerator if len(numbers) > many else -1
    return [n for n in numbers[:many] if n.numerator > after]


def _ranges_by_country(r: Results) -> dict[str, dict[str, Number]]:
    """The regional or municipal and the national practices of each country that has records."""
    found = {n.option: r.of("practices", "range", group=f"country_{n.option}") for n in r.of("practices", "country")}
    kept = {code: {n.option: n for n in rows if n.option in (LOCAL, NATIONAL)} for code, rows in found.items()}
    return {code: by for code, by in kept.items() if by}


def _end(option: str, of: Number | Part) -> dict:
    """`2011`, `before_2010` or `continuing` as kind and year; `open` says that an earlier year is told by itself."""
    before, year = option.startswith("before_"), option.removeprefix("before_")
    if option == "continuing":
        return {"kind": option, "year": OPEN_END, "going": True, "open": False, "of": of}
    return {"kind": "before" if before else "year", "year": int(year), "going": False, "open": False, "of": of}


def _periods(periods: Sequence[dict], like: Number) -> list[dict]:
    """In the order of time; where there are many years the early ones are put together."""
    years = sorted(p["year"] for p in periods if p["kind"] == "year")
    if len(years) > YEARS_SHOWN:
        cut = years[-YEARS_SHOWN]
        early = [p for p in periods if p["year"] < cut or (p["kind"] == "before" and p["year"] == cut)]
        periods = [_end(f"before_{cut}", _sum(early, like)), *(p for p in periods if p not in early)]
        years = [year for year in years if year >= cut]
    told = [p | {"open": p["kind"] == "before" and any(year < p["year"] for year in years)} for p in periods]
    return sorted(told, key=lambda p: (p["year"], p["kind"] != "before"))


def _sum(periods: Sequence[dict], like: Number) -> Part:
    """The shares of some periods together."""
    of = tuple(p["of"] for p in periods)
    return Part(sum(n.numerator for n in of), like.base, like.small, of=of)
