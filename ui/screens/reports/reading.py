"""The form that takes a report in, and the reading of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from ....graph.errors import ClusterAtlasError, InvalidSource
from ....graph.progress import Report
from ....ingest.reports import KeptReport, keep_report
from ....ingest.reports.claims import ACCEPTED, OPEN
from ....ingest.reports.kept import about, file_of, named
from ....ingest.reports.reading import extractor_of, read
from ....ingest.reports.titles import likely_title
from ....ingest.run import load
from ....ingest.text import Document, Extractor, Tally, pasted, read_document
from ....queries.words import count
from ... import routes, session
from ...launch import UPLOAD_MB
from ...look import safe
from ...nothing_sure import nothing_sure
from ..decisions import tell
from ..matching import compare

ENDINGS = ["txt", "pdf", "html", "htm", "docx"]


def form() -> None:
    """Takes a report in: a file, or text that is pasted."""
    st.markdown(
        "Give a report, an annual report, an article. Each sentence that may state a linkage between two organisations "
        "is shown with both names marked; what is sure goes into the graph at once, you decide on the rest. Every "
        "linkage keeps its sentence."
    )
    files, paste = st.tabs(["Upload", "Paste"])
    with files:
        uploads = st.file_uploader(
            "Reports", type=ENDINGS, accept_multiple_files=True, max_upload_size=UPLOAD_MB, key="reports:files",
            help="Text, PDF, web page or Word; scans need text recognition first. It stays on this machine.",
        )  # fmt: skip
    with paste:
        text = st.text_area("Text", key="reports:text", height=220, placeholder="Paste the text of a report here")
    chosen = bool(uploads) or bool(text.strip())
    with st.expander("About it", expanded=chosen):
        said, speaker = fields(uploads[0].name if uploads and len(uploads) == 1 else "")
    if st.button("Read", key="reports:read", type="primary", icon=":material/menu_book:", disabled=not chosen):
        take_in(
            [(upload.name, upload.getvalue()) for upload in uploads] or [("", text.encode())], about(*said), speaker
        )


def fields(file: str) -> tuple[list[str], str]:
    """Title, publisher, date, address and licence of a report, and who speaks in it; all of it can be left out."""
    left, right = st.columns(2)
    with left:
        title = st.text_input("Title", key=f"reports:title:{file}", placeholder=file or "What it calls itself")
        publisher = st.text_input("Publisher", key="reports:publisher")
        published = st.text_input("Published", key="reports:published", placeholder="2021, 2021-11 or 2021-11-30")
    with right:
        url = st.text_input("Where it can be read", key="reports:url", placeholder="https://…")
        licence = st.text_input("Licence", key="reports:licence", help="Terms under which it may be used")
        speaker = st.text_input(
            "“We” and “the Company” stand for", key="reports:speaker",
            help="The name of the company that speaks, where the report is its own",
        )  # fmt: skip
    return [title, publisher, published, url, licence], speaker.strip()


def take_in(given: list[tuple[str, bytes]], said: Mapping[str, str], speaker: str) -> None:
    """Reads reports one after the other, and opens the one, or the list where they are several."""
    read_ones = []
    told = []
    common = {**said, "title": said["title"] if len(given) == 1 else ""}
    for file, content in given:
        meta = named(common, likely_title(file, content))
        ending = Path(file).suffix.lower() or ".txt"
        try:
            document = read_document(content, file) if file else pasted(content.decode(), meta["title"])
            report, words = read_in(meta, content, ending, document, speaker)
        except ClusterAtlasError as error:
            st.error(safe(error), icon=":material/error:")
            return
        read_ones.append(report.name)
        told.append(words)
    tell(" ".join(told))
    routes.show_address("reports", {"report": read_ones[0]} if len(read_ones) == 1 else {})
    st.rerun()


def again(report: KeptReport) -> None:
    """Reads a kept report again: names that the graph has learnt since are found, decisions stand."""
    speaker = st.text_input("“We” and “the Company” stand for", key="reports:again:speaker", width=520).strip()
    if st.button("Read it again", key="reports:again", icon=":material/refresh:"):
        source = report.source
        file = file_of(source.folder)
        if file is None:
            raise InvalidSource(f"{source.folder}: the file of the report is gone; give it again on the first page")
        said = {
            "name": source.name, "title": source.title, "publisher": source.publisher, "licence": source.licence,
            "url": source.url, "retrieved": source.retrieved,
        }  # fmt: skip
        _, words = read_in(said, file.read_bytes(), file.suffix, read_document(file, source.title), speaker)
        tell(words)
        st.rerun()


def read_in(
    meta: Mapping[str, str], content: bytes, ending: str, document: Document, speaker: str
) -> tuple[KeptReport, str]:
    """Reads one report, keeps it and loads what is sure; the report, and what came of it in words."""
    settings, store = session.settings(), session.store()
    with session.Bar("Learning the names that the graph knows …") as bar:
        extractor, tally = known_extractor(bar), Tally()
        candidates = list(read(document, extractor, speaker, bar, tally))
        report = keep_report(settings.home, meta, content, ending, candidates, bar)
        compare(load(store, report.source, settings.rejects, bar), bar)
    session.changed()
    sure, waiting = (len(report.having(verdict)) for verdict in (ACCEPTED, OPEN))
    if not sure:
        unsure = nothing_sure(candidates, tally, extractor.threshold, speaker=bool(speaker))
        return report, f"{report.source.title}: {unsure} {waiting:,} to be decided."
    return report, (
        f"{report.source.title}: {count(len(report.claims), 'candidate linkage')} found; {sure:,} of them sure and in "
        f"the graph, {waiting:,} to be decided."
    )


def known_extractor(report: Report) -> Extractor:
    """An extractor that knows the names of the graph as it stands now; made anew where the graph has changed."""
    held, revision = extractors(), session.revision()
    if revision not in held:
        held.clear()
        held[revision] = extractor_of(session.store(), report)
    return held[revision]


@st.cache_resource(show_spinner=False)
def extractors() -> dict[str, Extractor]:
    """The extractor of the app, by the revision of the graph whose names it knows."""
    return {}
