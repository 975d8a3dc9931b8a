"""The networks that a wave lists, what documents say of each, and the bodies they are linked to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from analysis.audit.affects import on_record
from analysis.findings.chart import Chart, Mark
from analysis.findings.documented import as_read, joined, labels
from analysis.findings.results import Facts, Named, Results, network_anchor

MAIN = "covers_integration"  # coded by the project, like who is a member: the list itself does not say it
JOINED = ("yes", "some")  # authorities are members, or some of the members
AUTHORITIES = {"local", "regional"}  # the levels that both are authorities
LINE = {"founded_by": "accent", "run_by": "muted", "supported_by": "not_met", "takes_part": "second", "partner_of": "faint"}
ADDRESS = re.compile(r"https?://[\w.-]+(/[\w./~-]*)?")  # plain: no query, no name or word to log in


@dataclass(frozen=True)
class Link:
    """A network and a body it is linked to: `kind` and what that is called, `how` where it is said."""

    network: Named
    body: str
    kind: str
    label: str
    how: str
    where: str
    name: str = ""  # of the body, where it is a listed network


def networks(r: Results) -> Facts | None:
    """How many there are, how many are listed as made up of authorities, and what the coding says of these."""
    if not (rows := r.networks):
        return None
    of_authorities = [n for n in rows if n["type"] == "lra_based"]
    main, main_of_authorities = (sum(n[MAIN] == "main" for n in some) for some in (rows, of_authorities))
    return {
        "all": len(rows), "of_authorities": len(of_authorities), "main": main, "main_of_authorities": main_of_authorities,
        "told": any(n[MAIN] for n in rows), "strangers": [n["name"] for n in of_authorities if n["lras_members"] == "no"],
        "partly": [n["name"] for n in of_authorities if n["lras_members"] == "some"], "evidence": r.wave.listed, "coded": r.wave.coded,
    }  # fmt: skip


def networks_survey(r: Results) -> Facts | None:
    """How many of the authorities that were asked are in a network."""
    if not r.networks or (member := r.get("survey.network_member.yes.share")) is None:
        return None
    other = [n for n in (r.get(f"survey.network_member.{o}.share") for o in ("no", "dont_know")) if n]
    return {"member": member, "other": other, "item": r.codebook["responses"].items["network_member"], "evidence": member.evidence}


def networks_compared(r: Results) -> Facts | None:
    """Who takes part in each, the place of integration in its work, and support of the EU: as coded."""
    if not any(n[MAIN] for n in r.networks):
        return None
    items, asked = r.codebook["networks"].items, r.column("network_levels", "levels")
    coded = {row["network"]: row["levels"] for row in r.documents("network_levels")}
    named = asked.options if coded else {}
    rows = [
        {"network": r.network_names[n["network_id"]]}
        | ({"levels": [named[level] for level in coded.get(n["network_id"], ())]} if coded else {})
        | {"integration": items[MAIN].options.get(n[MAIN], ""), "eu_support": n["eu_support"]}
        | {"type": n["type"], "place": n[MAIN], "errata": _errata(r, n["network_id"])}
        for n in sorted(r.networks, key=lambda n: n["type"] != "lra_based")
    ]
    main = {n["network_id"] for n in r.networks if n[MAIN] == "main"}
    wide = {network for network, levels in coded.items() if set(levels) >= AUTHORITIES}
    groups = [(name, [Mark(row, None) for row in rows if row["type"] == type_]) for type_, name in items["type"].options.items()]
    columns = [*([(asked.label, list(named.values()))] if coded else []), ("", [items["eu_support"].label])]
    cells = [[_role(name in row["levels"]) for name in named.values()] + [_role(row["eu_support"])] for row in rows]
    return {
        "table": rows, "levels_known": bool(coded), "main": _names(r, main), "wide": _names(r, wide), "both": _names(r, main & wide),
        "chart": Chart("heat", [group for group in groups if group[1]], {"columns": columns, "cells": cells}),
        "data": joined(pd.DataFrame(rows).drop(columns="errata")), "evidence": r.wave.coded,
    }  # fmt: skip


def networks_join(r: Results) -> Facts | None:
    """Which networks have authorities as members, as coded, and what documents say of how to become one."""
    if not any(n["lras_members"] for n in r.networks):
        return None
    rows = [
        {"network": r.network_names[n["network_id"]], "member_kind": n["member_kind"], "work": n["cooperation_with_lras"], "some": n["lras_members"] == "some"}
        | {"errata": _errata(r, n["network_id"])}
        for n in r.networks
        if n["lras_members"] in JOINED
    ]
    told = [row | {"names": _names(r, row["network"])} for row in r.documents("network_facts") if row["topic"] == "join"]
    return {
        "all": len(r.networks), "open": [row["network"] for row in rows], "uncoded": [r.network_names[n["network_id"]] for n in r.networks if not n["lras_members"]],
        "told": told, "evidence": r.wave.coded,
    } | ({"table": rows} if rows else {})  # fmt: skip


def network_links(r: Results) -> Facts | None:
    """Which named bodies the networks are linked to, and how."""
    if not (links := _links(r)):
        return None
    sizes = Counter(body for _, body in {(link.network, link.body) for link in links})
    most = max(sizes.values())
    leads = sorted(body for body, size in sizes.items() if size == most)
    linked = {link.network for link in links}
    marks = [Mark(link, None, role=LINE[link.kind], strong=link.body in leads) for link in links]
    return {
        "links": links, "leads": leads, "most": most,
        "sizes": sorted(sizes.items(), key=lambda body: (-body[1], body[0])), "bodies": len(sizes),
        "linked": len(linked), "all": len(r.networks),
        "chart": Chart("ties", [("", marks)]), "data": as_read(r, "links").drop(columns="where"),
        "table": [{"network": k.network, "kind": k.label, "body": k.name or k.body, "how": k.how} for k in links],
        "evidence": r.wave.listed,
    }  # fmt: skip


def networks_lra(r: Results) -> Facts | None:
    """Those listed as made up of local and regional authorities: since when, by whom, of whom."""
    founders = {name: [k.body for k in _links(r) if k.network == name and k.kind == "founded_by"] for name in r.network_names.values()}
    rows = [
        n | {
            "network": (name := r.network_names[n["network_id"]]), "founded": n["founded_year"], "founders": founders[name],
            "members": n["members_printed"] or n["members_count"], "errata": _errata(r, n["network_id"]),
        }
        for n in r.networks
        if n["type"] == "lra_based"
    ]  # fmt: skip
    return {"table": rows, "evidence": r.wave.listed} if rows else None


def _sheets(r: Results, of_authorities: bool) -> Facts | None:
    """A profile of each: what is listed, what documents add by topic, and its links."""
    facts, links = r.documents("network_facts"), _links(r)
    sheets = [_sheet(r, n, facts, links) for n in r.networks if (n["type"] == "lra_based") == of_authorities]
    named = {"topics": labels(r, "network_facts", "topic"), "kinds": labels(r, "links", "kind")}
    return {"sheets": sheets, **named, "evidence": r.wave.listed} if sheets else None


network_sheets_lra = partial(_sheets, of_authorities=True)
network_sheets_other = partial(_sheets, of_authorities=False)


def _sheet(r: Results, n: dict[str, str], facts: Sequence[dict[str, Any]], links: Sequence[Link]) -> dict[str, Any]:
    """`said` holds by topic what documents say; where they say nothing of it, the list speaks."""
    id_, name = n["network_id"], r.network_names[n["network_id"]]
    mine = [fact for fact in facts if id_ in fact["network"]]
    said = {topic: [fact for fact in mine if fact["topic"] == topic] for topic in labels(r, "network_facts", "topic")}
    own = {kind: [k for k in links if k.network == name and k.kind == kind] for kind in LINE}
    pages = [fact for fact in said.pop("link", []) if ADDRESS.fullmatch(fact["url"])]
    places = sorted({fact["where"] for fact in mine} | {k.where for kind in own.values() for k in kind})
    return {
        **n, "anchor": network_anchor(id_), "said": said, "pages": pages, "own": own, "places": places, "noted": r.noted(_errata(r, id_)),
        "elsewhere": [k for k in links if k.name == name],
    }  # fmt: skip


def network_gaps(r: Results) -> Facts | None:
    """What documents find missing in the networks that there are."""
    rows = r.documents("network_gaps")
    return {"table": rows, "evidence": r.wave.listed} if rows and r.networks else None


def _links(r: Results) -> list[Link]:
    """The links of the listed networks, in their order."""
    names, kinds = r.network_names, labels(r, "links", "kind")
    return [
        Link(names[network], row["body"], row["kind"], kinds[row["kind"]], row["detail"], row["where"], *_names(r, row["other"]))
        for row in r.documents("links")
        for network in row["network"]
        if network in names
    ]


def _names(r: Results, networks: Iterable[str]) -> list[Named]:
    return [r.network_names[network] for network in sorted(networks) if network in r.network_names]


def _errata(r: Results, network: str) -> tuple[str, ...]:
    """The errata that bear on a network."""
    return tuple(id_ for ids in on_record(r.errata, "networks", network).values() for id_ in ids)


def _role(named: object) -> str:
    return "accent" if named else "not_reported"
