"""The wave.yml of a new wave explains every field, and what it shows as an example can be used as it stands."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields

import pytest
import yaml

from analysis.codebook import load_codebook
from analysis.declared import fit
from analysis.scaffold.declaration import declaration
from analysis.wave import Declaration, Root, Source

TEXT = declaration("2026", 2026, load_codebook(Root.at().codebook).of_wave(2026)["networks"])
FIELD = re.compile(r"( *)# (\w+): (.+)")
NAMES = {field.name for kind in (Declaration, Source) for field in fields(kind)}


def examples() -> dict[str, str]:
    """The lines of optional fields, as YAML, by field."""
    return {match[2]: f"{match[1]}{match[2]}: {match[3]}" for line in TEXT.splitlines() if (match := FIELD.fullmatch(line)) and match[2] in NAMES}


def read(text: str, tmp_path) -> Declaration:
    (tmp_path / "2026" / "published").mkdir(parents=True, exist_ok=True)
    return fit(Declaration, yaml.safe_load(text), "wave.yml", folder=tmp_path / "2026")


def test_it_is_valid_as_it_stands(tmp_path):
    wave = read(TEXT, tmp_path)
    assert (wave.id, wave.year, wave.evidence, list(wave.sources)) == ("2026", 2026, "observed", ["survey", "practices", "case_studies", "networks"])
    assert wave == Declaration(id=wave.id, title=wave.title, year=2026, evidence="observed", sources=wave.sources)


@pytest.mark.parametrize("kind", [Declaration, Source])
def test_every_field_is_there_with_what_it_is_for(kind):
    lines = TEXT.splitlines()
    for field in fields(kind):
        indent = "    " if kind is Source else ""
        places = [n for n, line in enumerate(lines) if re.match(rf"{indent}(# )?{field.name}:", line)]
        assert len(places) == 1, f"{kind.__name__}.{field.name} stands {len(places)} times in the scaffold of wave.yml: explain it once"
        above = lines[places[0] - 1]
        assert above.startswith(f"{indent}# ") and len(above) > 25, f"{field.name} has no line above it that says what it is for"


def test_required_fields_are_filled_and_the_others_commented():
    for kind in (Declaration, Source):
        for field in fields(kind):
            required = field.default is MISSING and field.default_factory is MISSING
            assert (field.name in examples()) is not required, field.name


def test_every_example_can_be_used_as_it_stands(tmp_path):
    lines = [match[1] + line.strip()[2:] if (match := FIELD.fullmatch(line)) and match[2] in NAMES else line for line in TEXT.splitlines()]
    wave = read("\n".join(lines), tmp_path)
    plain = read(TEXT, tmp_path)
    assert wave.assumptions and wave.sources["survey"].mapping and wave.invited
    for name in ("sampling", "opened_means", "higher_priority_from", "rating_base", "min_base"):
        assert getattr(wave, name) == getattr(plain, name), f"{name}: what holds without the line is what the line shows"


@pytest.mark.parametrize("name", ["sampling", "opened_means", "higher_priority_from", "rating_base", "min_base"])
def test_the_comment_says_what_holds_without_the_line(name):
    lines = TEXT.splitlines()
    above = lines[next(n for n, line in enumerate(lines) if line.startswith(f"# {name}:")) - 1]
    default = next(field.default for field in fields(Declaration) if field.name == name)
    assert above.endswith(f"Else {default}.")
