"""Figures of the chapter on the database of good practices."""

from __future__ import annotations

import pandas as pd

from analysis.clean.countries import country_label
from analysis.codebook import Codebook
from analysis.present.cards import Card, Deck
from analysis.present.charts import Bar, bars, counted, tiles
from analysis.present.drawing import (
    Drawing,
    capital,
    counts_text,
    counts_words,
    download,
    joint,
    leaders,
    lower,
    nothing,
    part_is,
    ranked,
)
from analysis.present.numbers import count, listed, word
from analysis.present.select import INTERVAL, Rows, evidence_of, source_line
from analysis.present.style import ACCENT, SECOND
from analysis.wave import Wave

LOCAL, NATIONAL = "regional_municipal", "national"
YEARS_SHOWN = 10
NOT_RANKED = ("other", "OTHER")


def draw_practices(deck: Deck, estimates: pd.DataFrame, codebook: Codebook, wave: Wave) -> None:
    """Every figure of the practices for which the wave has numbers."""
    rows = Rows(estimates)
    for drawing in (
        ranges(rows, codebook, wave),
        country_map(rows, codebook, wave),
        country_ranges(rows, codebook, wave),
        ends(rows, wave),
        aims(rows, codebook, wave),
        funding(rows, codebook, wave),
    ):
        deck.add(*drawing)


