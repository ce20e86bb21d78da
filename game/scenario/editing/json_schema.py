"""The level format as a JSON schema: text editors that know TOML offer its keys and underline what is wrong.

It is made of the tables that read the files, so it never says anything else than they do. What holds between
keys (ids, places on the pitch) only ``backheel check`` and the game can say.
"""

import ast
import inspect
from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel

from game.scenario.schema import Level
from game.scenario.tables import ONE_LINE

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
"""The version of JSON schema that TOML editors read."""
TITLE: Final = "Backheel level"
_PATTERNS: Final = {
    ONE_LINE: r"^.*\S.*$",
    r"^[\w-]{1,12}$": r"^\S{1,12}$",
}
"""Patterns as every editor reads them; the game's own are stricter and know all letters."""


def level_schema() -> dict[str, Any]:
    """Return the JSON schema of level files."""
    form = Level.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    tables: dict[str, Any] = form.pop("$defs")
    for model in _tables(Level):
        _explain(tables.get(model.__name__, form if model is Level else {}), model)
    sentence = tables["SentenceTable"]
    sentence["required"] = [key for key in sentence["required"] if key != "kind"]
    objective = form["properties"]["objective"]
    objective["anyOf"] = objective.pop("oneOf", objective.get("anyOf"))
    objective.pop("discriminator", None)
    tables["BallTable"]["oneOf"] = [{"required": [key]} for key in ("holder", "served_by", "at")]
    plain = _as_draft_7({**form, "definitions": tables})
    return {"$schema": DRAFT, "title": TITLE, **plain}


def _as_draft_7(value: Any) -> Any:
    """Return a schema in the older form that TOML editors read, without nulls, which TOML doesn't have."""
    if isinstance(value, list):
        return [_as_draft_7(part) for part in value]
    if not isinstance(value, dict):
        return value
    kept = {key: part for key, part in value.items() if not (key == "title" and isinstance(part, str))}
    options = [option for option in kept.pop("anyOf", []) if option != {"type": "null"}]
    if len(options) == 1:
        kept |= options[0]
    elif options:
        kept["anyOf"] = options
    if kept.get("default", 0) is None:
        del kept["default"]
    if isinstance(kept.get("default"), dict):
        kept["default"] = {key: part for key, part in kept["default"].items() if part is not None}
    if "prefixItems" in kept:
        kept["items"] = kept.pop("prefixItems")
    if isinstance(kept.get("pattern"), str):
        kept["pattern"] = _PATTERNS[kept["pattern"]]
    if "$ref" in kept and len(kept) > 1:
        # Beside a reference nothing else is read there.
        kept["allOf"] = [{"$ref": kept.pop("$ref")}]
    return {key: _as_draft_7(part) for key, part in kept.items()}


def _tables(model: type[BaseModel], seen: set[type[BaseModel]] | None = None) -> Iterator[type[BaseModel]]:
    """Yield a table and every table within it."""
    seen = set() if seen is None else seen
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for inner in _models(field.annotation):
            yield from _tables(inner, seen)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)


def _explain(form: dict[str, Any], model: type[BaseModel]) -> None:
    """Say of each key what is expected and what it means, as the reference does."""
    meanings = _meanings(model)
    for name, field in model.model_fields.items():
        key = form.get("properties", {}).get(field.alias or name)
        if key is not None:
            parts = [f"Expected: {field.description}." if field.description else "", meanings.get(name, "")]
            key["description"] = " ".join(part for part in parts if part)


def _meanings(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstrings under a table's fields; none where the program has no source beside it."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if not base.__module__.startswith("game."):
            continue
        try:
            body = ast.parse(inspect.getsource(base)).body[0]
        except (OSError, SyntaxError):
            continue
        assert isinstance(body, ast.ClassDef)
        for node, below in zip(body.body, body.body[1:], strict=False):
            said = below.value if isinstance(below, ast.Expr) else None
            text = said.value if isinstance(said, ast.Constant) else None
            if (
                isinstance(node, ast.AnnAssign)
                and isinstance(node.target, ast.Name)
                and isinstance(text, str)
            ):
                found[node.target.id] = " ".join(text.split())
    return found
