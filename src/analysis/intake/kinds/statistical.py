"""SPSS and Stata: names of variables with labels beside them; whatever tool collected the answers, its columns may be there."""

from analysis.intake.kinds import eusurvey, kobo, limesurvey, qualtrics
from analysis.intake.kinds.kind import Kind

COLLECTED_BY = (kobo.KIND, limesurvey.KIND, eusurvey.KIND, qualtrics.KIND)
FROM_TOOLS = {
    "tool": tuple(name for kind in COLLECTED_BY for name in (*kind.signs, *kind.tool)),
    "personal": tuple(name for kind in COLLECTED_BY for name in kind.personal),
    "ids": tuple(name for kind in COLLECTED_BY for name in kind.ids),
    "joins": (r"\s*;\s*", r",\s*"),
}
SPSS = Kind(name="spss", title="SPSS", containers=("sav", "zsav", "por"), **FROM_TOOLS)
STATA = Kind(name="stata", title="Stata", containers=("dta",), **FROM_TOOLS)
