"""The wave.yml of a new wave: every field with what it is for."""

from __future__ import annotations

from pathlib import Path

from analysis.codebook import Table
from analysis.scaffold.columns import what_to_write
from analysis.wave import FORMATS, LEAST_BASE

TEMPLATE = Path(__file__).with_name("wave.yml")


def declaration(name: str, year: int, networks: Table) -> str:
    """The text of wave.yml: required fields filled in, the others as comments, and what the columns of `networks.csv` take."""
    from jinja2 import Environment, StrictUndefined

    template = Environment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(TEMPLATE.read_text(encoding="utf-8"))
    columns = [f"  #   {item.id}: {item.label}. {what_to_write(item)}" for item in networks.items.values()]
    return template.render(id=name, year=year, formats=", ".join(FORMATS), least=LEAST_BASE, networks="\n".join(columns))
