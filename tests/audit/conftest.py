"""A study of one page: two tables, one figure, one statement, three case studies."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.audit.published import Published

FILES = {
    "table_3_2.csv": """\
section,table,row,column,printed,value,key,field
3.1,3.2,Yes,n,26,26,survey.member.yes.share,numerator
3.1,3.2,Yes,percent,54.2,54.2,survey.member.yes.share,value
3.1,3.2,No,n,3,3,survey.member.no.share,numerator
3.1,3.2,No,percent,6.3,6.3,survey.member.no.share,value
3.1,3.2,EU-wide,n,n/a,,,
3.1,3.2,Total,n,48,48,survey.member.any.share,numerator
""",
    "table_3_10.csv": """\
section,table,row,column,printed,value,key,field
3.2,3.10,Germany,regional,104,104,,
3.2,3.10,Germany,total,117,117,,
3.2,3.10,Germany,percent,18.6,18.6,,
3.2,3.10,Subtotal,total,117,117,,
""",
    "figures.csv": """\
figure,section,item,group,option,printed,value,certain,key,where,note
3.1,3.1,challenge,newly_arrived,job,64.6%,64.6,yes,survey.challenge.newly_arrived.job.share,,
3.1,3.1,challenge,long_term,job,60.4%,60.4,yes,survey.challenge.long_term.job.share,,
3.1,3.1,challenge,,,29.2,29.2,no,,,
""",
    "statements.csv": """\
id,section,kind,subject,statement,value,unit,note,key
S001,3.1.4,share,member,authorities in a network,54.2,percent,,survey.member.yes.share
S002,1.2,count,survey,visits,51,hits,,survey.status.empty.share+survey.status.partial.share
S003,3.1.4,ordering,member,most are in one,yes > no,option ids,,
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the printed study; tests may overwrite its files."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def published(folder: Path) -> Published:
    return Published(folder)


@pytest.fixture
def cases() -> pd.DataFrame:
    return pd.DataFrame(
        {"source": ["Survey", "DG Home website", "Survey"], "budget": ["€70 for 2010", "€280,000", None]},
        index=pd.Index(["1", "2", "17"], name="case_no"),
    )
