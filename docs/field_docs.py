"""What stands in the source about a class's fields: each field's own docstring, read by parsing."""

import ast
import importlib
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from types import ModuleType


def _documented(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Yield each name that is assigned in ``body`` with the string that stands under it, if any."""
    for place, node in enumerate(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
        else:
            continue
        below = body[place + 1] if place + 1 < len(body) else None
        text = ""
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            text = below.value.value if isinstance(below.value.value, str) else ""
        yield name, one_line(text)


def one_line(text: str) -> str:
    """Return ``text`` without line breaks and without the marks of Sphinx."""
    line = " ".join(textwrap.dedent(text).split()).replace("``", "`")
    for role in (":class:", ":func:", ":meth:", ":mod:"):
        line = line.replace(role, "")
    return line.replace("|", "\\|")


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(importlib.import_module(module)))


def module_docs(module: ModuleType) -> dict[str, str]:
    """Return the module's assigned names, each with its docstring (empty: it has none)."""
    return dict(_documented(_tree(module.__name__).body))


def field_docs(cls: type) -> dict[str, str]:
    """Return the class's fields, inherited ones first, each with its docstring (empty: it has none)."""
    docs: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if not base.__module__.startswith("game."):
            continue
        for node in _tree(base.__module__).body:
            if isinstance(node, ast.ClassDef) and node.name == base.__name__:
                docs.update(_documented(node.body))
    return docs
