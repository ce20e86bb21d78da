"""A draft is written as a person would write it; in a file that was there, comments and order stay."""

import tomllib
from typing import Any, Final

from game.scenario.editing.draft import Draft

_INLINE: Final = ("pitch", "plan", "run", "set", "pass", "looked_at", "unseen", "pressed", "close_to", "with")
"""Tables that are written on one line."""
_ORDER: Final = (
    *("format", "title", "teaches", "chapter", "coaching_point", "pitch", "seed", "player", "ball", "wall"),
    *("cone", "zone", "goal", "laws", "vision", "passer", "objective", "freeze", "variant", "choice"),
    *("sound", "poor"),
)
_PLAYER: Final = (
    *("id", "team", "at", "facing", "hips", "trunk", "gaze", "velocity", "control", "skill", "foot"),
    *("stamina", "style", "runs_to", "run", "keeper", "returns", "returns_to", "follows_line"),
)
_ROWS: Final = ("do", "bonus")
"""Lists of tables within tables that have a head of their own, ``[[objective.do]]``."""


def written(draft: Draft, before: str = "") -> str:
    """Return the text of a level file; ``before``: what the file said, whose comments and order are kept."""
    plain = _plain(draft)
    if before:
        text = _brought_up_to_date(before, plain)
        if text is not None:
            return text
    return _fresh(plain)


def _plain(value: Any) -> Any:
    """Return lists for tuples, in the order in which a person would write keys."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _says(text: str, draft: Draft) -> bool:
    """Return whether a text is TOML that says what a draft says."""
    try:
        return tomllib.loads(text) == draft
    except (tomllib.TOMLDecodeError, RecursionError):
        return False


# A new file


def _fresh(draft: Draft) -> str:
    import tomlkit  # 20 ms that nobody waits for who only plays

    document = tomlkit.document()
    known = [key for key in _ORDER if key in draft] + [key for key in draft if key not in _ORDER]
    for key in known:
        value = draft[key]
        if key == "player" and not value:
            document.add("player", tomlkit.array())
        elif _is_rows(value):
            document.add(key, _rows(value, key))
        else:
            document.add(key, _item(value, key))
    text: str = tomlkit.dumps(document)
    return _spaced(text)


def _spaced(text: str) -> str:
    """Return the text with a blank line before each head of a table."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("[") and lines and lines[-1]:
            lines.append("")
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).rstrip("\n") + "\n"


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _rows(value: list[dict[str, Any]], key: str) -> Any:
    import tomlkit

    every = tomlkit.aot()
    for row in value:
        every.append(_table(row, key))
    return every


def _table(row: dict[str, Any], kind: str) -> Any:
    """Return a table with a head of its own; what has one too comes last in it."""
    import tomlkit

    table = tomlkit.table()
    order = _PLAYER if kind == "player" else tuple(row)
    keys = sorted(row, key=lambda key: (_has_head(key, row[key], kind), _place(key, order)))
    for key in keys:
        if key in _ROWS and _is_rows(row[key]):
            table.add(key, _rows(row[key], key))
        else:
            table.add(key, _item(row[key], key, kind))
    return table


def _place(key: str, order: tuple[str, ...]) -> int:
    return order.index(key) if key in order else len(order)


def _has_head(key: str, value: Any, within: str) -> bool:
    rows = key in _ROWS and _is_rows(value)
    return rows or (within == "objective" and key == "grades")


def _item(value: Any, key: str = "", within: str = "") -> Any:
    """Return a value, or a table: one with a head at the top of the file, on one line inside others."""
    import tomlkit

    if isinstance(value, dict):
        if key not in _INLINE and (not within or (within == "objective" and key == "grades")):
            return _table(value, key)
        return tomlkit.value(_line(value))
    if _is_rows(value) and key == "options":
        return tomlkit.value("[\n" + "".join(f"  {_line(part)},\n" for part in value) + "]")
    return tomlkit.value(_line(value))


def _line(value: Any) -> str:
    """Return a value on one line, with room inside the braces of tables as people write them."""
    import tomlkit

    if isinstance(value, dict):
        inside = ", ".join(f"{tomlkit.key(key).as_string()} = {_line(part)}" for key, part in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_line(part) for part in value)}]"
    text: str = tomlkit.item(value).as_string()
    return text


