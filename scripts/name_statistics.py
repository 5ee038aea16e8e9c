"""Print figures about the names of trees, beside those of installed packages: `scripts/name_statistics.py [TREE...]`.

A figure and not a limit: names are judged by people. Without a TREE it is src/unlike. Counted are identifiers that a
file binds (parameters, variables, functions, classes), each once a file.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("httpx", "click", "rich", "starlette", "msgspec", "jinja2", "uvicorn", "_pytest", "hypothesis")
"""Packages that are often praised for how they read, where they are installed."""
VAGUE = frozenset({
    "one", "told", "found", "there", "known", "kept", "shown", "given", "asked", "made", "both", "each",
    "near", "held", "seen", "said", "usual",
})  # fmt: skip
"""Participles, pronouns and images, which do not say what a value is."""
SHARED_BASENAMES = frozenset({"__init__", "__main__"})
FUNCTION_WORDS = frozenset({
    "it", "its", "they", "them", "these", "those", "this", "that", "which", "who", "whom", "whose", "what",
    "where", "when", "while", "if", "as", "and", "or", "but", "than", "because", "so", "nothing", "none",
    "everything", "same", "such", "of", "with", "without", "for", "from", "by", "in", "on", "at", "to",
    "under", "over", "like", "not", "no", "there", "here",
})  # fmt: skip
"""Words with which a fragment begins that does not stand alone; a verb or a noun phrase begins with none of them."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class NameStatistics:
    """Figures about the names of one tree; shares are between 0 and 1.

    Attributes:
        modules: files with Python code.
        identifier_length: mean number of characters of a bound name.
        multi_word_functions: share of function names that have two words or more.
        shared_basenames: share of modules whose file name another module has, too.
        repeated_classes: public class names that two modules or more define.
        vague_names: share of bound names that are in `VAGUE`.
        standing_docstrings: share of docstrings that begin with a verb or a noun phrase.
    """

    modules: int
    identifier_length: float
    multi_word_functions: float
    shared_basenames: float
    repeated_classes: int
    vague_names: float
    standing_docstrings: float


def python_files(folder: Path) -> Iterator[Path]:
    """Modules of a tree; tests and what was taken from elsewhere are left out."""
    for path in sorted(folder.rglob("*.py")):
        if not {"vendor", "_vendor", "tests", "__pycache__"} & set(path.relative_to(folder).parts):
            yield path


def bound_names(tree: ast.Module) -> list[str]:
    """Every binding of a file but dunders, imports and `_`, in order."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            names.append(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.append(node.id)
        elif isinstance(node, Function | ast.ClassDef):
            names.append(node.name)
    return [name for name in names if name.strip("_") and not name.startswith("__") and name not in {"self", "cls"}]


def stands_alone(docstring: str) -> bool:
    """Whether a docstring begins with something else than a pronoun, a preposition or a conjunction."""
    word = re.match(r"\W*([^\W\d_]+)", docstring.strip())
    return word is None or word[1].lower() not in FUNCTION_WORDS


def docstrings(tree: ast.Module) -> Iterator[str]:
    """Docstrings of the module, its classes and functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and (text := ast.get_docstring(node)):
            yield text


def share_of(part: int, whole: int) -> float:
    """A share; 0 of nothing."""
    return part / whole if whole else 0.0


def name_statistics(folder: Path) -> NameStatistics:
    """Count the names of a tree."""
    paths = list(python_files(folder))
    trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    names = [name for tree in trees for name in bound_names(tree)]
    functions = [
        node.name.strip("_") for tree in trees for node in ast.walk(tree) if isinstance(node, Function)
        and not (node.name.startswith("__") and node.name.endswith("__"))
    ]  # fmt: skip
    basenames = Counter(path.stem for path in paths if path.stem not in SHARED_BASENAMES)
    classes = Counter(
        name
        for tree in trees
        for name in {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
        if not name.startswith("_")
    )
    texts = [text for tree in trees for text in docstrings(tree)]
    unique = [name for tree in trees for name in set(bound_names(tree))]
    return NameStatistics(
        modules=len(paths),
        identifier_length=share_of(sum(len(name.strip("_")) for name in unique), len(unique)),
        multi_word_functions=share_of(
            sum("_" in name or re.search("[a-z][A-Z]", name) is not None for name in functions), len(functions)
        ),
        shared_basenames=share_of(sum(count for count in basenames.values() if count > 1), basenames.total()),
        repeated_classes=sum(count > 1 for count in classes.values()),
        vague_names=share_of(sum(name.strip("_") in VAGUE for name in names), len(names)),
        standing_docstrings=share_of(sum(map(stands_alone, texts)), len(texts)),
    )  # fmt: skip


def installed(names: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """Folders of the packages that are installed."""
    for name in names:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            yield name, Path(spec.origin).parent


def table_row(name: str, figures: NameStatistics) -> str:
    """One line of the table."""
    cells = (
        name,
        str(figures.modules),
        f"{figures.identifier_length:.1f}",
        f"{figures.multi_word_functions:.0%}",
        f"{figures.shared_basenames:.0%}",
        str(figures.repeated_classes),
        f"{figures.vague_names:.1%}",
        f"{figures.standing_docstrings:.0%}",
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", type=Path, nargs="*", default=[ROOT / "src" / "unlike"])
    trees = [(str(tree), tree) for tree in parser.parse_args().trees]
    print(
        "| tree | modules | letters a name | functions of several words | modules that share a basename"
        " | public classes defined more than once | vague names | docstrings that stand alone |"
    )
    print(f"|{'---|' * 8}")
    for name, folder in [*trees, *installed(PACKAGES)]:
        print(table_row(name, name_statistics(folder)))


if __name__ == "__main__":
    main()
