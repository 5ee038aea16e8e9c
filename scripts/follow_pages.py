"""Do what the pages on notebooks and assistants say, as somebody does who has just installed the package.

Run by the Python of the environment to try, in a folder that `unlike sample` has written:
`python scripts/follow_pages.py`, or with `--kernel` in a notebook of Jupyter's (nbclient, ipykernel). It needs nothing
else of the source tree than its pages, and writes what was shown as JSON: of each cell its formats, and what the
assistant's client printed.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

HOW_TO: Final = Path(__file__).parents[1] / "docs/how-to"
Formats = dict[str, str]


def code_blocks(page: str) -> list[str]:
    """Python of a page of `docs/how-to`, block by block."""
    return re.findall(r"^```python\n(.*?)^```", (HOW_TO / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)


def displayed(cells: list[str]) -> Iterator[Formats]:
    """What each cell shows by the conventions that all notebooks share, one after the other in one namespace."""
    namespace: dict[str, Any] = {}
    for cell in cells:
        module = ast.parse(cell)
        last = module.body.pop() if isinstance(module.body[-1], ast.Expr) else None
        exec(compile(module, "cell", "exec"), namespace)  # noqa: S102 - the project's own page
        if isinstance(last, ast.Expr):
            yield _formats(eval(compile(ast.Expression(last.value), "cell", "eval"), namespace))  # noqa: S307 - as above
        else:
            yield {}


def _formats(value: object) -> Formats:
    """A value in all formats that it has."""
    bundle: Formats = getattr(value, "_repr_mimebundle_", dict)()
    for kind, method in (("text/html", "_repr_html_"), ("image/svg+xml", "_repr_svg_")):
        if kind not in bundle and hasattr(value, method):
            bundle[kind] = getattr(value, method)()
    return bundle or {"text/plain": repr(value)}


def displayed_by_kernel(cells: list[str]) -> Iterator[Formats]:
    """The same in a notebook of Jupyter's."""
    nbformat = import_module("nbformat.v4")
    notebook = nbformat.new_notebook(cells=list(map(nbformat.new_code_cell, cells)))
    import_module("nbclient").NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
    for cell in notebook.cells:
        bundles = [output["data"] for output in cell.outputs if "data" in output]
        yield {kind: str(text) for data in bundles for kind, text in data.items()}


def main() -> None:
    """Follow both pages."""
    display = displayed_by_kernel if "--kernel" in sys.argv else displayed
    cells = list(display(code_blocks("notebook.md")))
    (client,) = code_blocks("assistants.md")
    process = subprocess.run([sys.executable, "-c", client], check=True, capture_output=True, text=True)  # noqa: S603
    print(json.dumps({"cells": cells, "assistant": process.stdout}))


if __name__ == "__main__":
    main()
