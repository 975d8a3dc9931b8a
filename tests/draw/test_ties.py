"""Lines between two sides: every label stands once, lines end at it, those of a kind look alike."""

from __future__ import annotations

from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch

from analysis.draw.layout import Row
from analysis.draw.style import ROLE
from analysis.draw.ties import ties

from .conftest import AROUND, both, faults, texts

KEY = [("Founded by", "#0b5d7a"), ("Paid by", "#e3a857")]


def tie(label: str, text: str, kind: int = 0, strong: bool = False) -> Row:
    return Row(label, text=text, colour=KEY[kind][1], strong=strong)


def lines(figure) -> list[tuple[str, float, tuple[float, float]]]:
    """Colour, width and the heights at both ends of every line."""
    found = [p for p in figure.axes[0].patches if isinstance(p, PathPatch)]
    return [(to_hex(p.get_edgecolor()), p.get_linewidth(), (p.get_path().vertices[0][1], p.get_path().vertices[-1][1])) for p in found]


def test_each_label_stands_once_and_each_row_is_a_line_in_its_colour():
    for figure in both(ties, [("", [tie("A", "X"), tie("A", "Y", 1), tie("B", "X", 1)])], KEY):
        assert sorted(t for t in texts(figure) if len(t) == 1) == ["A", "B", "X", "Y"]
        assert [colour for colour, _, _ in lines(figure)] == [KEY[0][1], KEY[1][1], KEY[1][1]]
        assert {"Founded by", "Paid by"} <= set(texts(figure))


def test_texts_stand_where_few_lines_cross_and_strong_lines_are_heavier():
    wide, _ = both(ties, [("", [tie("A", "Y"), tie("B", "X", strong=True)])], KEY)
    (_, thin, a), (_, thick, b) = lines(wide)
    assert a[0] < b[0] and a[1] < b[1] and thick > thin


def test_long_names_are_broken_and_nothing_is_cut_off_or_covered():
    names = [f"A network of regions and cities number {n}" for n in range(12)]
    rows = [tie(name, f"A body of the European Union {n % 5}", n % 2) for n, name in enumerate(names)]
    for figure in both(ties, [("", rows)], KEY):
        assert faults(figure) == [] and set(names) <= set(texts(figure))


def test_a_kind_has_its_own_dashes_whichever_others_there_are():
    kinds = [(role, ROLE[role]) for role in ("accent", "muted", "second", "faint")]
    rows = [Row("A", text=name, colour=colour) for name, colour in kinds]

    def dashes(some: slice) -> list:
        figure = ties([("", rows[some])], kinds[some], **AROUND)
        drawn = [p.get_linestyle() for p in figure.axes[0].patches if isinstance(p, PathPatch)]
        assert [dash != "-" for dash in drawn] == [line.is_dashed() for line in figure.axes[0].lines], "the legend shows them"
        return drawn

    assert dashes(slice(None))[2:] == dashes(slice(2, None))


def test_one_line_without_a_legend_can_be_drawn():
    wide, slim = both(ties, [("", [tie("A", "X")])], [])
    assert faults(wide) == faults(slim) == [] and len(lines(wide)) == 1
