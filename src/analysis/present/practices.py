"""Figures of the chapter on the database of good practices."""

from __future__ import annotations

import pandas as pd

from analysis.clean.countries import country_label
from analysis.codebook import Codebook
from analysis.draw.bars import Bar, bars
from analysis.draw.counted import counted
from analysis.draw.style import ACCENT, SECOND
from analysis.draw.tiles import tiles
from analysis.present.cards import Card, Deck
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
from analysis.wave import Wave

LOCAL, NATIONAL = "regional_municipal", "national"
YEARS_SHOWN = 10
NOT_RANKED = ("other", "OTHER")
FIGURE = {"aim": "fig-aims", "funding": "fig-funding"}


def draw_practices(deck: Deck, estimates: pd.DataFrame, codebook: Codebook, wave: Wave) -> None:
    """Every figure of the practices for which the wave has numbers."""
    rows = Rows(estimates)
    deck.add(ranges, rows, codebook, wave)
    deck.add(country_map, rows, codebook, wave)
    deck.add(country_ranges, rows, codebook, wave)
    deck.add(ends, rows, wave)
    deck.add(aims, rows, codebook, wave)
    deck.add(funding, rows, codebook, wave)


def ranges(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """How far practices reach."""
    labels = codebook["practices"].items["range"].options
    data = _options(rows, "range")
    if data.empty:
        return nothing("fig-range")
    top, first = data.iloc[0], [lower(labels.get(o, o)) for o in leaders(data)]
    base = int(top["base"])
    most = top["numerator"] * 2 > base
    title = f"The largest group of practices is {' and '.join(first)}"
    if most:
        title = f"{part_is(top['numerator'], base, wave.min_base, 'practices')} {first[0]}"
    shown = {labels.get(r["option"], r["option"]): r for _, r in data.iterrows()}
    drawn = [_counted(label, r, n == 0) for n, (label, r) in enumerate(shown.items())]
    subtitle = "Practices by the range they cover, number and per cent"
    figure = bars([("", drawn)], title, subtitle, source_line(wave, _base(rows, "range", "practices", "their range")))
    alt = f"Bars of {base} practices by range: {_told(shown)}."
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
    subtitle = "Number of practices by country, one square per country; the stronger the colour, the more"
    figure = tiles(grid, numbers, title, subtitle, source_line(wave, f"{count(base)} practices", *more))
    empty = [country_label(code, codebook) for code in grid if not numbers.get(code)]
    each = ", ".join(f"{country_label(c, codebook)} {count(n)}" for c, n in numbers.items())
    alt = f"Map of Europe with one square per country. Practices: {each}."
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
        if len(first) > 3:
            return f"{capital(joint(first))} countries have equally many practices"
        return f"{joint(first)} {'has' if len(first) == 1 else 'have'} the most practices"
    if few == 1:
        return f"{first[0]} alone has at least half of the practices that have a country"
    return f"{capital(word(few))} countries have at least half of the practices that have a country"


def country_ranges(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """Regional or municipal against national practices, country by country."""
    data = _by_country(rows)
    if data.empty:
        return nothing("fig-country-range")
    table = data.assign(country=data["group"].str.removeprefix("country_")).pivot_table(
        index="country", columns="option", values="numerator", aggfunc="sum", fill_value=0
    )
    table = table.reindex(columns=[LOCAL, NATIONAL], fill_value=0).astype(int)
    table = table[table.sum(axis=1).gt(0)].assign(all=table.sum(axis=1)).reset_index()
    if table.empty:
        return nothing("fig-country-range")
    table = table.assign(last=table["country"].isin(NOT_RANKED))
    table = table.sort_values(["last", "all", "country"], ascending=[True, False, True])
    labels = codebook["practices"].items["range"].options
    title = _range_claim(table, codebook)
    parts = [(labels[LOCAL], ACCENT), (labels[NATIONAL], SECOND)]
    body = [(country_label(r["country"], codebook), [r[LOCAL], r[NATIONAL]]) for r in table.to_dict("records")]
    base = f"{count(table['all'].sum())} practices with a country that are regional, municipal or national"
    figure = counted(body, parts, title, "Practices by country and range, number", source_line(wave, base))
    each = "; ".join(f"{name} {a} and {b}" for name, (a, b) in body)
    alt = f"Stacked bars by country, regional or municipal and national practices: {each}."
    card = Card("fig-country-range", title, "Practices by country and range", alt, evidence_of(data))
    return figure, card, download(data)


def _by_country(rows: Rows) -> pd.DataFrame:
    """The regional or municipal and the national practices of each country."""
    data = rows.frame[rows.frame["source"].eq("practices") & rows.frame["item"].eq("range")]
    return data[data["group"].str.startswith("country_") & data["option"].isin([LOCAL, NATIONAL])]


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
    where = f"In {word(len(local))} of {word(len(named))} countries"
    return f"{where}, regional or municipal practices outnumber national ones"


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
    drawn = [_counted(label, r, label == "Continuing") for label, r in shown.items()]
    source = source_line(wave, _base(rows, "end", "practices", "an end or that they continue"))
    figure = bars([("", drawn)], title, "Practices by their end, number and per cent", source)
    alt = f"Bars of {base} practices by their end: {_told(shown)}."
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
    unknown = {y: ", no year" if any(z < y for z in years) else "" for y in before}
    marks = [(y - 0.5, f"Before {y}{unknown[y]}", n) for y, n in before.items()]
    marks += [(float(y), str(y), n) for y, n in years.items()]
    ordered = {label: n for _, label, n in sorted(marks)}
    return ordered | ({"Continuing": numbers["continuing"]} if "continuing" in numbers else {})


def _end_claim(numbers: dict[str, int], base: int, wave: Wave) -> str:
    return f"{part_is(numbers.get('Continuing', 0), base, wave.min_base, 'practices')} continuing"


def aims(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """What regional or municipal practices aim at."""
    labels = codebook["practices"].items["aims"].options
    names = {option: capital(lower(text)) for option, text in labels.items()}
    return _several(rows, "aim", "Aims", labels, names, "aim", wave)


def funding(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """Who pays for regional or municipal practices."""
    labels = codebook["practices"].items["funding_sources"].options
    names = {option: f"{text} funding" for option, text in labels.items()}
    return _several(rows, "funding", "Sources of funding", labels, names, "source", wave)


def _several(
    rows: Rows, item: str, subject: str, labels: dict[str, str], names: dict[str, str], noun: str, wave: Wave
) -> Drawing:
    """Bars of a question with several answers, with intervals; `names` are the answers as the title has them."""
    id = FIGURE[item]
    data = ranked(_options(rows, item), NOT_RANKED)
    if data.empty or not data["numerator"].sum():
        return nothing(id)
    named = data[data["numerator"].gt(0) & ~data["option"].isin(NOT_RANKED)]
    first = leaders(data if named.empty else named)
    title = _named_most([names.get(option, option) for option in first], noun)
    shown = {labels.get(r["option"], r["option"]): r for _, r in data.iterrows()}
    drawn = [
        Bar(label, r["numerator"] / r["base"], *_limits(r), counts_text(r), *_look(r["option"] in first))
        for label, r in shown.items()
    ]
    whose = "regional or municipal practices"
    notes = [INTERVAL["records"]] if drawn[0].low is not None else []
    source = source_line(wave, _base(rows, item, whose, lower(subject)), *notes)
    figure = bars([("", drawn)], title, f"{subject} of {whose}, number and per cent (several answers possible)", source)
    base = count(data.iloc[0]["base"])
    alt = f"Bars. {subject} of {base} {whose}, several answers possible: {_told(shown)}."
    return figure, Card(id, title, f"{subject} of {whose}", alt, evidence_of(data)), download(data)


def _named_most(names: list[str], noun: str) -> str:
    subject = capital(listed([names[0], *map(lower, names[1:])]))
    return f"{subject} is the {noun} named most" if len(names) == 1 else f"{subject} are the {noun}s named most"


def _counted(label: str, row: pd.Series, strong: bool) -> Bar:
    colour, strong = _look(strong)
    return Bar(label, row["numerator"], text=counts_text(row), colour=colour, strong=strong)


def _look(strong: bool) -> tuple[str, bool]:
    """Colour and weight of a bar."""
    return (ACCENT if strong else SECOND), strong


def _told(shown: dict[str, pd.Series]) -> str:
    """The bars in words."""
    return "; ".join(f"{lower(label)} {counts_words(row)}" for label, row in shown.items())


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
