"""The shape of the code: who may import whom, and what the simulation may compute with."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GAME = ROOT / "game"

LAYERS = ("storage", "core", "sim", "mind", "scenario", "rules", "analysis", "classroom", "app", "cli")
"""From the ground up: each may import itself and what stands before it."""
ROOMS = {
    "mind": (
        *("traits", "perception", "meeting", "whose_ball", "defence", "plan", "drill", "attack"),
        *("free_play", "ai_team"),
    ),
    "rules": ("common", "match", "level"),
    "analysis": ("worker", "workers", "passes", "card", "whatif", "explain", "replay", "export"),
    "classroom": ("words", "lesson", "session", "report", "live"),
    "app": (
        *("fonts", "drivers", "picture_cache", "i18n", "snapshot", "input", "scripted"),
        *("render", "render.scenery", "widgets", "defender_view", "audio", "highlights"),
        *("shell", "lesson", "coaching", "scenes.menus", "scenes.coaching", "scenes.play", "scenes.replay"),
        *("scenes.lesson", "scenes.evening", "scenes.household", "scenes.editor.properties", "scenes.editor"),
        *("scenes.navigator", "main"),
    ),
}
"""Inside a layer: folders, and modules that stand alone, from the ground up."""
PURE = {"core", "sim", "mind"}
"""These import numpy and the standard library only."""
PORTABLE = {"core", "sim", "mind", "scenario"}
"""What happens here is the same to the last bit on every machine."""
PLATFORMS_OWN = {
    *("sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "arctan2", "arctanh"),
    *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "logaddexp", "hypot", "power", "float_power"),
    *("cbrt", "sinc", "angle", "linalg", "matmul", "dot", "vdot", "inner", "tensordot", "einsum", "convolve"),
    *("interp", "random", "fft", "norm", "polyfit"),
}
"""Names of numpy whose last bits depend on the platform, the numpy version or the batch's size."""
CLOCKS_AND_DICE = {"random", "secrets", "time", "datetime", "uuid", "cmath", "statistics"}
"""Modules that the deterministic part doesn't import."""
EXACT_MATHS = {"inf", "nan", "isnan", "isinf", "isfinite", "floor", "ceil", "trunc", "sqrt", "pi", "tau"}
"""What the deterministic part may take from ``math``: the rest is the platform's own, see above."""
LONGEST_MODULE = 500
MOST_MODULES = 20

MODULES = sorted(GAME.rglob("*.py"))


