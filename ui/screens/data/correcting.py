"""Refused rows put right on the page or in a spreadsheet, and the corrections that are kept."""

from __future__ import annotations

import tempfile
from codecs import BOM_UTF8
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from ....graph.errors import ClusterAtlasError
from ....graph.quoting import spell
from ....ingest.corrections.kept import Correction, Corrections, read_corrections
from ....ingest.corrections.loading import correct, take_back
from ....ingest.corrections.refused import (
    PLACE,
    WHY,
    as_table,
    beyond_correcting,
    corrections_in,
    read_corrected,
    refused_rows,
    still_to_do,
)
from ....ingest.source import Source
from ....queries.words import count
from ... import session
from ...commands.output import listing
from ...exports import to_csv
from ...look import safe, table_html
from ..matching import compare, tell_match

SHOWN = 200
"""Refused rows that are shown to be put right on the page."""
LISTED = 20
"""Changes and corrections that are listed."""


def correcting(source: Source) -> None:
    """The refused rows of a source, with a way to put them right; the corrections kept."""
    kept = read_corrections(session.settings().rejects, source.name)
    if st.toggle("Put the rows right, and load them alone", key=f"correct:{source.name}"):
        rows_form(source, kept)
    if kept.kept:
        with st.expander(f"{count(len(kept.kept), 'correction')} kept", icon=":material/history_edu:"):
            kept_ones(source, kept)


def rows_form(source: Source, kept: Corrections) -> None:
    """The refused rows in an editor, or by way of a file."""
    with st.spinner("Reading the refused rows …"):
        rows = refused_rows(source, session.settings().rejects, kept)
    if beyond := beyond_correcting(source):
        files = " and ".join(beyond)
        st.caption(f"Rows of {safe(files)} are read by the source's own crawler and cannot be put right here.")
    if not rows:
        st.info("No row of its files is among what was refused.", icon=":material/info:")
        return
    st.caption(
        "Put the cells right here, or save the rows, correct them in a spreadsheet and give the file back. The file "
        "that was loaded stays as it is: corrections are kept beside it, with your name, and later loads heed them."
    )
    turn = st.session_state.setdefault(f"correct:{source.name}:turn", 0)
    table = as_table(rows[:SHOWN])
    edited = st.data_editor(
        table, key=f"correct:{source.name}:{turn}:{len(rows)}", hide_index=True, num_rows="fixed", width="stretch",
        disabled=[PLACE, WHY], height=min(33 * (len(table) + 1) + 3, 420), column_config=columns(table),
    )  # fmt: skip
    if len(rows) > SHOWN:
        st.caption(f"The first {SHOWN:,} of {len(rows):,} rows are shown; the file holds all of them.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button(
            "Refused rows (CSV)", data=lambda: BOM_UTF8 + to_csv(listing("Refused rows", as_table(rows))),
            file_name=f"{source.name}-refused-rows.csv", mime="text/csv", key=f"correct:{source.name}:save",
            icon=":material/download:", on_click="ignore",
            help="Whole rows, with where they stand and why they were refused",
        )  # fmt: skip
        upload = st.file_uploader(
            "The same file, corrected", key=f"correct:{source.name}:{turn}:file", type=["csv", "xlsx", "ods", "tsv"]
        )
    who = st.text_input(
        "Who corrects", value=session.decider(), key=f"correct:{source.name}:who", max_chars=80, width=320
    )
    try:
        back = uploaded(upload.name, upload.getvalue()) if upload else as_texts(edited)
        given, done = still_to_do(rows, back, kept)
        new = corrections_in(rows, given, who.strip() or session.decider())
    except ClusterAtlasError as error:
        st.error(safe(error), icon=":material/error:")
        return
    if done:
        st.caption(f"{count(done, 'row')} of the file {'was' if done == 1 else 'were'} corrected so before.")
    if not new:
        st.caption("No cell is changed yet." if not upload else "No cell of the file differs from what was refused.")
        return
    changes(new)
    if st.button(
        f"Load {count(len(new), 'corrected row')}", type="primary", key=f"correct:{source.name}:go",
        icon=":material/upload:",
    ):  # fmt: skip
        settle(source, new)


def columns(table: list[dict[str, str]]) -> dict[str, Any]:
    """How the columns of the editor look: text all of them, what was refused first."""
    text = st.column_config.TextColumn
    return {name: text(name, width=320 if name == WHY else None, pinned=name == PLACE) for name in table[0]}


def as_texts(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The rows of the editor as text; it gives an emptied cell as None."""
    return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in rows]


def uploaded(name: str, content: bytes) -> list[dict[str, str]]:
    """The rows of a file that was given back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"refused{Path(name).suffix}"
        path.write_bytes(content)
        try:
            return read_corrected(path)
        except ClusterAtlasError as error:
            raise type(error)(str(error).replace(str(path), name)) from error


def changes(new: list[Correction]) -> None:
    """What the corrections change, so that what a spreadsheet changed by itself is seen as well."""
    rows = [
        (escape(one.place), escape(column), escape(spell(was)) or "<em>empty</em>", escape(now) or "<em>empty</em>")
        for one in new
        for column, (was, now) in one.changes.items()
    ]
    table_html(("Row", "Column", "Was", "Is to be"), rows[:LISTED], "What the corrections change")
    if len(rows) > LISTED:
        st.caption(f"{len(rows):,} cells in all; the first are shown.")


def settle(source: Source, new: list[Correction]) -> None:
    """Keeps corrections, loads their rows and says what came of it when the page is drawn anew."""
    rejects = session.settings().rejects
    with session.Bar("Loading the corrected rows …") as bar:
        try:
            report = correct(session.store(), source, rejects, new, bar)
            matched = compare(report, bar)
        except ClusterAtlasError as error:
            st.error(safe(error), icon=":material/error:")
            return
    left = f"Refused of it now: {report.rejects:,}." if report.rejects else "Nothing of it is refused now."
    words = f"{safe(source.title)}: {count(len(new), 'row')} loaded again; all else stays as it was. {left}"
    st.session_state["corrected"] = words, matched
    st.session_state[f"correct:{source.name}:turn"] += 1
    session.changed()
    st.rerun()


def tell_corrected() -> None:
    """Says what came of the last corrections."""
    if told := st.session_state.pop("corrected", None):
        st.success(told[0], icon=":material/check_circle:")
        tell_match(told[1])


def kept_ones(source: Source, kept: Corrections) -> None:
    """The corrections of a source; each can be taken back."""
    st.caption("Every load of this source heeds them, wherever the row stands then, as long as it reads the same.")
    for number, one in enumerate(kept.kept[:LISTED]):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{safe(one.place)}: {safe(one.said)}", width="stretch")
            if st.button("Take back", key=f"correct:{source.name}:back:{number}", icon=":material/undo:"):
                st.session_state.setdefault(f"correct:{source.name}:turn", 0)
                settle(source, take_back([one]))
    if len(kept.kept) > LISTED:
        st.caption(
            f"{len(kept.kept):,} in all; clusteratlas correct {safe(source.name)} lists them and takes them back."
        )
