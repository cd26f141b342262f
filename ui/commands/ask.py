"""`ask QUERY`: every saved query as a command whose flags are its parameters."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from ...graph.errors import NotFound
from .asking import ParamOption, answer, pairs
from .catalogue import find
from .clusters import keep_answer, keeping
from .once import Once
from .output import FormatName, FormatOption, GeometryOption, OutputOption, show
from .workspace import spare_pandas, workspace

if TYPE_CHECKING:
    from ...queries.parameters import Parameter
    from ...queries.query import Query

OWN = {"context": typer.Context, "param": ParamOption, "format": FormatOption, "output": OutputOption}
OWN |= {"geometry": GeometryOption}
"""What every such command takes besides; a parameter of one of these names, or called like a word of Python, is given
with --param."""


class SavedQueries(TyperGroup):
    """A group of commands, one for each saved query."""

    def list_commands(self, ctx: Any) -> list[str]:
        spare_pandas()
        from ...queries.catalog import catalog

        return list(catalog())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        spare_pandas()
        from ...queries.query import is_own

        if ctx.resilient_parsing and is_own(cmd_name):
            return None
        try:
            return command(find(workspace(ctx), cmd_name))
        except NotFound as error:
            if ctx.resilient_parsing:
                return None
            return ctx.fail(str(error))


def command(query: Query) -> Any:
    """The command that asks `query`."""
    one = typer.Typer(add_completion=False)
    about = "\n\n".join(filter(None, (query.question, query.about)))
    one.command(name=query.name, cls=Once, help=about)(asker(query))
    made = typer.main.get_command(one)
    made.short_help = query.title
    return made


def asker(query: Query) -> Callable[..., None]:
    """A function whose signature holds the query's parameters, from which typer makes the flags."""

    def ask_it(
        context: typer.Context,
        param: list[str] | None = None,
        format: FormatName | None = None,
        output: Path | None = None,
        geometry: str | None = None,
        **flags: str | None,
    ) -> None:
        kept_as, who = (flags.pop(name, None) if name in more else None for name in ("keep", "who"))
        raw: dict[str, Any] = {**pairs(param), **{name: value for name, value in flags.items() if value is not None}}
        answered = answer(workspace(context), query, raw)
        show(answered, format, output, geometry)
        if kept_as and answered.rows:
            keep_answer(workspace(context), answered, kept_as, who or "")

    more = keeping(query.name)
    flags = {name: one for name, one in query.parameters.items() if name not in OWN and not iskeyword(name)}
    types: dict[str, Any] = {name: flag(one) for name, one in flags.items()} | OWN | more
    keyword = inspect.Parameter.KEYWORD_ONLY
    ask_it.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, keyword, annotation=kind)
            if name == "context" or (name == "who" and more)  # its default is made by its option
            else inspect.Parameter(name, keyword, annotation=kind, default=None)
            for name, kind in types.items()
        ]
    )
    ask_it.__annotations__ = types
    return ask_it


def flag(parameter: Parameter) -> Any:
    """The option of one parameter; what it takes is checked by the query, not by typer."""
    default = parameter.text(parameter.default)
    need = "Needed." if parameter.required else "" if default is None else f"Default: {default}."
    about = parameter.about.rstrip(".")
    help = " ".join(filter(None, (f"{about}." if about else "", f"{parameter.hint().capitalize()}.", need)))
    names = dict.fromkeys((f"--{parameter.name.replace('_', '-')}", f"--{parameter.name}"))
    return Annotated[str | None, typer.Option(*names, metavar=parameter.type.upper(), help=help)]
