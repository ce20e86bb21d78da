"""A whole lesson: the teacher at a real window with a clicker's two keys, pupils in real browsers."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from game.analysis.passes.rollout import Case, rollout
from game.classroom.session.log import Log
from game.classroom.session.results import part_result
from game.scenario.level_paths import find
from game.scenario.load import load_level, parse_plan
from tests.e2e.screen import Note, Program, Start

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
playwright = pytest.importorskip("playwright.sync_api")
SCREEN = (854, 480)
N = 80
QUICK = {"technique": "push", "target": "A", "look_time": 0.1, "backswing": 0.22}
STARE = {"technique": "push", "target": "A", "look": "target", "look_time": 1.2}
LESSON = f"""
format = 1
title = "Two looks"
about = "A test."
minutes = 5
[[part]]
kind = "choose"
level = "dont-stare"
ask = "How long do you look at A first?"
discuss = true
n = {N}
seed = 3
reveal = "Your eyes speak before the ball does."
options = [
  {{ say = "At once", plan = {{ technique = "push", target = "A", look_time = 0.1, backswing = 0.22 }} }},
  {{ say = "A long look", plan = {{ technique = "push", target = "A", look = "target", look_time = 1.2 }} }},
]
"""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def stands(program: Program) -> Note:
    """Where the lesson stands."""
    return program.notes("lesson")[-1]


def lead(program: Program, phase: str, number: int = 0) -> Note:
    """Press the clicker's forward key until the lesson stands there."""
    for _ in range(60):
        note = stands(program)
        if note["phase"] == phase and (not number or note["round"] == number):
            return note
        taken = len(program.notes("lesson_key"))
        program.press("Next", 0.05)
        program.wait_for("the key", lambda taken=taken: len(program.notes("lesson_key")) > taken)
    raise AssertionError(f"{phase} never came")


def opened(start: Start, folder: Path, *more: str) -> Program:
    file = folder / "two-looks.toml"
    file.write_text(LESSON, encoding="utf-8")
    program = start("lesson", str(file), *more)
    program.wait_for("the lesson", lambda: program.notes("lesson"))
    return program


def joined(browser: "Browser", note: Note, complaints: list[str]) -> "Page":
    page = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
    page.set_default_timeout(60_000)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(note["address"])
    page.keyboard.type(note["code"])
    page.keyboard.press("Enter")
    page.wait_for_selector("text=You are")
    return page


def votes(page: "Page", number: int) -> None:
    page.click(f"[role=radio] >> nth={number}")
    page.click("#send")
    page.wait_for_selector("text=Received.")


def test_join_vote_talk_vote_again_and_the_report(browser: "Browser", start: Start, tmp_path: Path) -> None:
    program = opened(start, tmp_path)
    note, complaints = stands(program), list[str]()
    one, two = (joined(browser, note, complaints) for _ in range(2))
    lead(program, "vote", 1)
    votes(one, 1)
    votes(two, 1)
    lead(program, "discuss")
    one.wait_for_selector(".letter")
    lead(program, "vote", 2)
    votes(one, 0)
    assert "of 100" not in one.inner_text("body"), "no value before its time"
    votes(two, 1)
    lead(program, "values")
    one.wait_for_selector("text=of 100 arrive")
    lead(program, "end")
    one.wait_for_selector("text=The lesson is over")
    program.press("Next", 0.05)
    program.wait_for("the report", lambda: program.notes("report"))
    file = Path(program.notes("report")[-1]["file"])

    log = Log.open(Path(note["session"]), writes=False)
    found = part_result(log.documents()[0], log.votes(), log.documents())
    log.close()
    assert [row["votes"] for row in found["options"]] == [[0, 1], [2, 1]]
    level = load_level(find("dont-stare"))
    cases = [Case(plan, parse_plan(plan, "plan", level), {}, level) for plan in (QUICK, STARE)]
    played = [result.summary()["completed"] for result in rollout(cases, N, 3)]
    assert [row["value"] for row in found["options"]] == played

    page = browser.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    text = page.inner_text("body")
    for value in played:
        assert re.search(rf"\b{100 * value:.0f} of 100 arrive", text)
    assert complaints == []
    program.press("Next", 0.05)
    program.wait_for_scene("lessons")


def test_killed_in_the_middle_of_a_vote_it_goes_on_with_the_votes_given(
    browser: "Browser", start: Start, tmp_path: Path
) -> None:
    program = opened(start, tmp_path)
    complaints: list[str] = []
    page = joined(browser, stands(program), complaints)
    other = joined(browser, stands(program), complaints)
    before = lead(program, "vote", 1)
    votes(page, 1)
    nick = page.inner_text("#who")
    program.process.kill()
    program.process.wait()
    page.wait_for_selector("#line:not([hidden])")

    again = opened(start, tmp_path)
    note = stands(again)
    assert (note["phase"], note["round"], note["session"]) == ("vote", 1, before["session"])
    assert note["address"] == before["address"], "phones find it where it was"
    page.wait_for_selector("#line", state="hidden")
    assert page.inner_text("#who") == nick
    votes(other, 0)
    with sqlite3.connect(f"file:{note['session']}?mode=ro", uri=True) as log:
        given = log.execute("SELECT answer FROM vote WHERE accepted = 1 ORDER BY id").fetchall()
    log.close()
    assert given == [("2",), ("1",)]
    lead(again, "closed", 1)
