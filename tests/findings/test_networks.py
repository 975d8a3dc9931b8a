"""The networks are read as the check reads them."""

from __future__ import annotations

import pytest

from analysis.findings import networks
from analysis.findings.results import Results
from analysis.store import write_text

CITIES = {"network_id": "A", "name": "Cities together", "acronym": "CT", "type": "lra_based", "founded_year": "2001", "members_count": "30", "covers_integration": "main", "activities": "Meets"}  # fmt: skip
OTHER = {"network_id": "B", "name": "ORG", "acronym": "ORG", "type": "other", "members_count": "9", "members_printed": "nine states", "covers_integration": "main"}  # fmt: skip


@pytest.fixture
def networks_of(make_wave, rows_of, codebook):
    """The results of a wave that lists these networks."""
    return lambda *rows: Results(make_wave({"networks.csv": rows_of("networks", *rows)}), codebook)


@pytest.fixture
def with_documents(networks_of):
    """Results of these networks and of tables of documents, by name a text each."""

    def make(*rows, **tables: str) -> Results:
        results = networks_of(*rows)
        for name, text in tables.items():
            write_text(text, results.wave.documents / f"{name}.csv")
        return results

    return make


def test_networks_are_counted_by_who_is_in_them(networks_of, tell):
    results = networks_of(CITIES, CITIES | {"network_id": "C", "name": "Third", "covers_integration": "among_others"}, OTHER)
    text = tell("networks", "networks", results).text
    assert text.startswith("3 networks are described, 2 of them listed as made up of local and regional authorities. [[")
    assert "Integration is the main subject of 2 of all 3, and of 1 of the 2 listed as made up of authorities, by our own reading." in text
    assert tell("networks", "networks_lra", results).table.iloc[0].tolist() == ["CT", "2001", "30"]


def test_errata_stand_with_the_networks_they_bear_on(networks_of, tell):
    results = networks_of(CITIES, OTHER)
    write_text("id,severity,affects,verdict\nE1,minor,networks:a:type,Hm\nE2,minor,networks:C:type,Oh\n", results.wave.stage / "evaluation/errata.csv")
    assert tell("networks", "networks_compared", results).errata == tell("networks", "networks_lra", results).errata == ["E1"]
    texts = [tell("networks", f"network_sheets_{name}", results).text for name in ("lra", "other")]
    assert "Errata\n: [E1](/report/errata.qmd#sec-errata-minor) Hm." in texts[0] and "Errata" not in texts[1]


LEVELS = "network,levels,document,section,passage\n"
LINKS = "link,network,kind,body,other,countries,detail,document,section,passage\n"


def test_what_is_about_integration_is_set_beside_who_takes_part(with_documents, tell):
    def title(levels: str) -> str:
        return tell("networks", "networks_compared", with_documents(CITIES, OTHER, network_levels=LEVELS + levels)).title

    no_network = "No network is said to be mainly about integration and to take in both local authorities and regions"
    both = CITIES | {"network_id": "C", "acronym": "THREE", "covers_integration": "not_named"}
    assert title("A,local,study,1,p\nB,national;regional,study,1,p\n") == "No network is said to take in both local authorities and regions"
    assert title("A,local;regional,study,1,p\n") == "CT is mainly about integration and takes in local authorities and regions"
    results = with_documents(CITIES, both, OTHER, network_levels=LEVELS + "A,local,study,1,p\nC,local;regional,study,1,p\n")
    assert (exhibit := tell("networks", "networks_compared", results)).title == no_network
    assert exhibit.table.iloc[1].tolist() == ["THREE", "Local authorities and regions", "Integration not named", "Not named"]
    assert [name for name, _ in exhibit.facts["chart"].groups] == ["Of local and regional authorities", "Other European network"]


FACTS = "fact,network,topic,text,url,document,section,passage\n"


