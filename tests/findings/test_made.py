"""What a report is made from: notebooks and inputs."""

from __future__ import annotations

import hashlib
import json

from analysis.findings.results import Results
from analysis.wave import PROJECT


def test_notebooks_tell_their_own_title_and_first_sentence(survey_of, tell):
    lines = tell("made", "notebooks", survey_of()).text.splitlines()
    files = sorted((PROJECT / "notebooks").glob("*.ipynb"))
    title, _, rest = "".join(json.loads(files[0].read_text(encoding="utf-8"))["cells"][0]["source"]).partition("\n\n")
    assert len(lines) == len(files)
    assert lines[0] == f"- **{title.removeprefix('# ')}** (`{files[0].name}`). {rest.split('. ')[0].rstrip('.')}."


def test_inputs_carry_the_beginning_of_their_hash(make_wave, codebook, tell):
    wave = make_wave({"survey.csv": "a\n1\n", "practices.csv": None})
    rows = dict(tell("made", "inputs", Results(wave, codebook)).table.to_numpy().tolist())
    assert list(rows) == ["wave.yml", "survey.csv"]  # and not the source whose file is not there
    assert rows["survey.csv"] == hashlib.sha256(b"a\n1\n").hexdigest()[:16]
