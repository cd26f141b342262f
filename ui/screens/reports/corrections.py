"""The form that corrects a candidate linkage: which kind, between whom, since and until when."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ....ingest.cleaning.names import firm_key
from ....ingest.reports import Claim, End, KeptReport
from ....ingest.reports.claims import ACCEPTED, kinds_that_fit, linkages
from ....ingest.reports.kept import correct, day_of
from ....ingest.run import load
from ....queries.words import count
from ... import session
from ...look import line, spoken
from ..decisions import attempt, tell

NEW = ""
"""The choice of a thing that the graph is to learn from the report."""
NAMESAKES = 8
"""Things of the graph that are offered for a name."""


def correction(report: KeptReport, claim: Claim) -> None:
    """A form for all that a claim says."""
    key = f"reports:{report.name}:{claim.number}"
    known = {link.name: link for link in linkages()}
    link = st.selectbox(
        "Linkage", list(known), list(known).index(claim.link) if claim.link in known else 0, key=f"{key}:link",
        format_func=lambda name: f"{known[name].out} — {known[name].about}",
    )  # fmt: skip
    columns = st.columns(2)
    with columns[0]:
        left = end_form(claim.left, "From", kinds_that_fit(known[link].start), f"{key}:from")
        since = st.text_input("Since", claim.since, key=f"{key}:since", placeholder="2021, 2021-11 or 2021-11-30")
    with columns[1]:
        right = end_form(claim.right, "To", kinds_that_fit(known[link].end), f"{key}:to")
        until = st.text_input("Until", claim.until, key=f"{key}:until", placeholder="2021, 2021-11 or 2021-11-30")
    st.button(
        "Correct", key=f"{key}:correct", icon=":material/edit:", on_click=attempt,
        args=(lambda: take_over(report, claim, link, left, right, since, until),),
        help="Then accept it as corrected",
    )  # fmt: skip


def namesakes(name: str) -> list[str]:
    """Ids of things of the graph that are called so, legal forms aside.

    Those are not taken for it unasked: several may be called alike, and a holding is not the firm that it holds.
    """
    key = firm_key(name)
    rows = session.search(name, limit=NAMESAKES) if key else []
    return [row["entity"].id for row in rows if firm_key(row["entity"].name) == key]


def end_form(end: End, title: str, kinds: list[str], key: str) -> End:
    """Whom an end means: a thing of the graph, or a new one of a kind."""
    name = st.text_input(title, end.name, key=f"{key}:name").strip()
    rows = session.search(name, limit=NAMESAKES) if name else []
    found = {node.id: node for row in rows if (node := row["entity"]).kind in kinds}
    if end.id and end.id not in found and (node := session.known(end.id)):
        found = {node.id: node, **found}
    choices = [*found, NEW]
    alike = [id for id in namesakes(name) if id in found]
    likely = end.id if end.id in choices else alike[0] if len(alike) == 1 else NEW
    which = st.selectbox(
        f"Which {name or 'one'}", choices, choices.index(likely),
        key=f"{key}:which:{name}", label_visibility="collapsed",
        format_func=lambda id: f"{found[id].name} · {line(found[id])} · {id}" if id else "A new one, from this report",
    )  # fmt: skip
    if which:
        return replace(end, name=found[which].name, kind=found[which].kind, id=which)
    kind = st.segmented_control(
        f"Kind of {name or 'it'}", kinds, default=end.kind if end.kind in kinds else kinds[0], required=True,
        key=f"{key}:kind:{'-'.join(kinds)}", format_func=spoken, label_visibility="collapsed",
    )  # fmt: skip
    return replace(end, name=name, kind=kind or kinds[0], id="")


def take_over(report: KeptReport, claim: Claim, link: str, left: End, right: End, since: str, until: str) -> None:
    """Keeps a correction; InvalidSource where a date cannot be read."""
    begun, ended = day_of(since, "Since"), day_of(until, "Until")
    said = replace(claim, link=link, left=left, right=right, since=begun, until=ended)
    changed = correct(session.settings().home, report.name, said, session.decider())
    if others := carried_over(report, changed, claim):
        tell(f"Corrected, also for {count(others, 'other sentence')} that {'names' if others == 1 else 'name'} it so.")
    write(report, changed)


def carried_over(before: KeptReport, after: KeptReport, claim: Claim) -> int:
    """How many other claims changed with the correction of one."""
    was = {one.number: one for one in before.claims}
    return sum(one.number != claim.number and one != was.get(one.number) for one in after.claims)


def write(before: KeptReport, after: KeptReport) -> None:
    """Makes the graph say what is accepted, where that has changed, and tells what could not go in."""
    if before.having(ACCEPTED) == after.having(ACCEPTED):
        return
    settings = session.settings()
    done = load(session.store(), after.source, settings.rejects, allow_shrink=True)
    if done.rejects:
        st.session_state["failed"] = (
            f"Not all that is accepted could go into the graph: {'; '.join(done.reasons)}. "
            "The Data page says which, and what to do."
        )