def layer(path: Path) -> str:
    """The folder under ``game``, or ``""`` for a module directly there."""
    parts = path.relative_to(GAME).parts
    return parts[0] if len(parts) > 1 else ""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def imports(path: Path) -> tuple[tuple[int, str], ...]:
    """Line and full dotted name of everything a module imports, wherever in it the import stands."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *([node.module] if node.module else [])))
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def in_layers(names: set[str]) -> list[Path]:
    return [path for path in MODULES if layer(path) in names]


def test_every_folder_is_a_layer() -> None:
    folders = {p.name for p in GAME.iterdir() if p.is_dir() and any(p.glob("*.py"))}
    assert folders <= set(LAYERS)
    assert all((GAME / folder / "__init__.py").is_file() for folder in folders)


def test_imports_run_one_way() -> None:
    wrong = []
    for path in MODULES:
        own = layer(path)
        if not own:
            continue
        for line, name in imports(path):
            parts = name.split(".")
            if parts[0] != "game" or len(parts) < 2:
                continue
            if parts[1] not in LAYERS:
                # The version may be read from anywhere; the command line is on top of everything.
                if parts[1] != "__version__":
                    wrong.append(f"{where(path, line)} {own} imports {name}")
            elif LAYERS.index(parts[1]) > LAYERS.index(own):
                wrong.append(f"{where(path, line)} {own} imports {name}")
    assert wrong == []


def room(name: str) -> str:
    """The folder of a dotted module inside its layer, or the module itself where it stands alone."""
    inside = name.split(".")[2:]
    return ".".join(inside[:-1]) or inside[0]


@pytest.mark.parametrize("layer_name", ROOMS)
def test_imports_run_one_way_inside_a_layer_too(layer_name: str) -> None:
    rooms = ROOMS[layer_name]
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in MODULES}
    wrong = []
    for name, path in modules.items():
        if not name.startswith(f"game.{layer_name}.") or path.name == "__init__.py":
            continue
        if own_room(name) not in rooms:
            wrong.append(f"{name}: in no room that is named in ROOMS")
            continue
        for line, imported in imports(path):
            target = imported if imported in modules else imported.rpartition(".")[0]
            if target not in modules or not target.startswith(f"game.{layer_name}."):
                continue
            if rooms.index(own_room(target)) > rooms.index(own_room(name)):
                wrong.append(f"{where(path, line)} {own_room(name)} imports {target}")
    assert wrong == []


def own_room(name: str) -> str:
    """The room of a module; the navigator is a room of its own above the scenes."""
    return "scenes.navigator" if name == "game.app.scenes.navigator" else room(name)


def test_no_import_circle_anywhere() -> None:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in MODULES}
    arrows = {
        name: {
            target
            for _line, imported in imports(path)
            for target in (imported, imported.rpartition(".")[0])
            if target in modules and target != name
        }
        for name, path in modules.items()
    }
    done: set[str] = set()
    for start in sorted(arrows):
        assert circle_from(start, arrows, done) == []


def circle_from(start: str, arrows: dict[str, set[str]], done: set[str]) -> list[str]:
    """A circle of imports that is reached from ``start``; empty where there is none."""
    path: list[str] = []
    waiting = [(start, iter(sorted(arrows[start])))]
    path.append(start)
    while waiting:
        name, rest = waiting[-1]
        following = next(rest, None)
        if following is None:
            waiting.pop()
            path.pop()
            done.add(name)
        elif following in path:
            return [*path[path.index(following) :], following]
        elif following not in done:
            waiting.append((following, iter(sorted(arrows[following]))))
            path.append(following)
    return []


LAZY = {
    "game/storage/locks.py": "one of two modules, by the platform",
    "game/app/highlights/clip.py": "Pillow, where a clip is written",
    "game/app/scenes/play/practice_layout.py": "tomlkit, which nobody needs who only plays",
    "game/scenario/editing/toml_text.py": "tomlkit, likewise",
}
"""Beside the navigator and the command line: imports inside a function, and why each is there."""


def test_imports_stand_at_the_top() -> None:
    wrong = []
    for path in MODULES:
        relative = path.relative_to(ROOT).as_posix()
        if layer(path) == "cli" or relative == "game/app/scenes/navigator.py" or relative in LAZY:
            continue
        inner = [
            node
            for function in ast.walk(tree(path))
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        wrong += [where(path, node.lineno) for node in inner]
    assert wrong == []


def test_a_class_name_stands_for_one_thing() -> None:
    found: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(where(path, node.lineno))
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_no_folder_is_crowded() -> None:
    folders = {path.parent for path in MODULES}
    crowded = [folder for folder in folders if len(list(folder.glob("*.py"))) > MOST_MODULES]
    assert crowded == []


def test_pygame_is_imported_by_the_app_alone() -> None:
    wrong = [
        where(path, line)
        for path in (*MODULES, ROOT / "main.py")
        if not path.is_relative_to(GAME / "app")
        for line, name in imports(path)
        if name.split(".")[0] == "pygame"
    ]
    assert wrong == []


def test_command_line_imports_the_app_only_inside_functions() -> None:
    """So that no command but those that play or watch needs pygame."""
    for path in (GAME / "__init__.py", *sorted((GAME / "cli").glob("*.py"))):
        top = [node for node in tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
        assert "game.app" not in " ".join(ast.unparse(node) for node in top), path


def test_simulation_and_minds_import_numpy_and_the_standard_library_only() -> None:
    allowed = {"game", "numpy", *sys.stdlib_module_names}
    wrong = [
        f"{where(path, line)} {name}"
        for path in in_layers(PURE)
        for line, name in imports(path)
        if name.split(".")[0] not in allowed
    ]
    assert wrong == []


def test_no_clock_and_no_dice_below_the_rules() -> None:
    wrong = [
        f"{where(path, line)} {name}"
        for path in in_layers(PORTABLE | {"rules"})
        for line, name in imports(path)
        if name.split(".")[0] in CLOCKS_AND_DICE
    ]
    assert wrong == []


def numpy_names(module: ast.Module) -> set[str]:
    """What a module calls numpy."""
    return {
        alias.asname or alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == "numpy"
    }


def unportable(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of everything whose last bits are not the same everywhere."""
    numpy = numpy_names(module)
    for node in ast.walk(module):
        match node:
            case ast.Attribute(value=ast.Name(id="math"), attr=name) if name not in EXACT_MATHS:
                yield node.lineno, ast.unparse(node)
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if (
                owner in numpy and name in PLATFORMS_OWN
            ):
                yield node.lineno, ast.unparse(node)
            case ast.ImportFrom(module=("numpy" | "math"), names=names):
                yield from ((node.lineno, a.name) for a in names if a.name not in EXACT_MATHS)
            case ast.BinOp(op=ast.MatMult()) | ast.AugAssign(op=ast.MatMult()):
                yield node.lineno, "a matrix product"
            case ast.BinOp(op=ast.Pow(), right=exponent) if not small_power(exponent):
                yield node.lineno, f"{ast.unparse(node)}: a power that the platform works out"


def test_only_portable_arithmetic_feeds_the_simulation() -> None:
    wrong = [
        f"{where(path, line)} {text}" for path in in_layers(PORTABLE) for line, text in unportable(tree(path))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import numpy as np\nnp.sin(x)", True),
        ("import numpy\nnumpy.linalg.norm(x)", True),
        ("from numpy import hypot", True),
        ("import math\nmath.atan2(y, x)", True),
        ("a @ b", True),
        ("x ** 0.5", True),
        ("x ** -2", False),
        ("import numpy as np\nnp.sqrt(np.abs(x))", False),
        ("from game.core.maths import dot, exp\ndot(a, b)", False),
        ("import math\nmath.isfinite(x)", False),
    ],
)
def test_what_counts_as_portable(code: str, found: bool) -> None:
    assert bool(list(unportable(ast.parse(code)))) is found


def small_power(exponent: ast.expr) -> bool:
    """Squares and literal whole powers of plain numbers; anything else goes to the platform's ``pow``."""
    if isinstance(exponent, ast.UnaryOp) and isinstance(exponent.op, ast.USub):
        exponent = exponent.operand
    return isinstance(exponent, ast.Constant) and isinstance(exponent.value, int)


def test_minds_never_name_anybodys_intention() -> None:
    wrong = []
    for path in in_layers({"mind"}):
        for node in ast.walk(tree(path)):
            hidden = isinstance(node, ast.Attribute) and node.attr in ("hidden", "Intentions")
            named = isinstance(node, ast.Name) and node.id in ("Intentions", "hidden")
            brought = isinstance(node, ast.alias) and node.name.split(".")[-1] in ("Intentions", "World")
            if hidden or named or brought:
                wrong.append(where(path, getattr(node, "lineno", 0)))
    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(GAME)))
def test_a_module_is_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