# A file that was there


def _brought_up_to_date(before: str, draft: Draft) -> str | None:
    """Return the text with what has changed written into it; None where that can't be done."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(before)
        _update(document, draft, "")
        text: str = tomlkit.dumps(document)
    except (TOMLKitError, RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return None  # a form that the library doesn't bring up to date: it is written afresh from the values
    return text if _says(text, draft) else None


def _update(table: Any, draft: dict[str, Any], within: str) -> None:
    """Write a table's values into the one of the file, and leave alone what says the same already."""
    import tomlkit

    for key in [key for key in table if key not in draft]:
        del table[key]
    for key, value in draft.items():
        if key not in table:
            if not within and (_is_rows(value) or isinstance(value, dict)) and key not in _INLINE:
                _blank_line(table)
                table.add(key, _rows(value, key) if _is_rows(value) else _table(value, key))
            elif key in _ROWS and _is_rows(value):
                table.add(key, _rows(value, key))
            else:
                table.add(key, _item(value, key, within))
            continue
        old = table[key]
        if _same(_unwrapped(old), value):
            continue
        if isinstance(value, dict) and isinstance(_unwrapped(old), dict):
            _update(old, value, key)
        elif isinstance(old, tomlkit.items.AoT) and _is_rows(value):
            _update_rows(old, value, key)
        elif _is_rows(value) and not isinstance(old, tomlkit.items.Array):
            table[key] = _rows(value, key)
        else:
            table[key] = _item(value, key, within or "value")


def _unwrapped(value: Any) -> Any:
    return value.unwrap() if hasattr(value, "unwrap") else value


def _same(a: Any, b: Any) -> bool:
    """Return whether two values are the same, true and 1 told apart."""
    return a == b and isinstance(a, bool) == isinstance(b, bool)


def _blank_line(document: Any) -> None:
    import tomlkit

    text = document.as_string()
    if text and not text.endswith("\n"):
        document.add(tomlkit.nl())
        text += "\n"
    if text and not text.endswith("\n\n"):
        document.add(tomlkit.nl())


def _update_rows(old: Any, rows: list[dict[str, Any]], key: str) -> None:
    """Bring rows up to date, each from the one that it was: by name, then by what is equal, then in order."""
    import tomlkit

    was = [_unwrapped(row) for row in old]
    source = _sources(was, rows)
    tables, kept = list(old), [number for number in source if number is not None]
    if kept != sorted(kept):
        source = [
            number if number is not None and number == place else None for place, number in enumerate(source)
        ]
        kept = [number for number in source if number is not None]
    for number in reversed(range(len(was))):
        if number not in kept:
            del old[number]
    for place, (origin, row) in enumerate(zip(source, rows, strict=True)):
        if origin is not None:
            if not _same(was[origin], row):
                _update(tables[origin], row, key)
        else:
            fresh = _table(row, key)
            fresh.add(tomlkit.nl())
            if place == len(old) and place > 0:
                _end_with_blank(old[place - 1])
            old.insert(place, fresh)


def _end_with_blank(table: Any) -> None:
    import tomlkit

    if not table.as_string().endswith("\n\n"):
        table.add(tomlkit.nl())


def _sources(was: list[Any], rows: list[dict[str, Any]]) -> list[int | None]:
    """Return for each row the number of the one that it was, or None for a new one."""
    free = set(range(len(was)))
    source: list[int | None] = [None] * len(rows)

    def take(place: int, number: int) -> None:
        source[place] = number
        free.discard(number)

    names = {row["id"]: number for number, row in enumerate(was) if isinstance(row.get("id"), str)}
    for place, row in enumerate(rows):
        named = names.get(row.get("id"), -1)
        if named in free:
            take(place, named)
    for place, row in enumerate(rows):
        if source[place] is None:
            equal = next((n for n in sorted(free) if was[n] == row), None)
            if equal is not None:
                take(place, equal)
    for place in range(len(rows)):
        low = max((n for n in source[:place] if n is not None), default=-1)
        high = min((n for n in source[place + 1 :] if n is not None), default=len(was))
        if source[place] is None:
            between = next((n for n in sorted(free) if low < n < high), None)
            if between is not None:
                take(place, between)
    return source