def test_networks_that_an_authority_can_join_are_those_with_authorities_as_members(with_documents, tell):
    some = OTHER | {"network_id": "C", "acronym": "SOME", "lras_members": "some", "member_kind": "towns and firms"}
    rows = CITIES | {"lras_members": "yes"}, OTHER | {"lras_members": "no"}, some, OTHER | {"network_id": "D", "acronym": "MUTE"}
    told = tell("networks", "networks_join", with_documents(*rows))
    assert told.text.startswith("By our own reading authorities are members of 2 of the 4 networks: CT and SOME. Of MUTE it is not told. Nothing is noted here of how an authority joins")
    assert told.table.to_numpy().tolist() == [["CT", "Not named", "Not named"], ["SOME", "Towns and firms (authorities are some of the members)", "Not named"]]
    joined = tell("networks", "networks_join", with_documents(*rows, network_facts=FACTS + "a,A,join,Cities apply.,,study,2.7,p\n"))
    assert "CT: Cities apply. (Study, 2.7)" in joined.text and "How an authority joins" not in joined.text
    none = tell("networks", "networks_join", with_documents(OTHER | {"lras_members": "no"}))
    assert none.text.startswith("By our own reading authorities are members of none of the networks.") and not none.table_id


def test_without_documents_the_list_alone_is_compared(networks_of, tell):
    exhibit = tell("networks", "networks_compared", networks_of(CITIES | {"eu_support": "yes"}, OTHER))
    assert exhibit.title == "Integration is the main subject of two of two networks" and "take part" not in exhibit.text
    assert exhibit.table.iloc[0].tolist() == ["CT", "Main subject", "Yes"]


def test_links_are_counted_once_a_network_and_lead_to_networks_that_are_listed(with_documents, tell):
    rows = "1,A,founded_by,Fund,,,,study,2,p\n2,A,supported_by,Fund,,,with money,study,2,p\n3,B,run_by,CT,A,,,study,3,p\n4,Z,run_by,Fund,,,,study,3,p\n"
    results = with_documents(CITIES, OTHER, links=LINKS + rows)
    exhibit = tell("networks", "network_links", results)
    assert exhibit.title == "Each body that is named is linked to one network"
    assert exhibit.text.startswith("3 links to 2 bodies are named, for 2 of the 2 networks. A body without")
    assert exhibit.table["body"].tolist() == ["Fund", "Fund (with money)", "CT"]
    assert exhibit.table["body"].iloc[2].page == "/report/networks.qmd#sec-network-a"
    assert [mark.role for _, marks in exhibit.facts["chart"].groups for mark in marks] == ["accent", "not_met", "muted"]
    more = tell("networks", "network_links", with_documents(CITIES, OTHER, links=LINKS + rows + "5,B,joined,Fund,,,,study,3,p\n".replace("joined", "takes_part")))
    assert more.title == "Named with most networks: Fund (two of two)" and "Named with most of them: Fund, with 2." in more.text


def test_a_profile_has_what_the_list_and_the_documents_say_and_only_plain_addresses(with_documents, tell):
    head = "fact,network,topic,text,url,document,section,passage\n"
    facts = "1,A,aim,To learn.,,study,2.7,p\n2,A,link,Home,http://ct.example/a_b,study,2.7,p\n3,A,link,Odd,http://me@ct.example/?q=1,study,2.7,p\n4,A,result,Little is known.,,study,3,p\n"
    links = LINKS + "1,A,founded_by,Fund,,,in haste,study,2,p\n2,B,run_by,CT,A,,,study,2,p\n"
    results = with_documents(CITIES, OTHER, network_facts=head + facts, links=links)
    text = tell("networks", "network_sheets_lra", results).text
    assert text.startswith("### Cities together (CT) {#sec-network-a}\n\nFounded\n: 2001, by Fund (in haste).\n\nMembers\n: 30.\n\nAim\n: To learn.")
    assert "What it does\n: Meets\n" in text and "What it found\n: Little is known.\n" in text
    assert "[Home](http://ct.example/a\\_b) (address as printed)" in text and "Odd" not in text
    assert "In other networks\n: [ORG](/report/networks.qmd#sec-network-b): run, steered or coordinated by it." in text
    assert text.endswith("Where that is said\n: Study, 2, Study, 2.7 and Study, 3")
    assert "Founded" not in tell("networks", "network_sheets_other", results).text


