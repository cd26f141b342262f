"""The form that corrects a candidate linkage: which kind, between whom, since and until when."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ....graph.errors import InvalidJudgement
from ....graph.results import Rows
from ....ingest.reports import Claim, End, KeptReport
from ....ingest.reports.claims import ACCEPTED, kinds_that_fit, linkages
from ....ingest.reports.kept import correct, day_of
from ....ingest.reports.standing import unsaid
from ....ingest.run import load
from ....queries.words import count
from ... import session
from ...look import line, spoken
from ...namesakes import NAMESAKES, namesakes
from ..decisions import attempt, tell

NEW = "a new one"
"""The choice of a thing that the graph is to learn from the report."""


def correction(report: KeptReport, claim: Claim) -> None:
    """A form for all that a claim says."""
    key = f"reports:{report.name}:{claim.number}"
    known = {link.name: link for link in linkages()}
    link = st.selectbox(
        "Linkage", list(known), list(known).index(claim.link) if claim.link in known else 0, key=f"{key}:link",
        format_func=lambda name: f"{known[name].out} — {known[name].about}",
    )  # fmt: skip
    columns = st.columns(2)
    asked = [end for end, _ in unsaid(claim, report.claims)]
    with columns[0]:
        left = end_form(claim.left, "From", kinds_that_fit(known[link].start), f"{key}:from", claim.left in asked)
        since = st.text_input("Since", claim.since, key=f"{key}:since", placeholder="2021, 2021-11 or 2021-11-30")
    with columns[1]:
        right = end_form(claim.right, "To", kinds_that_fit(known[link].end), f"{key}:to", claim.right in asked)
        until = st.text_input("Until", claim.until, key=f"{key}:until", placeholder="2021, 2021-11 or 2021-11-30")
    st.button(
        "Correct", key=f"{key}:correct", icon=":material/edit:", on_click=attempt,
        args=(lambda: take_over(report, claim, link, left, right, since, until),),
        help="Then accept it as corrected",
    )  # fmt: skip


def coming_near(name: str) -> Rows:
    """Things of the graph that may be called so."""
    return session.search(name, limit=NAMESAKES)


def end_form(end: End, title: str, kinds: list[str], key: str, asked: bool) -> End | None:
    """Whom an end means: a thing of the graph, or a new one of a kind; None where that is still to be chosen.

    Nothing is chosen beforehand where several are called so and it is `asked` which of them is meant.
    """
    name = st.text_input(title, end.name, key=f"{key}:name").strip()
    rows = coming_near(name) if name else []
    found = {node.id: node for row in rows if (node := row["entity"]).kind in kinds}
    if end.id and end.id not in found and (node := session.known(end.id)):
        found = {node.id: node, **found}
    choices = [*found, NEW]
    alike = [node.id for node in namesakes(coming_near, name, kinds)]
    likely = alike[0] if len(alike) == 1 else None
    if end.id in choices:
        likely = end.id
    elif not alike or (not asked and name == end.name):
        likely = NEW
    which = st.selectbox(
        f"Which {name or 'one'}", choices, choices.index(likely) if likely else None,
        placeholder=f"Choose which {name} is meant, or a new one",
        key=f"{key}:which:{name}", label_visibility="collapsed",
        format_func=lambda id: (
            f"{found[id].name} · {line(found[id])} · {id}" if id in found else "A new one, from this report"
        ),
    )  # fmt: skip
    if which is None or which not in choices:
        return None
    if which != NEW:
        return replace(end, name=found[which].name, kind=found[which].kind, id=which)
    kind = st.segmented_control(
        f"Kind of {name or 'it'}", kinds, default=end.kind if end.kind in kinds else kinds[0], required=True,
        key=f"{key}:kind:{'-'.join(kinds)}", format_func=spoken, label_visibility="collapsed",
    )  # fmt: skip
    return replace(end, name=name, kind=kind or kinds[0], id="", chosen=end.chosen or bool(alike))


def take_over(
    report: KeptReport, claim: Claim, link: str, left: End | None, right: End | None, since: str, until: str
) -> None:
    """Keeps a correction; InvalidJudgement where an end is still to be chosen, InvalidSource where a date is none."""
    if left is None or right is None:
        side = "From" if left is None else "To"
        raise InvalidJudgement(f"Several things of the graph are called so: choose under “{side}” which is meant")
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
