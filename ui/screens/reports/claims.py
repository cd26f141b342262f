"""Candidate linkages of a report: one after the other, with the sentence; accepted, rejected or corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import streamlit as st

from ....graph.errors import InvalidJudgement
from ....graph.model import model
from ....ingest.reports import Claim, End, KeptReport
from ....ingest.reports.claims import ACCEPTED, BY_SCORE, OPEN, REJECTED, problem_of
from ....ingest.reports.kept import correct, decide
from ....queries.words import count
from ... import session
from ...look import mark_html, safe, spoken
from ...namesakes import in_doubt
from ..decisions import attempt, tell
from ..matching import left_to_decide, look_for_matches
from ..review import decider
from .corrections import coming_near, correction, write

SHOWN = {OPEN: "To decide", ACCEPTED: "Accepted", REJECTED: "Rejected"}
TURNED = "turned"
"""What was done last to a claim, beside a verdict."""
STATES = {
    "denied": "The sentence seems to deny it.",
    "ended": "The sentence seems to say that it has ended.",
    "possible": "The sentence seems to speak of it as a possibility only; accepted, it is a latent linkage.",
}
"""What is said of claims that the sentence does not simply state."""
SCORE = "The score ranks the candidates: the higher, the more often right. It is no probability."


def review(report: KeptReport) -> None:
    """One claim with its decision, and the list of those of its sort."""
    numbers = {verdict: len(report.having(verdict)) for verdict in SHOWN}
    verdict = st.segmented_control(
        "Show", list(SHOWN), default=OPEN, required=True, key="reports:shown", label_visibility="collapsed",
        format_func=lambda verdict: f"{SHOWN[verdict]} ({numbers[verdict]:,})",
    )  # fmt: skip
    claims = in_turn(report.name, report.having(verdict or OPEN))
    if not claims:
        nothing(report, verdict or OPEN)
    else:
        place = st.container()
        picked = table(report, claims)
        with place:
            one_claim(report, picked or claims[0], len(claims))
    decider()


def in_turn(name: str, claims: list[Claim]) -> list[Claim]:
    """Claims with the likeliest first; those of which it is not clear whom they mean, and skipped ones, come last."""
    place = {number: at for at, number in enumerate(st.session_state.get(f"reports:skipped:{name}", []), 1)}
    return sorted(
        claims, key=lambda claim: (place.get(claim.number, 0), not (claim.left.name and claim.right.name), -claim.score)
    )


def nothing(report: KeptReport, verdict: str) -> None:
    """Says that there is nothing of that sort, and what comes next."""
    if verdict != OPEN:
        st.info(f"Nothing is {SHOWN[verdict].lower()} yet.", icon=":material/info:")
        return
    if not report.claims:
        st.info(
            "No sentence was found that may state a linkage between two organisations. Names that the graph knows are "
            "found best: load the organisations that the report speaks of, then read it again.",
            icon=":material/search_off:",
        )
        return
    st.info("Everything is decided.", icon=":material/task_alt:")
    with st.container(horizontal=True):
        undo_button(report)
        if st.button(
            "Look whether its new organisations are there already", key="reports:match", icon=":material/join_inner:"
        ):
            found = look_for_matches(report.name)
            tell(f"{count(found.joined, 'pair')} joined, {left_to_decide()} on the Review page.")
            st.rerun()


def one_claim(report: KeptReport, claim: Claim, left: int) -> None:
    """A claim: the sentence, what it is taken to state, and the decision."""
    place = f"page {claim.page:,}" if (report.source.folder / "report.pdf").is_file() else f"no. {claim.number:,}"
    by = "by its score" if claim.decided_by == BY_SCORE else f"by {claim.decided_by}, {claim.decided_at[:10]}"
    words = f"{left:,} left" if claim.verdict == OPEN else f"{claim.verdict.capitalize()} {by}"
    st.caption(
        safe(f"{words} · {place} · score {claim.score:.2f}, which ranks and is no probability"),
        help=SCORE,
    )
    with st.container(key="claim"):
        st.html(sentence_html(claim))
        st.html(linkage_html(claim))
    if claim.state in STATES:
        st.warning(STATES[claim.state], icon=":material/report:")
    problem, several = problem_of(claim), called_alike(report, claim)
    if problem and claim.verdict != ACCEPTED:
        st.warning(f"It cannot be accepted as it is: {safe(problem)}.", icon=":material/build:")
    elif several:
        st.warning(safe(several), icon=":material/help:")
    with st.container(horizontal=True, key="decide"):
        buttons(report, claim, bool(problem))
    with st.expander("Correct it", expanded=bool(problem or several)):
        correction(report, claim)
    if claim.reasons:
        st.caption(f"Why it was found: {safe(claim.reasons)}.")


def called_alike(report: KeptReport, claim: Claim) -> str:
    """What is to be chosen before a claim is accepted: whom a name means that the graph knows; empty where nothing."""
    for end, known in in_doubt(coming_near, report, claim):
        return (
            f"The graph knows {count(len(known), 'thing')} called {end.name}: under “Correct it”, choose which is "
            "meant, or a new one, and press Correct; then it can be accepted."
        )
    return ""


def buttons(report: KeptReport, claim: Claim, wrong: bool) -> None:
    """What can be done with a claim, from the keyboard too."""

    def button(label: str, key: str, icon: str, do: Callable[[], str | None], **options: object) -> None:
        st.button(
            label, key=f"reports:{key}", shortcut=key, icon=f":material/{icon}:", on_click=attempt, args=(do,),
            **options,  # type: ignore[arg-type]
        )  # fmt: skip

    if claim.verdict != ACCEPTED:
        button(
            "Yes, it says so",
            "y",
            "check",
            lambda: accept(report, claim),
            type="primary",
            disabled=wrong,
        )
    if claim.verdict != REJECTED:
        button("No", "n", "close", lambda: settle(report, claim.number, REJECTED))
    if claim.verdict == OPEN:
        button("Other way round", "w", "swap_horiz", lambda: turn_round(report, claim))
        button("Skip", "s", "skip_next", lambda: skip(report, claim), help="Leave it for later; it comes last")
    else:
        button("Decide again", "o", "undo", lambda: settle(report, claim.number, OPEN))
    undo_button(report)


def undo_button(report: KeptReport) -> None:
    """Takes the last decision of this session on the report back, or turns back what was turned round last."""
    done, number = st.session_state.get(f"reports:last:{report.name}") or ("", 0)
    claim = next((one for one in report.claims if one.number == number), None)
    if claim is not None:
        st.button(
            "Undo", key="reports:u", shortcut="u", icon=":material/undo:", on_click=attempt,
            args=(lambda: turn_round(report, claim) if done == TURNED else settle(report, number, OPEN),),
            help="Take back what was done last",
        )  # fmt: skip


def accept(report: KeptReport, claim: Claim) -> None:
    """Accepts a claim; InvalidJudgement where it is still to be chosen whom a name means."""
    if several := called_alike(report, claim):
        raise InvalidJudgement(f"Not accepted yet. {several}")
    settle(report, claim.number, ACCEPTED)


def settle(report: KeptReport, number: int, verdict: str) -> None:
    """Decides on a claim and makes the graph say the same."""
    changed = decide(session.settings().home, report.name, {number: verdict}, session.decider())
    st.session_state[f"reports:last:{report.name}"] = None if verdict == OPEN else (verdict, number)
    write(report, changed)


def turn_round(report: KeptReport, claim: Claim) -> None:
    """Lets a claim go the other way."""
    turned = replace(claim, left=claim.right, right=claim.left)
    st.session_state[f"reports:last:{report.name}"] = TURNED, claim.number
    write(report, correct(session.settings().home, report.name, turned, session.decider()))


def skip(report: KeptReport, claim: Claim) -> None:
    """Puts a claim behind the others."""
    key = f"reports:skipped:{report.name}"
    st.session_state[key] = [*(one for one in st.session_state.get(key, []) if one != claim.number), claim.number]


def sentence_html(claim: Claim) -> str:
    """The sentence with both names marked."""
    cuts = sorted(((claim.left, "from"), (claim.right, "to")), key=lambda cut: cut[0].start)
    html, at = "", 0
    for end, side in cuts:
        html += escape(claim.sentence[at : end.start])
        html += f'<mark class="at-{side}">{escape(claim.sentence[end.start : end.end])}</mark>'
        at = end.end
    return f'<blockquote class="at-sentence">{html}{escape(claim.sentence[at:])}</blockquote>'


def linkage_html(claim: Claim) -> str:
    """What the sentence is taken to state."""
    link = model().link(claim.link)
    when = " ".join(f"{word} {date}" for word, date in (("since", claim.since), ("until", claim.until)) if date)
    return (
        f'<p class="at-linkage">{end_html(claim.left, "from")} <strong>{escape(link.out)}</strong> '
        f"{end_html(claim.right, 'to')}{f' <span>{escape(when)}</span>' if when else ''}</p>"
    )


def end_html(end: End, side: str) -> str:
    """An end of a claim: whom it means, and whether the graph knows it."""
    known = "in the graph" if end.id else f"new {spoken(end.kind).lower()}" if end.name else "not clear whom it means"
    name = f"{mark_html(end.kind)}{escape(end.name or end.text)}"
    return (
        f'<span title="{escape(end.id)}"><mark class="at-{side}">{name}</mark> '
        f'<span class="at-quiet">{escape(known)}</span></span>'
    )


def table(report: KeptReport, claims: list[Claim]) -> Claim | None:
    """The claims of one sort as a table; the one that is picked."""
    rows = [
        {
            "score": claim.score, "from": claim.left.name or claim.left.text, "link": model().link(claim.link).out,
            "to": claim.right.name or claim.right.text, "sentence": claim.sentence, "page": claim.page,
        }
        for claim in claims
    ]  # fmt: skip
    st.header(f"{SHOWN[claims[0].verdict]}: pick one to see it above", anchor=False)
    decided = sum(one.decided_at != "" for one in report.claims)
    event = st.dataframe(
        rows, key=f"reports:table:{report.name}:{decided}:{len(claims)}", on_select="rerun",
        selection_mode="single-row", hide_index=True, height=min(420, 60 + 35 * len(claims)),
        column_config={
            "score": st.column_config.ProgressColumn(
                "Score", min_value=0, max_value=1, format="%.2f", width=90, help=SCORE
            ),
            "from": st.column_config.TextColumn("From", width=170),
            "link": st.column_config.TextColumn("Link", width=110),
            "to": st.column_config.TextColumn("To", width=170),
            "sentence": st.column_config.TextColumn("Sentence", width="large"),
            "page": st.column_config.NumberColumn("Page", width=60),
        },
    )  # fmt: skip
    picked = event["selection"]["rows"]
    return claims[picked[0]] if picked and picked[0] < len(claims) else None