def test_what_is_missing_is_told_with_its_place_and_errata(with_documents, tell):
    gaps = "gap,name,text,errata,document,section,passage\n1,No dialogue,Nobody talks.,E7;E8,study,3.3,p\n"
    exhibit = tell("networks", "network_gaps", with_documents(CITIES, network_gaps=gaps))
    assert exhibit.text.startswith("1 thing is said to be missing.") and exhibit.errata == ["E7", "E8"]
    assert exhibit.table.iloc[0].tolist() == ["No dialogue", "Nobody talks. (Study, 3.3)"]


def test_how_many_answers_are_from_members_of_a_network(survey_of, tell, rows_of):
    results = survey_of({"DE": 6, "GR": 2}, network_member={"DE": "yes", "GR": "no"})
    assert networks.networks_survey(results) is None  # no network is listed
    results.networks = [CITIES]
    text = tell("networks", "networks_survey", results).text
    assert text.startswith("In the survey 75.0% of the authorities say yes to “member of a network on immigration and integration” (6 of 8). The others: no 2")


def test_what_2012_says_of_networks_agrees_with_the_list(wave_2012, codebook):
    results = Results(wave_2012, codebook)
    tables = {name: results.documents(name) for name in ("links", "network_facts", "network_levels")}
    named = {n for name in ("links", "network_facts") for row in tables[name] for n in row["network"]} | {row["network"] for row in tables["network_levels"]}
    assert named == set(results.network_names)
    levels = {row["network"]: set(row["levels"]) for row in tables["network_levels"]}
    members = {n["network_id"]: n["lras_members"] for n in results.networks if n["lras_members"]}
    assert {n for n, said in members.items() if said == "yes"} == {n for n in members if levels[n] & networks.AUTHORITIES}
    bodies = {(n, row["body"]) for row in tables["links"] for n in row["other"]}
    assert all(results.network_names[n] == body for n, body in bodies)


def test_one_network_and_none_of_authorities(networks_of, tell):
    results = networks_of(OTHER)
    assert tell("networks", "networks", results).text.startswith("1 network is described, none of them listed as made up")
    assert networks.networks_lra(results) is None


def test_what_the_coding_says_of_the_members_and_what_was_printed_stay_beside_the_list(networks_of, tell):
    printed = CITIES | {"network_id": "C", "name": "Knowledge", "lras_members": "no", "name_printed": "Knowlege"}
    results = networks_of(CITIES | {"lras_members": "yes"}, printed, CITIES | {"network_id": "D", "name": "Mixed", "lras_members": "some"})
    text = tell("networks", "networks", results).text
    assert "By our own reading no authority is itself a member of Knowledge." in text
    assert "By our own reading authorities are only some of the members of Mixed." in text
    sheets = tell("networks", "network_sheets_lra", results).text
    assert "### Knowledge (CT) {#sec-network-c}\n\nPrinted as “Knowlege”." in sheets


def test_cells_are_cleaned_as_elsewhere_and_no_contact_gets_in(make_wave, rows_of, codebook, tell):
    head, row = rows_of("networks", CITIES | {"type": " LRA_based ", "founded_year": "2001.0"})
    results = Results(make_wave({"networks.csv": [[*head, "contact_person"], [*row, "Zoe Quix"]]}), codebook)
    table = tell("networks", "networks_lra", results).table
    assert table["founded"].tolist() == ["2001"] and "Quix" not in table.to_string() + tell("networks", "network_sheets_lra", results).text


def test_a_wave_without_networks_has_nothing_to_say(make_wave, codebook):
    results = Results(make_wave({"survey.csv": ""}), codebook)
    found = [
        networks.networks, networks.networks_survey, networks.networks_compared, networks.network_links, networks.networks_lra,
        networks.network_sheets_lra, networks.network_sheets_other, networks.network_gaps,
    ]  # fmt: skip
    assert [finding(results) for finding in found] == [None] * len(found) and results.network_names == {}
