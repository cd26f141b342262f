"""What ties count where boundaries are drawn, as a table to change: for one question, or for the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas
import streamlit as st

from ..graph.errors import ClusterAtlasError
from ..queries.boundaries.own_weights import keep_weights, kept_weights, meanings, number_text, read_changes
from ..queries.boundaries.weights import Changes, shipped
from ..queries.words import count
from . import session
from .look import safe, table_html

GROUPS = {
    "kinds": "Kinds of linkage",
    "alike": "Alike and near",
    "same": "Same place or industry",
    "distance": "Distance",
    "search": "Search",
    "resampling": "Degree",
    "economy": "All clusters at once",
    "roles": "Roles",
    "lint": "Too broad or narrow",
    "clusters": "Clusters that are kept",
    "reach": "How far linkages reach",
}
"""What the sections of the weights are called."""
HEIGHT, ROW = 440, 54
"""Pixels of the table and of a row, in which a meaning has two lines."""


def weights_text(given: Changes | None, key: str) -> str:
    """What counts otherwise than by default, as the table says it now; `given` is what it begins with."""
    home = session.settings().home
    kept = kept_weights(home)
    usual = {name: number_text(value) for name, value in {**shipped().all, **kept}.items()}
    begin = usual | {name: number_text(value) for name, value in (given or {}).items()}
    changed = changed_now(begin, key)
    title = f"Weights: {count(changed, 'number')} other than shipped" if changed else "Weights: as they ship"
    with st.expander(title, icon=":material/balance:", key=f"{key}:open"):
        st.caption(
            "How much each linkage ties two organisations to one cluster, and the thresholds. Change a number under "
            "*Counts* for this question, or keep it for all questions of this workspace. docs/boundaries.md says more."
        )
        weights = table(begin)
        edited = st.data_editor(
            weights, key=key, hide_index=True, disabled=["Group", "Weight", "Ships", "Meaning"], height=HEIGHT,
            row_height=ROW, column_order=["Weight", "Counts", "Ships", "Meaning", "Group"],
            column_config={
                "Weight": st.column_config.TextColumn("Weight", width=140),
                "Counts": st.column_config.TextColumn("Counts", required=True, width="small"),
                "Ships": st.column_config.TextColumn("Ships", width="small"),
                "Meaning": st.column_config.TextColumn("Meaning", width=560),
            },
        )  # fmt: skip
        now = dict(zip(usual, map(str, edited["Counts"]), strict=True))
        text = ", ".join(f"{name}={value}" for name, value in now.items() if value != usual[name])
        # a phone shows the first columns of the table alone
        with st.container(key=f"table-cards-{key}"), st.expander("What each means", icon=":material/menu_book:"):
            cells = (
                (escape(weight), escape(meaning))
                for weight, meaning in zip(weights["Weight"], weights["Meaning"], strict=True)
            )
            table_html(["Weight", "Meaning"], cells, "What each weight means")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Keep for this workspace", key=f"{key}:keep", disabled=not text, on_click=keep, args=(now,),
                icon=":material/save:", help="All questions on boundaries count so from then on.",
            )  # fmt: skip
            st.button(
                "As they ship", key=f"{key}:reset", disabled=not (changed or text), on_click=reset, args=(key,),
                icon=":material/restart_alt:", help="Here, and for all questions of this workspace",
            )  # fmt: skip
    return text


def changed_now(begin: Mapping[str, str], key: str) -> int:
    """How many numbers are other than shipped, those counted that were just changed in the table `key`."""
    names = list(begin)
    edits = st.session_state.get(key, {}).get("edited_rows", {})
    now = {**begin, **{names[int(row)]: cells.get("Counts", begin[names[int(row)]]) for row, cells in edits.items()}}
    return sum(value != number_text(shipped().all[name]) for name, value in now.items())


def table(counts: Mapping[str, str]) -> pandas.DataFrame:
    """Every weight with its group, what ships, what counts, and what it means."""
    about = meanings()
    names = [name.split(".") for name in counts]
    return pandas.DataFrame(
        {
            "Group": [GROUPS.get(section, section) for section, _ in names],
            "Weight": [name.lower().replace("_", " ") for _, name in names],
            "Ships": [number_text(shipped().all[name]) for name in counts],
            "Counts": list(counts.values()),
            "Meaning": [about[name] for name in counts],
        }
    )


def keep(counts: Mapping[str, str]) -> None:
    """Makes this workspace count so; says what does not fit."""
    try:
        said = ", ".join(f"{name}={value}" for name, value in counts.items())
        keep_weights(session.settings().home, read_changes(said) or {})
        session.changed()
    except (ValueError, ClusterAtlasError) as error:
        st.toast(safe(error), icon=":material/error:")
    else:
        st.toast("Kept for this workspace.", icon=":material/check:")


def reset(key: str) -> None:
    """Makes this question and this workspace count as it ships."""
    form, _, name = key.rpartition(":")
    st.session_state.pop(key, None)
    st.session_state.get(f"{form}:given", {}).pop(name, None)
    st.query_params.pop(name, None)
    keep({})
