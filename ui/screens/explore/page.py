"""Walking through the network: who is linked to an organisation, step by step, and the paths between two."""

from __future__ import annotations

import streamlit as st

from ... import routes, session
from ...examples import fitting
from ...look import safe
from .around import around
from .between import between
from .filters import asked_for, follow, keep


def explore() -> None:
    """The neighbourhood of an organisation, or the paths from it to another."""
    routes.keep_address("explore")
    with session.guarded():
        head = st.container(key="head")
        with head:
            st.title("Explore", anchor=False)
            follow(st.query_params.to_dict())
            asked = asked_for()
            if asked is None:
                nothing_picked()
                return
            keep(asked)
            session.remember(asked.start)
        if asked.end:
            between(asked, head)
        else:
            around(asked, head)


def nothing_picked() -> None:
    """What to do while no organisation is picked."""
    st.info(
        "Type part of an organisation's name and pick it: who is linked to it, directly and through others, is then "
        "drawn and listed.",
        icon=":material/hub:",
    )
    for example in fitting("explore"):
        routes.link("explore", safe(example.question), example.query)
