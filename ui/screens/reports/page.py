"""Reports: read for the linkages that they state, sentence by sentence; those accepted become linkages of the graph."""

from __future__ import annotations

import streamlit as st

from ....graph.errors import ClusterAtlasError
from ....ingest.reports import KeptReport, kept_report, kept_reports, read_claims
from ....ingest.reports.claims import ACCEPTED, OPEN, REJECTED
from ....ingest.reports.kept import remove_report
from ....ingest.reports.mapping import UNSAID
from ....queries.words import count
from ... import routes, session
from ...look import safe
from ..decisions import tell, tell_outcome
from . import reading
from .claims import review


def reports() -> None:
    """The page on which reports are read and what they state is decided on."""
    routes.keep_address("reports")
    with session.guarded():
        name = st.query_params.get("report")
        if name:
            one_report(name)
        else:
            all_reports()


def all_reports() -> None:
    """A form for a new report, and those that are kept."""
    st.title("Reports", anchor=False)
    tell_outcome()
    session.store()
    reading.form()
    home = session.settings().home
    kept = kept_reports(home)
    st.header("Read before", anchor=False)
    if not kept:
        st.caption("None yet.")
        return
    with st.container(key="results", gap=None):
        for name, source in kept.items():
            try:
                report = read_claims(source)
            except ClusterAtlasError as error:
                st.error(safe(error), icon=":material/error:")
                continue
            routes.link(
                "reports", f"**{safe(report.source.title)}** :gray[{in_numbers(report)}]", {"report": name},
                icon=":material/article:", width="stretch",
            )  # fmt: skip


def in_numbers(report: KeptReport) -> str:
    """How many candidate linkages a report has, and how far the decisions are."""
    accepted, rejected, waiting = (len(report.having(verdict)) for verdict in (ACCEPTED, REJECTED, OPEN))
    if not report.claims:
        return "no linkage found"
    return f"{count(waiting, 'candidate')} to decide · {accepted:,} accepted · {rejected:,} rejected"


def one_report(name: str) -> None:
    """A report, what waits for a decision, and what was decided."""
    report = kept_report(session.settings().home, name)
    st.title(safe(report.source.title), anchor=False)
    tell_outcome()
    session.store()
    said = [report.source.publisher, report.source.retrieved, report.source.licence]
    st.caption(" · ".join(safe(part) for part in said if part and part != UNSAID) or "Publisher not stated")
    unclear = [claim for claim in report.having(OPEN) if not (claim.left.name and claim.right.name)]
    if unclear:
        with st.expander(f"Whom do “we” and “the Company” stand for? Not clear in {count(len(unclear), 'candidate')}."):
            st.caption("Give the name of the company that speaks. The report is read again; decisions stand.")
            reading.again(report)
    review(report)
    st.divider()
    routes.link("reports", "All reports, and reading another", icon=":material/arrow_back:")
    with st.container(horizontal=True):
        downloads(report)
        with st.popover("Remove it", icon=":material/delete:", type="tertiary"):
            st.caption("Takes the report, all it states and all that was decided on it out again.")
            if st.button("Remove the report", key="reports:remove", icon=":material/delete:"):
                remove(report)
    if not unclear:
        with st.expander("Read it again"):
            st.caption("The graph may know more names by now. Decisions stand; undecided sentences are looked at anew.")
            reading.again(report)


def remove(report: KeptReport) -> None:
    """Removes a report, and leads back to the list."""
    settings = session.settings()
    with session.Bar("Removing the report …") as bar:
        remove_report(session.store(), settings.home, report.name, settings.rejects, bar)
    session.changed()
    tell(f"{report.source.title} is removed.")
    routes.show_address("reports", {})
    st.rerun()


def downloads(report: KeptReport) -> None:
    """The report itself and the table of what it may state."""
    for file in sorted(report.source.folder.iterdir()):
        if file.stem in ("report", "claims"):
            label = "The report" if file.stem == "report" else "Candidates and decisions (CSV)"
            st.download_button(
                label, data=file.read_bytes, file_name=f"{report.name}{file.suffix}", key=f"reports:save:{file.stem}",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip
