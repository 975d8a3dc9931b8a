"""Text that was encoded twice on its way (`Ã¼` for `ü`): found, never mended."""

from __future__ import annotations

import re

from analysis.intake.cells import Cells, letters
from analysis.problems import Problem, few

IN_BYTES = re.compile(rb"\xc3[\x82-\x85\x8e\x90][\xc2\xc5\xcb\xe2]|\xc3\xa2\xe2\x82\xac")  # quick, in UTF-8, at first sight
IN_TEXT = re.compile("[ÂÃÄÅÎÐ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ€Ž]|â€.")
SAID = "looks as if its letters were encoded twice", "export the file again as UTF-8, or correct the letters"
MAX_TOLD = 1000  # cells that are named one by one


def doubly_encoded(cells: Cells, *raw: bytes) -> list[Problem]:
    """A warning for each cell with such text. `raw` is what the cells were read from, as UTF-8, where it is: that is quick."""
    if raw and not any(IN_BYTES.search(data) for data in raw):
        return []
    found = [
        (int(row), place, value)
        for row, values in zip(cells.frame.index, cells.frame.to_numpy(), strict=True)
        for place, value in enumerate(values)
        if (odd := IN_TEXT.search(value)) and _decodes(odd[0])
    ]
    told = [Problem(cells.file, *SAID, cells.sheet, row, letters(place), value, warning=True) for row, place, value in found[:MAX_TOLD]]
    return few(told, len(found))


def _decodes(text: str) -> bool:
    try:
        text.encode("cp1252").decode("utf-8")
    except UnicodeEncodeError:
        return "\u0080" <= text[-1] <= "\u009f"
    except UnicodeDecodeError:
        return text.startswith("â€")
    return True
