"""Forms made from what a query takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ..graph.errors import InvalidQuery
from ..graph.model import model
from ..graph.results import FoundNode
from ..queries.kinds import ANY, names_of
from ..queries.parameters import Parameter
from ..queries.polygon import clean_polygon, corners
from ..queries.query import Query
from ..queries.words import say_link
from . import session
from .components.map import cluster_map
from .entity_picker import entity_picker, is_open
from .framing import frame_of, names_in
from .look import safe
from .views import map_point
from .weights_form import weights_text

WORDS = {
    "km": "Within (km)",
    "limit": "Rows at most",
    "hops": "Steps at most",
    "special": "Only specialised inputs",
    "kinds": "Kinds of linkage",
    "date": "Held at the date",
    "confidence": "Confidence at least",
    "inferred": "Inferred ones too",
    "among": "Linkages that lead no farther too",
    "each": "Each brings at most",
    "near": "Near is within (km)",
    "few": "Few is at most",
    "least": "At least so many",
    "around": "Around an organisation",
    "crossing": "Only across a border",
    "tied_to": "Only what ties it to",
    "gone": "What goes",
    "service": "Service or input by name",
    "second": "Second seed",
    "third": "Third seed",
    "fourth": "Fourth seed",
    "fifth": "Fifth seed",
    "size": "Number of members, if you set it",
    "hidden": "Only hidden ones",
    "stability": "Stability at least",
    "most": "Members at most",
    "alike": "Those alike and near count too",
    "outside": "List those near the boundary too",
    "and_place": "Together with",
    "also": "Together with",
    "also_another": "And with",
    "and_another": "And with",
    "and_one_more": "And one more",
    "by": "Grouped by",
    "compare": "Ranked among",
    "strong": "At least so strong",
    "since": "Growth since",
    "earlier": "Earlier version",
    "later": "Later version",
    "difference": "Change of degree at least",
    "degree": "Degree in the cluster at least",
}
"""What parameters are called where their name says too little."""
DATES = {"since": "From the date", "until": "Up to the date"}
"""What dates are called, where other parameters have the same name."""
SELDOM = (
    "fourth", "fifth", "degree", "kinds", "inferred", "alike", "date", "confidence", "outside", "among", "each",
    "least", "special", "weigh", "limit",
)  # fmt: skip
"""What is seldom set, the same in all queries: where a form is long, it is folded away."""
WIDE = ("polygon", "weights")
"""Types whose widgets take the whole width."""
SHORT = 6
"""Fields that are all in sight, whatever they are."""
ROW = 3
"""Numbers, choices and the like side by side; fewer are not folded away."""
UNFIT = object()
"""What a widget gives that holds something else than its parameter takes; it has said so."""
WIDE_SLIDER = 500
"""Up to this span a number is set with a slider, above it by typing."""


def query_form(query: Query, given: Mapping[str, str], key: str) -> dict[str, Any]:
    """Values for every parameter of a query, from widgets that fit their types; `what_lacks` says whether they can run.

    `given` holds values to begin with, as texts.
    """
    folded = seldom_set(query)
    values = fields([one for one in query.parameters.values() if one not in folded], given, key)
    if folded:
        names = [name_of(one) for one in folded]
        changed = [name_of(one) for one in folded if begin(one, given) != one.default]
        title = f"More, set: {', '.join(changed)}" if changed else f"More: {', '.join(names)}"
        with st.expander(title, icon=":material/tune:", key=f"{key}:more-fields"):
            values |= fields(folded, given, key)
    return values


def what_lacks(query: Query, values: Mapping[str, Any]) -> str:
    """What is to be done before the values of a form can be asked with, in words; nothing where they can."""
    unfit = [query.parameters[name] for name, value in values.items() if value is UNFIT]
    if unpicked := [f"“{name_of(one)}”" for one in unfit if one.kind]:
        return f"Pick what you mean in {' and '.join(unpicked)} above, or empty it"
    if unfit:
        return f"Correct {' and '.join(f'“{name_of(one)}”' for one in unfit)} above"
    if lacking := query.lacks(values):
        either = " or ".join(f"“{name_of(query.parameters[name])}”" for group in query.either for name in group)
        named = [f"“{name_of(query.parameters[name])}”" if name in query.parameters else either for name in lacking]
        return f"Fill in {', and '.join(named)} above"
    return ""


def seldom_set(query: Query) -> list[Parameter]:
    """The parameters of a long form that are folded away; none of a short one."""
    every = list(query.parameters.values())
    seldom = [one for one in every if one.name in SELDOM and not one.required]
    return seldom if len(every) > SHORT and len(seldom) >= ROW else []


def fields(parameters: Sequence[Parameter], given: Mapping[str, str], key: str) -> dict[str, Any]:
    """Values from widgets: those that take an entity first, then numbers and choices, then what is wide."""
    values: dict[str, Any] = {}
    turn = st.session_state.get(f"{key}:turn", "")
    entities = [one for one in parameters if one.kind]
    plain = [one for one in parameters if not one.kind and one.type not in WIDE]
    for parameter, column in placed(entities, 2 if len(entities) < 5 else 4, "top"):
        with column:
            initial = given.get(parameter.name)
            picker = f"{key}:{parameter.name}"
            picked = entity_picker(
                label_of(parameter),
                picker,
                parameter.kind or "Entity",
                about=parameter.about,
                initial=initial,
                counted=parameter.counted,
            )
            values[parameter.name] = UNFIT if picked is None and is_open(picker) else picked
    for parameter, column in placed(plain, ROW, "bottom"):
        with column:
            values[parameter.name] = plain_widget(parameter, begin(parameter, given), f"{key}:{parameter.name}{turn}")
    for parameter in parameters:
        if parameter.type in WIDE:
            name, value = f"{key}:{parameter.name}{turn}", begin(parameter, given)
            if parameter.type == "polygon":
                chosen = known(values[one.name] for one in entities)
                values[parameter.name] = polygon_widget(parameter, value, name, around=chosen)
            else:
                values[parameter.name] = weights_widget(parameter, value, name)
    return values


def known(ids: Iterable[Any]) -> list[FoundNode]:
    """The entities of those ids that the graph holds."""
    return [node for id in ids if isinstance(id, str) and (node := session.known(id))]


def placed(
    parameters: Sequence[Parameter], most: int, alignment: Literal["top", "bottom"]
) -> Iterator[tuple[Parameter, DeltaGenerator]]:
    """Each parameter with its place, up to `most` side by side."""
    for first in range(0, len(parameters), most):
        row = parameters[first : first + most]
        yield from zip(row, st.columns(most, vertical_alignment=alignment), strict=False)


def begin(parameter: Parameter, given: Mapping[str, str]) -> Any:
    """The value a widget begins with: the given one where it fits, else the default."""
    try:
        return parameter.clean(given.get(parameter.name))
    except InvalidQuery:
        return parameter.default


def plain_widget(parameter: Parameter, value: Any, key: str) -> Any:
    """A widget for a number, a flag, a choice, kinds of linkages, a date or a text."""
    label, about = label_of(parameter), parameter.about or None
    match parameter.type:
        case "choice":
            return choice_widget(parameter, value, key)
        case "flag":
            return st.toggle(label, value=bool(value), key=key, help=about)
        case "int":
            low, high = whole(parameter.min), whole(parameter.max)
            return st.number_input(label, min_value=low, max_value=high, value=value, step=1, key=key, help=about)
        case "number":
            return number_widget(parameter, value, key)
        case "linkages":
            return kinds_widget(parameter, value, key)
    return st.text_input(label, value="" if value is None else str(value), key=key, help=about) or None


def choice_widget(parameter: Parameter, value: Any, key: str) -> Any:
    """A list to choose from; what fills it may be another query."""
    options = list(session.choices(parameter.listed) if parameter.listed else parameter.choices)
    index = options.index(value) if value in options else None if parameter.default is None else 0
    return st.selectbox(
        label_of(parameter), options, index=index, key=key, help=parameter.about or None,
        placeholder="Choose one" if options else "Nothing to choose from yet",
    )  # fmt: skip


def kinds_widget(parameter: Parameter, value: list[str] | None, key: str) -> list[str] | None:
    """Groups and kinds of linkages to choose from; none chosen is as the parameter has it by default."""
    chosen = [] if value == parameter.default else names_of(value or (), parameter.named)
    names = st.multiselect(
        label_of(parameter), [name for name in parameter.named if name != ANY], default=chosen, key=key,
        format_func=kind_in_words, help=parameter.about or None, placeholder="All kinds",
    )  # fmt: skip
    return parameter.clean(names)  # type: ignore[no-any-return]


def kind_in_words(name: str) -> str:
    """A kind of linkage, or a group of them, for a reader.

    >>> kind_in_words("SUPPLIES"), kind_in_words("trade")
    ('supplies', 'Trade: all')
    """
    return say_link(name) if name in model().links else f"{name.capitalize()}: all"


def polygon_widget(
    parameter: Parameter, value: Any, key: str, *, around: Sequence[FoundNode] = (), wanted: bool = False
) -> Any:
    """An area: drawn on the map, which begins `around` something, typed, pasted or from a file; `wanted`: unfolded."""
    if key not in st.session_state:
        st.session_state[key] = parameter.text(value) or ""
    drawn = st.session_state[key]
    label = "Area" if wanted else label_of(parameter)
    corners = len(ring_of(drawn))
    title = f"{label}: {corners - 1} corners" if corners else f"{label}: draw it, paste its corners or open a file"
    with st.expander(title, expanded=not drawn and (wanted or parameter.required), key=f"{key}:open"):
        frame = frame_of(around)
        cluster_map(
            [point for node in around if (point := map_point(node, {}, {}))],
            key=f"{key}:map", area=ring_of(drawn), draws=True, height=340, tiles=session.settings().tiles,
            frame=frame, names=names_in(frame), on_event=lambda event: take_area(key, event.area),
        )  # fmt: skip
        text = st.text_area(
            "Its corners", key=key, height=80, help=parameter.about or None, persist_state="session",
            placeholder="38.2,-122.4; 38.6,-122.7; 38.3,-122.2 (latitude,longitude of each corner), or GeoJSON",
        )  # fmt: skip
        upload = st.file_uploader(
            "or a GeoJSON file of one area", type=["geojson", "json"], key=f"{key}:file", max_upload_size=1
        )
    raw = upload.getvalue().decode("utf-8-sig", "replace") if upload else text
    try:
        return parameter.clean(raw) if (raw or "").strip() else parameter.default
    except InvalidQuery as error:
        st.error(safe(error), icon=":material/error:")
        return UNFIT


def weights_widget(parameter: Parameter, value: Any, key: str) -> Any:
    """A table of weights to change; what does not fit is named."""
    try:
        return parameter.clean(weights_text(value, key))
    except InvalidQuery as error:
        st.error(safe(error), icon=":material/error:")
        return UNFIT


def take_area(key: str, corners: str | None) -> None:
    """Puts the corners of an area that was drawn into the box `key`."""
    if corners is not None:
        st.session_state[key] = corners


def ring_of(text: str | None) -> list[tuple[float, float]]:
    """The outline of an area as a map draws it; none where the text is no area yet.

    >>> ring_of("38,-122; 39,-122; 39,-121")[1], ring_of("38,-122")
    ((39.0, -122.0), [])
    """
    try:
        area = clean_polygon(text)
    except ValueError:
        return []
    return corners(area) if area else []


def number_widget(parameter: Parameter, value: float | None, key: str) -> float | None:
    """A slider where the span is small, else a box to type in."""
    label, about = label_of(parameter), parameter.about or None
    low, high = parameter.min, parameter.max
    if low is not None and high is not None and value is not None and high - low <= WIDE_SLIDER:
        step = 1.0 if high - low > 10 else 0.05
        return st.slider(label, float(low), float(high), float(value), step=step, key=key, help=about)
    return st.number_input(
        label,
        min_value=None if low is None else float(low),
        max_value=None if high is None else float(high),
        value=None if value is None else float(value),
        format="%g",
        key=key,
        help=about,
    )


def whole(number: float | None) -> int | None:
    """A bound as a whole number."""
    return None if number is None else int(number)


def name_of(parameter: Parameter) -> str:
    """What a parameter is called in a sentence.

    >>> name_of(Parameter("since", "date")), name_of(Parameter("since", "int"))
    ('From the date', 'Growth since')
    """
    if parameter.type == "date" and parameter.name in DATES:
        return DATES[parameter.name]
    return WORDS.get(parameter.name) or parameter.name.replace("_", " ").capitalize()


def label_of(parameter: Parameter) -> str:
    """What a widget is called.

    >>> label_of(Parameter("max_km", "number", unit="km")), label_of(Parameter("place", "place", required=False))
    ('Max km', 'Place (optional)')
    """
    words, unit = name_of(parameter), parameter.unit
    if unit and unit.casefold() not in words.casefold():
        words += f" ({unit})"
    return words if parameter.required or parameter.default is not None else f"{words} (optional)"