def ranges(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """How far practices reach."""
    labels = codebook["practices"].items["range"].options
    data = _options(rows, "range")
    if data.empty:
        return nothing("fig-range")
    top, first = data.iloc[0], [lower(labels.get(o, o)) for o in leaders(data)]
    base = int(top["base"])
    most = top["numerator"] * 2 > base
    title = f"{part_is(top['numerator'], base, wave.min_base, 'practices')} {first[0]}" if most else f"The largest group of practices is {' and '.join(first)}"
    drawn = [Bar(labels.get(r["option"], r["option"]), r["numerator"], text=counts_text(r), colour=ACCENT if n == 0 else SECOND, strong=n == 0) for n, (_, r) in enumerate(data.iterrows())]
    figure = bars(drawn, title, "Practices by the range they cover, number and per cent", source_line(wave, _base(rows, "range", "practices", "their range")), left=0.34)
    alt = f"Bars of {base} practices by range: " + "; ".join(f"{lower(b.label)} {counts_words(r)}" for b, (_, r) in zip(drawn, data.iterrows(), strict=True)) + "."
    return figure, Card("fig-range", title, "Practices by range", alt, evidence_of(data)), download(data)


def country_map(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """How many practices each country has, as a map of squares."""
    data = ranked(_options(rows, "country"), NOT_RANKED)
    if data.empty:
        return nothing("fig-map")
    numbers = {str(o): int(n) for o, n in zip(data["option"], data["numerator"], strict=True)}
    grid = {code: (column, line) for code, (column, line) in codebook.vocabulary["tiles"].items()}
    placed, base = sum(numbers.values()), int(data.iloc[0]["base"])
    outside = [f"{country_label(code, codebook)} {count(n)}" for code, n in numbers.items() if code not in grid]
    outside += [f"no country {count(base - placed)}"] if base > placed else []
    title = _concentration(data, placed, codebook)
    more = [f"Not on the map: {', '.join(outside)}."] if outside else []
    figure = tiles(grid, numbers, title, "Number of practices by country, one square per country; the darker, the more", source_line(wave, f"{count(base)} practices", *more))
    empty = [country_label(code, codebook) for code in grid if not numbers.get(code)]
    alt = f"Map of Europe with one square per country. Practices: {', '.join(f'{country_label(c, codebook)} {count(n)}' for c, n in numbers.items())}."
    alt += f" None in {listed(empty)}." if empty else ""
    return figure, Card("fig-map", title, "Practices by country", alt, evidence_of(data)), download(data)


def _concentration(data: pd.DataFrame, placed: int, codebook: Codebook) -> str:
    """How few countries hold half of what has a country."""
    named = data[~data["option"].isin(NOT_RANKED)]
    if named.empty:
        return "No practice has a country of its own"
    first = [country_label(o, codebook) for o in leaders(named)]
    few = int((named["numerator"].cumsum() * 2 < placed).sum()) + 1
    if len(named) < 4 or few > len(named) / 3:
        return f"{joint(first)} {'has' if len(first) == 1 else 'have'} the most practices" if len(first) <= 3 else f"{capital(joint(first))} countries have equally many practices"
    if few == 1:
        return f"{first[0]} alone has at least half of the practices"
    return f"{capital(word(few))} countries have at least half of the practices"


def country_ranges(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """Regional or municipal against national practices, country by country."""
    every = rows.frame
    data = every[every["source"].eq("practices") & every["item"].eq("range") & every["group"].str.startswith("country_") & every["option"].isin([LOCAL, NATIONAL])]
    if data.empty:
        return nothing("fig-country-range")
    table = data.assign(country=data["group"].str.removeprefix("country_")).pivot_table(index="country", columns="option", values="numerator", aggfunc="sum", fill_value=0)
    table = table.reindex(columns=[LOCAL, NATIONAL], fill_value=0).astype(int)
    table = table[table.sum(axis=1).gt(0)].assign(all=table.sum(axis=1)).reset_index()
    if table.empty:
        return nothing("fig-country-range")
    table = table.assign(last=table["country"].isin(NOT_RANKED)).sort_values(["last", "all", "country"], ascending=[True, False, True])
    labels = codebook["practices"].items["range"].options
    names = [country_label(c, codebook) for c in table["country"]]
    title = _range_claim(table, codebook)
    parts = [(labels[LOCAL], ACCENT), (labels[NATIONAL], SECOND)]
    body = [(name, [int(r[LOCAL]), int(r[NATIONAL])]) for name, (_, r) in zip(names, table.iterrows(), strict=True)]
    figure = counted(body, parts, title, "Practices by country and range, number", source_line(wave, f"{count(table['all'].sum())} practices with a country that are regional, municipal or national"))
    alt = "Stacked bars by country, regional or municipal and national practices: " + "; ".join(f"{name} {a} and {b}" for name, (a, b) in body) + "."
    return figure, Card("fig-country-range", title, "Practices by country and range", alt, evidence_of(data)), download(data)


def _range_claim(table: pd.DataFrame, codebook: Codebook) -> str:
    named = table[~table["last"]]
    local = named[named[LOCAL] > named[NATIONAL]]
    rest = [country_label(c, codebook) for c in named.loc[named[LOCAL] <= named[NATIONAL], "country"]]
    if named.empty or local.empty:
        return "No country has more regional or municipal than national practices"
    if not rest:
        where = country_label(named.iloc[0]["country"], codebook) if len(named) == 1 else "every country"
        return f"In {where}, regional or municipal practices outnumber national ones"
    if len(rest) <= 3:
        return f"Except in {listed(rest)}, regional or municipal practices outnumber national ones"
    return f"In {word(len(local))} of {word(len(named))} countries, regional or municipal practices outnumber national ones"


def ends(rows: Rows, wave: Wave) -> Drawing:
    """When practices end."""
    data = rows.of("practices", "end")
    data = data[data["option"].ne("any")]
    if data.empty:
        return nothing("fig-ends")
    numbers = _periods({str(o): int(n) for o, n in zip(data["option"], data["numerator"], strict=True)})
    base = int(data.iloc[0]["base"])
    suppressed = data.iloc[0]["suppressed"]
    shown = {label: pd.Series({"numerator": n, "base": base, "suppressed": suppressed}) for label, n in numbers.items()}
    title = _end_claim(numbers, base, wave)
    drawn = [Bar(label, r["numerator"], text=counts_text(r), colour=ACCENT if label == "Continuing" else SECOND, strong=label == "Continuing") for label, r in shown.items()]
    figure = bars(drawn, title, "Practices by their end, number and per cent", source_line(wave, _base(rows, "end", "practices", "an end or that they continue")), left=0.26)
    alt = f"Bars of {base} practices by their end: " + "; ".join(f"{lower(label)} {counts_words(r)}" for label, r in shown.items()) + "."
    return figure, Card("fig-ends", title, "Practices by their end", alt, evidence_of(data)), download(data)


def _periods(numbers: dict[str, int]) -> dict[str, int]:
    """Labels in the order of time; where there are many years the early ones are put together."""
    years = {int(o): n for o, n in numbers.items() if o.isdigit()}
    before = {int(o.removeprefix("before_")): n for o, n in numbers.items() if o.startswith("before_")}
    if len(years) > YEARS_SHOWN:
        cut = sorted(years)[-YEARS_SHOWN]
        early = sum(n for y, n in years.items() if y < cut) + sum(n for y, n in before.items() if y <= cut)
        years = {y: n for y, n in years.items() if y >= cut}
        before = {cut: early} | {y: n for y, n in before.items() if y > cut}
    marks = [(y - 0.5, f"Before {y}" + (", no year" if any(z < y for z in years) else ""), n) for y, n in before.items()]
    marks += [(float(y), str(y), n) for y, n in years.items()]
    ordered = {label: n for _, label, n in sorted(marks)}
    return ordered | ({"Continuing": numbers["continuing"]} if "continuing" in numbers else {})


def _end_claim(numbers: dict[str, int], base: int, wave: Wave) -> str:
    return f"{part_is(numbers.get('Continuing', 0), base, wave.min_base, 'practices')} continuing"


def aims(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """What regional or municipal practices aim at."""
    labels = codebook["practices"].items["aims"].options
    return _several(rows, "fig-aims", "aim", "Aims", labels, {o: capital(lower(t)) for o, t in labels.items()}, ("aim", "aims"), wave)


def funding(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """Who pays for regional or municipal practices."""
    labels = codebook["practices"].items["funding_sources"].options
    return _several(rows, "fig-funding", "funding", "Sources of funding", labels, {o: f"{t} funding" for o, t in labels.items()}, ("source", "sources"), wave)


def _several(rows: Rows, id: str, item: str, subject: str, labels: dict[str, str], names: dict[str, str], noun: tuple[str, str], wave: Wave) -> Drawing:
    """Bars of a question with several answers, with intervals."""
    data = ranked(_options(rows, item), NOT_RANKED)
    if data.empty or not data["numerator"].sum():
        return nothing(id)
    named = data[data["numerator"].gt(0) & ~data["option"].isin(NOT_RANKED)]
    first = leaders(data if named.empty else named)
    title = f"{capital(listed([names.get(o, o) if n == 0 else lower(names.get(o, o)) for n, o in enumerate(first)]))} {'is the' if len(first) == 1 else 'are the'} {noun[len(first) > 1]} named most"
    drawn = [
        Bar(labels.get(r["option"], r["option"]), r["numerator"] / r["base"], *_limits(r), counts_text(r), ACCENT if r["option"] in first else SECOND, r["option"] in first)
        for _, r in data.iterrows()
    ]  # fmt: skip
    subtitle = f"{subject} of regional or municipal practices, number and per cent (several answers possible)"
    known = drawn[0].low is not None
    figure = bars(drawn, title, subtitle, source_line(wave, _base(rows, item, "regional or municipal practices", lower(subject)), *([INTERVAL["records"]] if known else [])), left=0.26)
    alt = f"Bars. {subject} of {count(data.iloc[0]['base'])} regional or municipal practices, several answers possible: " + "; ".join(f"{lower(b.label)} {counts_words(r)}" for b, (_, r) in zip(drawn, data.iterrows(), strict=True)) + "."
    return figure, Card(id, title, f"{subject} of regional or municipal practices", alt, evidence_of(data)), download(data)


def _limits(row: pd.Series) -> tuple[float | None, float | None]:
    return (None, None) if row["suppressed"] == "yes" else (float(row["ci_low"]), float(row["ci_high"]))


def _options(rows: Rows, item: str) -> pd.DataFrame:
    """The shares of each option, from the largest down, without the rows that count who answered."""
    data = rows.of("practices", item)
    return ranked(data[~data["option"].isin(["any", "reported"])])


def _base(rows: Rows, item: str, what: str, reports: str) -> str:
    """`490 of 492 practices that report their aims`; all of them where none is silent."""
    given = rows.get(f"practices.{item}.any.share")
    if given is None:
        return what
    if given["numerator"] == given["base"]:
        return f"{count(given['base'])} {what}"
    return f"the {count(given['numerator'])} of {count(given['base'])} {what} that report {reports}"
