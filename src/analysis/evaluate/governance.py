"""The module for the regional governance of integration as a checklist: `codebook/governance.yml`, for all waves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from analysis.codebook import Codebook, codebook_file, load_codebook
from analysis.declared import CLOSED, Text, Texts, nearest
from analysis.evaluate.recommendations import Known
from analysis.problems import Problem
from analysis.wave import Wave

FILE = "governance.yml"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the module: the shares that bear on it (`keys`), the questions on it that are answered in own words, what no
    question asks, and what an authority can ask itself. `beside`: the module does not name it."""

    __pydantic_config__ = CLOSED
    label: Text
    question: Text
    keys: Annotated[Texts, Field(min_length=1)]
    ask: Annotated[Texts, Field(min_length=1)]
    in_words: Texts = ()
    unasked: Texts = ()
    beside: bool = False


@dataclass(frozen=True, kw_only=True)
class Governance:
    """All parts by id, in order."""

    __pydantic_config__ = CLOSED
    parts: dict[Text, Part] = field(default_factory=dict)


def read_governance(wave: Wave) -> Governance:
    """What `governance.yml` of the wave's codebook holds; a codebook without it has no parts.

    Raises InputProblems with everything in it that does not fit or cannot exist.
    """
    return codebook_file(wave, FILE, Governance, lambda found: _problems(found, load_codebook(wave.root.codebook)), "parts")


def _problems(found: Governance, codebook: Codebook) -> Iterator[Problem]:
    keys = Known(codebook).keys
    own = [item.id for table in codebook.tables.values() if table.source == "survey" for item in table.of_type("text")]
    met: dict[str, str] = {}
    for name, part in found.parts.items():
        for key in part.keys:
            if key not in keys:
                yield _problem(f"{name}.keys", key, "is the key of no share that can exist", f"correct it{nearest(key, keys)}")
            if (other := met.setdefault(key, name)) != name:
                yield _problem(f"{name}.keys", key, f"stands in another part too: {other}", "leave it in the part that it tells most of")
        for item in part.in_words:
            if item not in own:
                yield _problem(f"{name}.in_words", item, "is no question that is answered in own words", f"correct it{nearest(item, own)}")


def _problem(column: str, value: str, rule: str, hint: str) -> Problem:
    return Problem(FILE, rule, hint, column=column, value=value)
