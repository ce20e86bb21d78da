"""The one build step: catalogues of words, from ``.po`` to ``.mo``. All else is in ``pyproject.toml``."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


def compile_words(root: Path = ROOT) -> list[Path]:
    """Make the ``.mo`` of every ``.po`` that is newer than its own; returns what was made."""
    made = []
    for po in sorted(path for room in ("assets", "levels") for path in (root / room).rglob("*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        with po.open("rb") as file:
            catalogue = read_po(file, locale=po.stem, charset="utf-8", abort_invalid=True)
        # Two test workers may do this at once: nobody sees half a file.
        fresh = mo.with_name(f"{mo.name}.{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        fresh.replace(mo)
        made.append(mo)
    return made


class BuildWithWords(build_py):
    """Compile the words first: an editable install reads them where they lie, a wheel takes them along."""

    def run(self) -> None:
        """Build."""
        compile_words()
        super().run()


if __name__ == "__main__":
    setup(cmdclass={"build_py": BuildWithWords})
