"""Which challenges, aims and sectors are about the same subject, so that what is needed can stand beside what is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from analysis.codebook import Codebook, codebook_file, load_codebook
from analysis.declared import CLOSED, Text, Texts, one_of
from analysis.problems import Problem
from analysis.wave import Wave

FILE = "needs.yml"
CHALLENGES, OTHER = "challenge_migrants", "other"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Options of the question on challenges, of the aims of practices and of the sectors of case studies on one subject."""

    __pydantic_config__ = CLOSED
    name: Text
    challenges: Annotated[Texts, Field(min_length=1)]
    aims: Texts
    sectors: Texts


@dataclass(frozen=True, kw_only=True)
class Needs:
    """The subjects by id, in their order."""

    __pydantic_config__ = CLOSED
    subjects: dict[Text, Subject] = field(default_factory=dict)


def read_needs(wave: Wave) -> dict[str, Subject]:
    """What `needs.yml` of the wave's codebook holds, nothing where there is no such file.

    Raises InputProblems with everything in it that does not fit or that the codebook does not have, and with challenges that are left
    out: what is named most could be one of them.
    """
    return codebook_file(wave, FILE, Needs, lambda found: _problems(found.subjects, load_codebook(wave.root.codebook)), "subjects").subjects


def _problems(subjects: dict[str, Subject], codebook: Codebook) -> Iterator[Problem]:
    known = {
        "challenges": [item.levels[-1] for item in codebook["responses"].stem(CHALLENGES)],
        "aims": codebook["practices"].items["aims"].options, "sectors": codebook["cases"].items["sectors"].options,
    }  # fmt: skip
    for name, subject in subjects.items():
        for field_, options in known.items():
            for option in getattr(subject, field_):
                if option not in options:
                    hint = one_of(option, dict.fromkeys(options))
                    yield Problem(FILE, "is no option that the codebook has", hint, column=f"{name}.{field_}", value=option)
    met = {option for subject in subjects.values() for option in subject.challenges}
    for option in dict.fromkeys(known["challenges"]):
        if option not in {*met, OTHER}:
            yield Problem(FILE, "has no subject for a challenge that is asked", "name it under `challenges` of a subject", value=option)
