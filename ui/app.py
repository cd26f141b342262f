"""The app: `streamlit run` starts it here; `clusteratlas app` does so with the right options."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from clusteratlas.ui import routes
from clusteratlas.ui.look import ASSETS
from clusteratlas.ui.screens.data.page import data
from clusteratlas.ui.screens.explore.page import explore
from clusteratlas.ui.screens.loading.page import load
from clusteratlas.ui.screens.near import near
from clusteratlas.ui.screens.organisation.page import organisation
from clusteratlas.ui.screens.questions.page import questions
from clusteratlas.ui.screens.reports.page import reports
from clusteratlas.ui.screens.review import review
from clusteratlas.ui.screens.search import search


def main(first: str = "search") -> None:
    """Shows the page that the address names, or the page `first`."""
    st.set_page_config(page_title="Cluster Atlas", page_icon=str(ASSETS / "icon.png"), layout="wide")
    st.html(ASSETS / "style.css")
    st.logo(str(ASSETS / "logo.svg"), size="large")

    def page(function: Callable[[], None], title: str, icon: str | None = None, *, hidden: bool = False) -> st.Page:
        name = function.__name__
        return st.Page(
            function, title=title, icon=f":material/{icon}:" if icon else None, url_path=name, default=name == first,
            visibility="hidden" if hidden else "visible",
        )  # fmt: skip

    pages = {
        "search": page(search, "Search", "search"),
        "organisation": page(organisation, "Organisation", hidden=True),
        "near": page(near, "Near", "near_me"),
        "explore": page(explore, "Explore", "hub"),
        "questions": page(questions, "Questions", "bookmark"),
        "load": page(load, "Load", "upload_file"),
        "reports": page(reports, "Reports", "article"),
        "review": page(review, "Review", "join_inner"),
        "data": page(data, "Data", "database"),
    }
    routes.register(pages)
    st.navigation(list(pages.values()), position="top").run()
    routes.shown_whole()


if __name__ == "__main__":
    main()
