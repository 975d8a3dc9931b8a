"""What a report is made from: the files of the wave."""

from __future__ import annotations

import hashlib

from analysis.findings.results import Results


def test_inputs_carry_the_beginning_of_their_hash(make_wave, codebook, tell):
    wave = make_wave({"survey.csv": "a\n1\n", "practices.csv": None})
    rows = dict(tell("made", "inputs", Results(wave, codebook)).table.to_numpy().tolist())
    assert list(rows) == ["wave.yml", "survey.csv"]  # and not the source whose file is not there
    assert rows["survey.csv"] == hashlib.sha256(b"a\n1\n").hexdigest()[:16]
