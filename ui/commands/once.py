"""Commands whose options count once."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import Any

from typer.core import TyperCommand, TyperOption


class Once(TyperCommand):
    """A command that refuses an option given again: all values but the last would be dropped without a word."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        single = {
            name: option.opts[0]
            for option in self.params
            if isinstance(option, TyperOption) and not (option.multiple or option.is_flag or option.count)
            for name in option.opts
        }
        named = (arg.partition("=")[0] for arg in takewhile(lambda arg: arg != "--", args))
        given = Counter(single[name] for name in named if name in single)
        for name, times in given.items():
            if times > 1:
                ctx.fail(f"{name} is given {times} times, and takes one value: the others would be dropped")
        return super().parse_args(ctx, args)
