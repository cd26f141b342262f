"""The form that says what the columns of a table mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import streamlit as st

from ....ingest.proposal import (
    BY_HAND,
    NO_ORGANISATIONS,
    Candidate,
    Column,
    Meaning,
    Problem,
    Shape,
    Table,
    change,
    change_kind,
    explain,
    look_up,
    roles,
    shape_of,
)
from ....ingest.proposal.knowledge import parties
from ....ingest.proposal.shapes import others
from ....queries.words import count
from ... import session
from ...look import safe
from .draft import Draft, desk

GROUPS = {
    "what it is": "name alias id description kind legal_form website employees founded closed",
    "where it is": (
        "address town state county county_fips postcode metro appellation place_code country "
        "latitude longitude location"
    ),
    "its industry": "naics sic nace isic industry",
    "its number elsewhere": "cik ein duns uei lei ror ticker identifier",
    "the link": "relation item evidence since until confidence",
    "what it belongs to, makes or needs": "cluster degree project product input",
    "figures of an industry in a place": "year establishments payroll",
    "a table of places, regions or industries": "place_name place_parent place_type region industry_title",
}
"""Groups of meanings, with their roles."""
SURE, LIKELY = 0.8, 0.6
"""Confidence from which on a meaning is called sure, and likely."""
NOT_USED = "ignored"


@cache
def meanings() -> Mapping[str, Meaning]:
    """All that a column can mean, by role."""
    return {meaning.role: meaning for meaning in roles()}


@cache
def label_of(choice: str) -> str:
    """How a meaning is offered: its title, what it speaks of, and other words by which it is looked for.

    >>> label_of("town"), label_of("town@supplier"), label_of("supplier")
    ('Town · where it is', 'Town of the supplier', 'Supplier · another organisation')
    >>> label_of("establishments")
    'Establishments · figures of an industry in a place (local units, enterprises)'
    """
    role, _, of = choice.partition("@")
    title = meanings()[role].title
    if of:
        return f"{title} of the {parties()[of].title.lower()}"
    if role in parties():
        return f"{title} · another organisation"
    group = next((group for group, members in GROUPS.items() if role in members.split()), "")
    words = f" ({', '.join(meanings()[role].search)})" if meanings()[role].search else ""
    return f"{title} · {group}{words}" if group else f"{title}{words}"


def options_for(first: Column, table: Table) -> list[str]:
    """The meanings to choose from, as ROLE or ROLE@PARTY: the proposed one and its rivals first, the others by group.

    Those of another organisation are offered where the row names it.
    """
    likely = [choice_of(first), *map(choice_of, first.alternatives)]
    said = choice_of(next(column for column in table.columns if column.name == first.name))
    return list(dict.fromkeys([*likely, NOT_USED, *grouped(), *meanings(), *of_others(table), said]))


def grouped() -> list[str]:
    """The roles in the order of their groups."""
    return [role for members in GROUPS.values() for role in members.split()]


def of_others(table: Table) -> list[str]:
    """What a row can say of the other organisations that it names, as ROLE@PARTY."""
    sayable = [role for role in grouped() if meanings()[role].of_others and role != "name"]
    return [f"{role}@{party}" for party in others(table) for role in sayable]


def choice_of(meaning: Column | Candidate) -> str:
    """What a column means, or may mean, as one choice of the form."""
    return f"{meaning.role}@{meaning.of}" if meaning.of else meaning.role


def reason(column: Column) -> str:
    """How sure a meaning is, and why, in words."""
    if column.evidence == BY_HAND:
        return "Set by you."
    if not column.used:
        return f"Not used: {column.evidence}."
    sure = "Sure" if column.confidence >= SURE else "Likely" if column.confidence >= LIKELY else "A guess"
    return f"{sure}: {column.evidence}."


def table_form(draft: Draft, table: Table, first: Table, problems: Iterable[Problem]) -> None:
    """What one table is read as, and its columns."""
    key = f"load:{desk().turn}:{table.name}"
    if draft.proposal and len(draft.proposal.tables) > 1:
        taken = f"{key}:taken"
        st.session_state.setdefault(taken, table.name not in draft.left_out)
        st.checkbox("Load this table", key=taken, on_change=take_in, args=(draft, table.name, taken))
        if table.name in draft.left_out:
            return
    with st.container():  # of one place on the page, so that what is below stays open when a sentence is added
        for sentence in explain(table):
            st.markdown(safe(sentence))
        if shape_of(table) not in (Shape.NOTHING, Shape.CLASSES, *NO_ORGANISATIONS):
            kind = f"{key}:kind"
            st.session_state.setdefault(kind, table.kind)
            st.segmented_control(
                "Its organisations are" if not table.column("kind") else "Where no word says it, its organisations are",
                ["Firm", "Institution"], key=kind, required=True,
                format_func=lambda kind: f"{kind}s", on_change=set_kind, args=(draft, table.name, kind),
            )  # fmt: skip
    wrong: dict[str, list[str]] = {}
    for problem in problems:
        for name in problem.columns:
            wrong.setdefault(name, []).append(problem.text)
    used = [number for number, column in enumerate(first.columns) if column.used]
    unused = [number for number, column in enumerate(first.columns) if not column.used]
    for number in used:
        column_form(draft, table, number, first.columns[number], wrong)
    if unused:
        chosen = any(table.columns[number] != first.columns[number] for number in unused)
        opened = not used or chosen or any(first.columns[number].name in wrong for number in unused)
        with st.expander(f"{count(len(unused), 'more column')}, not used as proposed", expanded=opened):
            for number in unused:
                column_form(draft, table, number, first.columns[number], wrong)


def column_form(draft: Draft, table: Table, number: int, first: Column, wrong: Mapping[str, list[str]]) -> None:
    """What one column means, with what it holds and why it is taken so."""
    column = table.columns[number]
    key = f"load:{desk().turn}:{table.name}:{number}"
    with st.container(key=f"load-column-{desk().turn}-{number}", gap="xxsmall"):
        left, right = st.columns([4, 6], gap="small")
        with left:
            held = " · ".join(safe(short(example)) for example in column.examples[:3]) or "empty"
            st.markdown(f"**{safe(column.name)}**  \n:small[{held}]")
        with right:
            st.session_state[key] = choice_of(column)
            st.selectbox(
                f"Meaning of {column.name}", options_for(first, table), key=key, format_func=label_of,
                label_visibility="collapsed", on_change=set_meaning, args=(draft, table.name, column.name, key),
            )  # fmt: skip
            meaning = meanings()[column.role]
            st.caption(
                (f"{safe(meaning.about)} " if column.used else "") + safe(reason(column)),
                help=f"Becomes {safe(meaning.makes)}." if column.used else None,
            )
        for text in wrong.get(column.name, ()):
            st.error(safe(text), icon=":material/error:")


def set_meaning(draft: Draft, table: str, column: str, key: str) -> None:
    """Takes over a meaning that was chosen in the form."""
    role, _, of = st.session_state[key].partition("@")
    if draft.proposal:
        draft.proposal = look_up(change(draft.proposal, table, column, role, of), session.codes_known)


def set_kind(draft: Draft, table: str, key: str) -> None:
    """Takes over the kind of a table's organisations."""
    if draft.proposal:
        draft.proposal = change_kind(draft.proposal, table, st.session_state[key])


def take_in(draft: Draft, table: str, key: str) -> None:
    """Takes a table in, or leaves it out."""
    (draft.left_out.discard if st.session_state[key] else draft.left_out.add)(table)


def short(text: str, most: int = 40) -> str:
    """A value of a cell, cut where it is long.

    >>> short("Invented Cooperage of Nowhere", 10)
    'Invented …'
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()} …"
