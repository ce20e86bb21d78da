"""The page on a phone, in a real browser: everything by keyboard, nothing in its console, small screens."""

import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from game.classroom.session.steps import StepPhase
from tests.classroom.kit import CHOOSE, ESTIMATE, PLACE, READ
from tests.classroom.phones import lead, room

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
THINGS = ("[role=radio]", "input[type=range]", "input[size]", "[role=group] button")
"""What a question of each kind is answered with."""
ARGS = ["--no-sandbox", "--host-resolver-rules=MAP classroom.test 127.0.0.1"]
playwright = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield opened
        opened.close()


class Pupil:
    """A phone with its page open."""

    def __init__(self, browser: "Browser", width: int = 360, height: int = 640) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def join(self, address: str, code: str) -> None:
        self.page.goto(address)
        self.page.keyboard.type(code.lower())
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("text=You are")


def test_two_browsers_join_vote_talk_and_vote_again_by_keyboard(browser: "Browser", tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        one, two = Pupil(browser), Pupil(browser, 1280, 720)
        for pupil in (one, two):
            pupil.join(server.address, given.code)
        assert given.joined == 2
        lead(given, StepPhase.VOTE, 1)
        for pupil, downs in ((one, 2), (two, 1)):
            pupil.page.wait_for_selector("[role=radio]")
            pupil.page.focus("[role=radio] >> nth=0")
            for _ in range(downs):
                pupil.page.keyboard.press("ArrowDown")
            pupil.page.keyboard.press("Tab")
            pupil.page.keyboard.press("Enter")
            pupil.page.wait_for_selector("text=Received.")
        assert [o["votes"] for o in given.result(1)["options"]] == [[1, 0], [1, 0]]
        lead(given, StepPhase.DISCUSS)
        one.page.wait_for_selector(".letter")
        assert one.page.inner_text(".letter") == "A"
        lead(given, StepPhase.VOTE, 2)
        one.page.click("[role=radio] >> nth=1")
        one.page.click("#send")
        one.page.wait_for_selector("text=Received.")
        assert [o["votes"] for o in given.result(1)["options"]] == [[1, 0], [1, 1]]
        lead(given, StepPhase.VALUES)
        one.page.wait_for_selector("text=of 100 arrive")
        assert one.complaints == two.complaints == []
        assert {re.match(r"\w+://[^/]+", url)[0] for url in one.asked if "://" in url} == {  # type: ignore[index]
            f"http://127.0.0.1:{server.port}",
        }


def test_a_phone_that_slept_through_the_talk_is_the_same_voter(browser: "Browser", tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        pupil = Pupil(browser)
        pupil.join(server.address, given.code)
        lead(given, StepPhase.VOTE, 1)
        pupil.page.click("[role=radio] >> nth=1")
        pupil.page.click("#send")
        pupil.page.wait_for_selector("text=Received.")
        nick = pupil.page.inner_text("#who")
        pupil.page.goto("about:blank")
        lead(given, StepPhase.VOTE, 2)
        pupil.page.goto(server.address)
        pupil.page.wait_for_selector("[role=radio]")
        assert pupil.page.inner_text("#who") == nick
        assert given.joined == 1


def test_the_teacher_takes_somebody_out_and_the_page_says_so(browser: "Browser", tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        pupil, teacher = Pupil(browser), Pupil(browser)
        pupil.join(server.address, given.code)
        lead(given, StepPhase.VOTE, 1)
        pupil.page.click("[role=radio] >> nth=1")
        pupil.page.click("#send")
        pupil.page.wait_for_selector("text=Received.")
        teacher.page.goto(f"{server.address}teacher#{server.private.invite()}")
        state = {
            "step": 1,
            "waited": 0,
            "head": "Vote",
            "lines": [],
            "options": [],
            "notes": [],
            "buttons": [],
        }
        server.show_teacher({**state, "people": given.people()})
        teacher.page.click("summary")
        teacher.page.on("dialog", lambda dialog: dialog.accept())
        teacher.page.click(".who button")
        orders: list[str] = []
        while not orders:
            orders = server.private.orders()
            teacher.page.wait_for_timeout(20)
        assert orders == ["-1"]
        given.change_of_card("1", back=False)
        pupil.page.wait_for_selector("text=has taken you out")
        pupil.page.reload()
        pupil.page.wait_for_selector("text=has taken you out")
        assert pupil.page.locator("#send, [role=radio]").count() == 0
        given.change_of_card("1", back=True)
        pupil.page.wait_for_selector("text=Received.")
        assert pupil.complaints == teacher.complaints == []


def test_a_small_phone_has_room_for_every_kind_of_question(browser: "Browser", tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE, ESTIMATE, PLACE, READ) as (given, server):
        pupil = Pupil(browser)
        page = pupil.page
        pupil.join(server.address, given.code)
        for number in range(1, 5):
            while given.step.part != number or given.step.phase is not StepPhase.VOTE:
                given.next()
            page.wait_for_selector(
                ("[role=radio]", "input[type=range]", "input[size]", "[role=group] button")[number - 1]
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            small = page.evaluate(
                "[...document.querySelectorAll('button')]"
                ".filter(b => b.getBoundingClientRect().height < 48).length"
            )
            assert small == 0
            unnamed = page.evaluate(
                "[...document.querySelectorAll('button, input, canvas')].filter("
                "e => !(e.textContent.trim() || e.getAttribute('aria-label'))).length"
            )
            assert unnamed == 0
        assert pupil.complaints == []


def test_a_tap_is_where_the_finger_was(browser: "Browser", tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", PLACE) as (given, server):
        pupil = Pupil(browser)
        pupil.join(server.address, given.code)
        lead(given, StepPhase.VOTE, 1)
        pupil.page.wait_for_selector("#send")
        spot = pupil.page.evaluate(
            "(() => { const s = state.scene, [l, t, w, h] = s.frame,"
            " p = s.players.find(p => p.id === 'D1').at,"
            " c = document.querySelector('canvas').getBoundingClientRect();"
            " return {x: (p[0] - l) / w * c.width, y: (-p[1] - t) / h * c.height, at: p}; })()"
        )
        pupil.page.click("canvas", position={"x": spot["x"], "y": spot["y"]})
        pupil.page.click("#send")
        pupil.page.wait_for_selector("text=Received.")
        ((x, y),) = given.result(1)["points"][0]
        assert abs(x - spot["at"][0]) < 0.25
        assert abs(y - spot["at"][1]) < 0.25


def test_the_page_works_over_a_plain_host_name(browser: "Browser", tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        pupil = Pupil(browser)
        pupil.join(f"http://classroom.test:{server.port}/", given.code)
        assert not pupil.page.evaluate("window.isSecureContext")
        lead(given, StepPhase.VOTE, 1)
        pupil.page.click("[role=radio] >> nth=1")
        pupil.page.click("#send")
        pupil.page.wait_for_selector("text=Received.")
        assert pupil.complaints == []


def test_nobody_else_on_this_machine_is_asked(tmp_path: Path) -> None:
    """The page's policy names this server alone: a script that got in could tell nobody."""
    with (
        room(tmp_path / "s.sqlite", CHOOSE) as (_, server),
        socket.create_connection(("127.0.0.1", server.port)) as s,
    ):
        s.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        head = s.recv(4096).decode("latin-1")
    assert "default-src 'none'" in head
    assert "form-action 'none'" in head
