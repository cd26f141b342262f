"""Prints known answers, theme after theme: `python -m bench.truth [--only THEME ...]`.

A theme is a module of this package with a function `show()` that prints its tables.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from time import perf_counter

from bench import truth


def themes() -> list[str]:
    """The modules of this package."""
    return [module.name for module in iter_modules(truth.__path__) if module.name != "__main__"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the tables of all themes, or of those that are named."""
    parser = argparse.ArgumentParser(prog="python -m bench.truth", description=truth.__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=themes(), default=themes(), metavar="THEME", help=", ".join(themes())
    )
    for name in parser.parse_args(arguments).only:
        module = import_module(f"{truth.__name__}.{name}")
        began = perf_counter()
        print(f"## {name}: {(module.__doc__ or '').splitlines()[0]}\n")
        module.show()
        print(f"\n{perf_counter() - began:.0f} s\n", flush=True)


if __name__ == "__main__":
    main()
