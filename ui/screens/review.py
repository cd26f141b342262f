"""Doubtful matches, side by side, to be decided one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from shlex import quote
from typing import Any

import streamlit as st

from ...graph.model import model
from ...graph.results import FoundNode, Rows
from ...ingest.cleaning.names import firm_key
from ...ingest.identity.as_one import kind_as_one
from ...ingest.identity.judging import Judging, Pair
from ...ingest.matching.doubt import FIELD as DOUBT
from ...queries.words import count
from .. import routes, session
from ..commands.groups import MOST, grouped, left_out, pair_of
from ..look import property_in_words, safe, table_html, value_in_words
from .data.page import ALL, told_apart
from .decisions import attempt, decisions, made, take_back, tell, tell_outcome
from .matching import left_to_decide, look_for_matches

COMPARED = ("name", "aliases", "type", "address", "town", "postcode", "website", "identifiers", "founded", "employees")
"""Properties that are shown even where only one of the two has them, in this order; the others follow."""
SHOWN = 200
"""Pairs of a group that its table holds."""
APART = ("location", "location_basis")
"""Properties that are shown as a distance."""
SIGNS = {"for": ("+", "speaks for it"), "against": ("−", "speaks against it"), "unknown": ("?", "says nothing")}


def review() -> None:
    """The page on which doubtful matches are decided."""
    st.session_state.pop("address", None)
    st.title("Are these one and the same?", anchor=False)
    with session.guarded():
        tell_outcome()
        waiting = session.ask_anew("matches/by_source")
        wanted = narrowing(waiting) if waiting else {}
        rows = session.ask_anew("matches/waiting", {**wanted, "limit": 1})
        if rows:
            together(wanted)
            one_pair(rows[0], narrowed=bool(wanted))
        elif wanted:
            st.info(f"No such pair waits for a decision; {left_to_decide()} in all.", icon=":material/task_alt:")
        else:
            none_waiting()
        decider()
        decisions({}, filtered=True)


def narrowing(waiting: Rows) -> dict[str, str]:
    """The source and the text in a name that pairs are asked for by; the address keeps both."""
    pairs = {row["source_id"]: row["pairs"] for row in waiting}
    titles = told_apart(session.ask("sources/list").rows)
    named = st.query_params.get("source", ALL)
    offered = [ALL, *(id for id in titles if id in pairs or id == named)]
    with st.container(horizontal=True):
        source = st.selectbox(
            "Of source", offered, offered.index(named) if named in offered else 0, key="review:source", width=520,
            format_func=lambda id: f"{titles[id]}: {count(pairs.get(id, 0), 'pair')}" if id else "All sources",
        )  # fmt: skip
        name = st.text_input(
            "With this in a name", st.query_params.get("name", ""), key="review:name", width=260,
        )  # fmt: skip
    wanted = routes.texts({"source": source, "name": name.strip()})
    if wanted != st.query_params.to_dict():
        st.query_params.from_dict(wanted)
    return wanted


def together(wanted: Mapping[str, str]) -> None:
    """Groups of pairs of which the same is said, each to be looked through and decided in one go."""
    opened = st.expander("Decide many together", icon=":material/checklist:", key="review:together", on_change="rerun")
    if not opened.open:  # all pairs are asked for only where they are looked at
        return
    with opened:
        waiting = session.ask_anew("matches/waiting", {**wanted, "limit": MOST})
        groups = grouped(waiting)
        if more := left_out(waiting):
            st.caption(more)
        if not groups:
            st.caption("No two of these pairs have the same said of them.")
            return
        chosen = st.selectbox(
            "Pairs of which the same is said", range(len(groups)), key="review:group",
            format_func=lambda number: f"{count(len(groups[number].rows), 'pair')}: {groups[number].words}",
        )  # fmt: skip
        group = groups[min(chosen, len(groups) - 1)]
        table_html(
            ("One", "Other", "Probable"),
            [(*(escape(f"{row[side].name} ({row[side].id})") for side in ("left", "right")), sure(row["score"]))
             for row in group.rows[:SHOWN]],
            "The pairs of this group",
        )  # fmt: skip
        if len(group.rows) > SHOWN:
            st.caption(
                f"The surest {SHOWN} of them; all are listed by: clusteratlas review --group {groups.index(group) + 1}"
                + "".join(f" --{key} {safe(quote(text))}" for key, text in wanted.items())
            )
        pairs = [pair_of(row) for row in group.rows]
        number = count(len(pairs), "pair")
        with st.container(horizontal=True):
            for verdict, label, icon in (
                ("same", f"All {number}: one and the same", ":material/join_inner:"),
                ("different", f"All {number}: two different", ":material/call_split:"),
            ):
                st.button(
                    label, key=f"review:all:{verdict}", icon=icon, on_click=attempt,
                    args=(lambda verdict=verdict: session.judging().judge(verdict, pairs), f"{number} decided."),
                )  # fmt: skip
        st.caption("One decision: Undo, or Take back below, takes all of them back; one alone is parted on its page.")


def decider() -> None:
    """In whose name decisions are made, for as long as the session lasts."""

    def remember() -> None:
        st.session_state["decider"] = st.session_state["who"].strip()

    st.text_input(
        "Decided by", session.decider(), key="who", on_change=remember, width=260,
        help="Kept with each decision, so that others can ask back",
    )  # fmt: skip


def none_waiting() -> None:
    """Says that the queue is empty and what fills it."""
    st.info(
        "No doubtful match waits for a decision. Look for matches after loading something new: organisations that are "
        "surely one are joined at once, doubtful pairs come here.",
        icon=":material/task_alt:",
    )
    if st.button("Look for matches", icon=":material/join_inner:", key="find"):
        found = look_for_matches()
        tell(f"{found.mentions:,} organisations compared: {count(found.joined, 'pair')} joined, {left_to_decide()}.")
        st.rerun()


def one_pair(row: Mapping[str, Any], *, narrowed: bool) -> None:
    """The two, what speaks for and against, and the decision."""
    left, right = row["left"], row["right"]
    left_now = f"{count(row['waiting'], 'pair')} {'of these ' if narrowed else ''}left"
    st.caption(
        f"{left_now}. The matching gives this one {sure(row['score'])}: that is how probable it finds it that both are "
        "one." + (" It was left for later before." if row["skipped"] else "")
    )
    if left.kind != right.kind:
        said = kind_as_one(session.store(), left.id, right.id)
        st.caption(f"One of them is a firm, the other an institution. {safe(said)}")
    pair = pair_of(row)
    with st.container(horizontal=True, key="decide"):
        decision("One and the same", "Y", ":material/join_inner:", lambda judging: judging.same([pair]), "primary")
        decision("Two different", "N", ":material/call_split:", lambda judging: judging.different([pair]))
        st.button(
            "Skip", key="skip", shortcut="s", icon=":material/skip_next:", help="Leave it for later; it comes last",
            on_click=attempt, args=(lambda: session.judging().skip(pair),),
        )  # fmt: skip
        if acts := made():
            st.button(
                "Undo", key="undo", shortcut="u", icon=":material/undo:", on_click=take_back, args=(acts[-1],),
                help="Take the last decision back",
            )  # fmt: skip
    if held := [str(reason["words"]) for reason in pair.reasons if reason.get("field") == DOUBT]:
        st.info(f"{safe(f'Why it is {held[0]}')}.", icon=":material/pan_tool:")
    comparison(left, right, row)
    reasons(pair)


def sure(score: float) -> str:
    """A probability in words; never certainty.

    >>> sure(0.9994), sure(0.874)
    ('over 99 %', '87 %')
    """
    return "over 99 %" if score >= 0.995 else f"{score * 100:.0f} %"


def decision(label: str, key: str, icon: str, decide: Callable[[Judging], str], type: Any = "secondary") -> None:
    """A button, and a key, that decides on the pair."""
    st.button(
        label, key=f"decide:{key}", shortcut=key.lower(), icon=icon, type=type,
        on_click=attempt, args=(lambda: decide(session.judging()),),
    )  # fmt: skip


def comparison(left: FoundNode, right: FoundNode, row: Mapping[str, Any]) -> None:
    """What is known of both, side by side."""
    known = [name for name in model().kinds[left.kind].family_properties if name not in (*COMPARED, *APART)]
    rows: list[tuple[str, ...]] = [
        (
            escape(property_in_words(name)),
            escape(value_in_words(one)) if (one := left.properties.get(name)) not in (None, []) else "",
            escape(value_in_words(other)) if (other := right.properties.get(name)) not in (None, []) else "",
            agreement(one, other) if name != "name" else agreement_of_names(str(one), str(other)),
        )
        for name in (*COMPARED, *known)
        if left.properties.get(name) or right.properties.get(name)
    ]
    if row["km"] is not None:
        where = [value_in_words(node.location) for node in (left, right)]
        rows.append(("Location", *where, f"{row['km']:,.1f} km apart"))
    rows.append(
        (
            "Sources", escape("; ".join(row["left_sources"])), escape("; ".join(row["right_sources"])), "",
        )
    )  # fmt: skip
    heads = [f"{node.name} ({node.id})" for node in (left, right)]
    with st.container(key="pair"):
        table_html(("Property", *heads, "Agree?"), rows, "Both, side by side")
    with st.container(horizontal=True):
        for node in (left, right):
            routes.link("organisation", f"Open {safe(node.name)}", {"id": node.id}, icon=":material/open_in_new:")


def agreement(one: object, other: object) -> str:
    """Whether two values agree, as HTML; empty where one is missing.

    >>> agreement("Napa", "NAPA"), agreement(["cik:1"], ["ein:2"]), agreement("Napa", None)
    ('✓ same', '≠ different', '')
    """
    if one in (None, []) or other in (None, []):
        return ""
    if isinstance(one, list) and isinstance(other, list):
        same = {str(item).casefold() for item in one} & {str(item).casefold() for item in other}
        return (
            "✓ some the same" if same and len(same) < max(len(one), len(other)) else "✓ same" if same else "≠ different"
        )
    return "✓ same" if str(one).casefold() == str(other).casefold() else "≠ different"


def agreement_of_names(one: str, other: str) -> str:
    """Whether two names agree, as HTML.

    >>> agreement_of_names("Zyx Works, Inc.", "ZYX WORKS"), agreement_of_names("Zyx Works", "Zyx Tools")
    ('✓ same but for its form', '≠ different')
    """
    said = agreement(one, other)
    return "✓ same but for its form" if said == "≠ different" and firm_key(one) == firm_key(other) else said


def reasons(pair: Pair) -> None:
    """What speaks for and against the pair."""
    st.header("For and against", anchor=False)
    if not pair.reasons:
        st.caption("The matching gave no reasons.")
        return
    rows = []
    for reason in sorted(pair.reasons, key=lambda reason: -abs(float(reason.get("weight") or 0))):
        if reason.get("field") == DOUBT:
            continue
        sign, meaning = SIGNS.get(str(reason.get("bearing")), SIGNS["unknown"])
        rows.append(
            (
                f'<span title="{meaning}">{sign}</span> {escape(meaning)}',
                escape(str(reason.get("words") or reason.get("field") or "")),
                f"{weight:+.1f}" if (weight := float(reason.get("weight") or 0)) else "none of its own",
            )
        )
    table_html(("Speaks", "Reason", "Weight"), rows, "Reasons for and against")
    st.caption("Weight: each point doubles the odds that both are one, each negative point halves them.")
