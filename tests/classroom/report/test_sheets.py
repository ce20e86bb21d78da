"""The pages to print: everything of the lesson is on them, nothing of a person, in the room's language."""

from pathlib import Path

import pytest

from game.classroom.lesson.documents import documents
from game.classroom.report.sheets import write_sheets
from tests.classroom.kit import CHOOSE, ESTIMATE, TEXT, VALUES, lesson


def test_the_teacher_s_page_has_every_part_and_every_value(tmp_path: Path) -> None:
    of = lesson(TEXT, CHOOSE, ESTIMATE, misconceptions="Look & see.", questions=["Who decides?"])
    parts = documents(of, VALUES)
    teacher, pupil = (file.read_text("utf-8") for file in write_sheets(of, parts, tmp_path / "out", "en"))
    for option in parts[1]["options"]:
        assert f"{100 * option['value']:.0f} of 100 arrive" in teacher
        assert "of 100 arrive" not in pupil, "no value on what pupils get"
    assert "Look &amp; see." in teacher
    assert "not for choosing players" in teacher
    assert pupil.count('class="row"') == 2, "a row for every question"
    assert pupil.count("<svg") == 2


@pytest.mark.parametrize(("language", "said"), [("en", "My first answer"), ("de", "Meine erste Antwort")])
def test_sheets_speak_the_room_s_language(tmp_path: Path, language: str, said: str) -> None:
    of = lesson(CHOOSE)
    files = write_sheets(of, documents(of, VALUES), tmp_path, language)
    assert said in files[1].read_text("utf-8")
    assert f'<html lang="{language}">' in files[0].read_text("utf-8")
