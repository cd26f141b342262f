"""The way between Python and a component in the browser.

Streamlit finds a component's files through the list of files of an installed distribution. An editable install has no
such list for folders at the root, so the two components are announced to Streamlit here, at their first use in a
session; the browser then loads and keeps each bundle as one file.
"""

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from json import dumps
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

_PROJECT = "clusteratlas"
_NAMES = ("graph", "map")
_ROOT = Path(__file__).parent

Event = dict[str, Any]
"""What the browser sent, as JSON."""


def mount(name: str, *, key: str, data: Mapping[str, object], on_event: Callable[[Event], None]) -> Event:
    """Show the component `name` with `data` and return what the user did just now.

    `on_event` is called with the same event before the page runs again. The result is empty when something else
    made the page run.
    """
    announce()
    slot = f"{key}:event"

    def receive() -> None:
        state = st.session_state.get(key)
        event = state.get("event") if state else None
        if isinstance(event, dict):
            st.session_state[slot] = event
            on_event(event)

    _renderer(name)(key=key, data=data, on_event_change=receive)
    event = st.session_state.pop(slot, None)
    return event if isinstance(event, dict) else {}


def announce() -> None:
    """Tell the running Streamlit where the components' files are; doing so again changes nothing."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{_PROJECT}.{_NAMES[0]}") is None:
        try:
            release = version(_PROJECT)
        except PackageNotFoundError:
            release = "0"
        components = [ComponentConfig(name, f"{name}/static") for name in _NAMES]
        manager.register_from_manifest(ComponentManifest(_PROJECT, release, components), _ROOT)


def choose(key: str, selected: str | None) -> tuple[int, str | None]:
    """The number of Python's latest choice for the component `key`, and what is chosen there now.

    The browser follows a choice when its number is new. The number grows when `selected` differs from the last call
    and from what the user picked, so that a pick is never sent back to the one who made it.
    """
    seen = st.session_state.setdefault(f"{key}:choice", {"asked": selected, "now": selected, "seq": 0})
    if selected != seen["asked"]:
        seen["asked"] = selected
        if selected != seen["now"]:
            seen["now"] = selected
            seen["seq"] += 1
    return seen["seq"], seen["now"]


def chosen(key: str, selected: str | None) -> None:
    """Remember that the user picked `selected` in the component `key`."""
    seen = st.session_state.setdefault(f"{key}:choice", {"asked": None, "now": None, "seq": 0})
    seen["now"] = selected


def revision(*parts: object) -> str:
    """A short text that changes when `parts` do.

    >>> revision([1]) == revision([1]), revision([1]) == revision([2])
    (True, False)
    """
    return blake2b(dumps(parts, sort_keys=True).encode(), digest_size=8).hexdigest()


@cache
def _renderer(name: str) -> ComponentRenderer:
    return st.components.v2.component(f"{_PROJECT}.{name}", js=f"{name}.js", isolate_styles=False)
