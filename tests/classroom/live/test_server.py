"""The vote server: every vote once, nobody told too early, and whatever comes in that should not."""

import json
import resource
import socket
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from game.classroom.live.private_page import MOST_ORDERS, MOST_WRONG
from game.classroom.live.server import MOST_WAITING, own_address
from game.classroom.session.steps import StepPhase
from tests.classroom.kit import CHOOSE, ESTIMATE, READ, WRITE
from tests.classroom.phones import Phone, TeacherPhone, joined, lead, room


def fetch(port: int, request: str, host: str = "127.0.0.1", body: bytes = b"") -> bytes:
    """What the server says to plain HTTP."""
    with socket.create_connection((host, port), timeout=10) as plain:
        plain.sendall(request.encode() + body)
        plain.settimeout(10)
        said = b""
        try:
            while piece := plain.recv(65536):
                said += piece
        except OSError:
            pass
        return said


def test_two_phones_vote_talk_and_vote_again(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        otter, heron = joined(server, given), joined(server, given)
        lead(given, StepPhase.VOTE, 1)
        for phone, answer in ((otter, 2), (heron, 1)):
            assert phone.until(StepPhase.VOTE)["open"]
            assert phone.vote(answer)["accepted"]
        assert given.voted() == 2
        lead(given, StepPhase.DISCUSS)
        assert otter.until(StepPhase.DISCUSS)["mine"] == ["2", None]
        lead(given, StepPhase.VOTE, 2)
        otter.until(StepPhase.VOTE, 2)
        assert otter.vote(1, number=2)["accepted"]
        lead(given, StepPhase.VALUES)
        state = otter.until(StepPhase.VALUES)
        assert state["good"] is True
        assert "of 100 arrive" in state["value"]
        assert [o["votes"] for o in given.result(1)["options"]] == [[1, 1], [1, 0]]


def test_nothing_of_the_others_reaches_a_phone_before_the_second_vote(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        phones = [joined(server, given) for _ in range(3)]
        lead(given, StepPhase.VOTE, 1)
        for phone in phones:
            phone.until(StepPhase.VOTE)
            phone.vote(2)
        lead(given, StepPhase.VOTE, 2)
        phones[0].until(StepPhase.VOTE, 2)
        known = {"t", "phase", "part", "round", "open", "nick", "card", "kind", "ask", "scene", "words"}
        known |= {"options", "targets", "because", "mine"}
        for message in phones[0].heard:
            if message["t"] == "state":
                assert set(message) <= known
                assert all(isinstance(option, str) for option in message.get("options", []))


def test_late_doubled_forged_and_malformed_votes_change_nothing_and_say_so(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        phone = joined(server, given)
        assert phone.vote(1)["why"] == "late"
        lead(given, StepPhase.VOTE, 1)
        assert phone.vote(3)["why"] == "answer"
        assert phone.vote("1; DROP TABLE vote")["why"] == "answer"
        assert phone.vote(1, part=7)["why"] == "late"
        assert phone.vote(1, number=2)["why"] == "late"
        phone.say(t="vote", voter="Somebody else", part=1, round=1, answer={"a": 1})
        assert phone.hear("receipt")["why"] == "answer"
        phone.socket.send("{{{")
        assert not phone.hear("receipt")["accepted"]
        assert phone.vote(1)["accepted"]
        assert phone.vote(2)["why"] == "doubled"
        lead(given, StepPhase.CLOSED)
        assert phone.vote(2)["why"] == "late"
        assert [o["votes"][0] for o in given.result(1)["options"]] == [1, 0]


def test_a_phone_that_comes_back_is_the_same_voter(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        phone = Phone(server)
        you = phone.join(given.code)
        lead(given, StepPhase.VOTE, 1)
        phone.vote(2)
        phone.close()
        again = Phone(server)
        begun = time.monotonic()
        again.say(secret=you["secret"])
        assert again.hear("you")["nick"] == you["nick"]
        assert again.hear("state")["mine"][0] == "2"
        assert time.monotonic() - begun < 2.0
        assert given.joined == 1
        assert again.vote(1)["why"] == "doubled"


def test_a_wrong_code_or_secret_opens_nothing(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        phone = Phone(server)
        for _ in range(4):
            phone.say(code="AAAA")
            assert phone.hear("no")["why"] == "code"
        phone.say(secret="guessed")
        assert phone.gone()
        assert given.joined == 0


def test_another_page_s_script_is_refused(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (_, server):
        with pytest.raises(InvalidStatus) as refused:
            Phone(server, origin="http://evil.example")
        assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    "path", ["/..", "/../../etc/passwd", "/%2e%2e/", "/votes/../", "/report", "//", "/?x=1", "/votes.sqlite"]
)
def test_nothing_but_the_page_is_there(tmp_path: Path, path: str) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (_, server):
        said = fetch(server.port, f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n")
        assert said.startswith(b"HTTP/1.1 404")


@pytest.mark.parametrize("path", ["/", "/teacher"])
def test_the_page_is_small_and_names_no_other_place(tmp_path: Path, path: str) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (_, server):
        head, _, page = fetch(server.port, f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        assert b"Server" not in head
        assert len(page) < 100_000
        assert b"https://" not in page
        assert b"http://" not in page.replace(b"http://www.w3.org", b"")


def test_bodies_methods_and_headers_that_are_too_much_are_refused(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n"
        assert not fetch(server.port, post, body=b"x" * 100_000).startswith(b"HTTP/1.1 200")
        long = (
            "GET / HTTP/1.1\r\nHost: x\r\n" + "".join(f"X{k}: {'y' * 5000}\r\n" for k in range(200)) + "\r\n"
        )
        assert not fetch(server.port, long).startswith(b"HTTP/1.1 200")
        phone = joined(server, given)
        phone.socket.send("x" * 100_000)
        assert phone.gone()


def test_a_flood_from_one_phone_is_cut_off_and_the_others_go_on(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        lead(given, StepPhase.VOTE, 1)
        flood, other = joined(server, given), joined(server, given)
        with suppress(ConnectionClosed):
            for _ in range(500):
                flood.say(t="vote", part=1, round=1, answer="1")
        assert flood.gone()
        assert other.vote(2)["accepted"]
        assert [o["votes"][0] for o in given.result(1)["options"]] == [1, 1]


def test_a_thousand_silent_connections_keep_nobody_out(tmp_path: Path) -> None:
    # Both ends of every connection are files of this process.
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(least, 4096), most), most))
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(1000)]
        lead(given, StepPhase.VOTE, 1)
        phone = joined(server, given)
        assert phone.vote(1)["accepted"]
        assert len(server._waiting) <= MOST_WAITING
        for one in silent:
            one.close()


def test_only_this_machine_until_the_teacher_says_so(tmp_path: Path) -> None:
    here = own_address()
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        phone = joined(server, given)
        if here != "127.0.0.1":
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((here, server.port), timeout=2)
        port = server.port
        assert server.open_to_network() == f"http://{here}:{port}/"
        assert fetch(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", here).startswith(b"HTTP/1.1 200")
        lead(given, StepPhase.VOTE, 1)
        assert phone.vote(1)["accepted"], "who was there before is there still"


def test_readings_are_films_up_to_the_stop_and_never_say_where(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", READ | {"trials": 8}) as (given, server):
        phone = joined(server, given)
        lead(given, StepPhase.VOTE, 1)
        state = phone.until(StepPhase.VOTE)
        for trial in range(1, 9):
            assert state["trial"] == trial
            assert state["film"]["outcome"] is None
            assert len(state["film"]["frames"]) > 5
            assert phone.vote("A", trial=trial)["accepted"]
            while state["trial"] == trial:  # a slow machine may tell the same twice
                state = phone.hear("state")
        assert state["trial"] is None
        assert given.voted() == 1
        assert given.result(1)["readers"][0]["trials"] == 8


def test_estimates_and_written_plans(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", ESTIMATE, WRITE) as (given, server):
        phone = joined(server, given)
        lead(given, StepPhase.VOTE, 1)
        assert phone.vote(35)["accepted"]
        lead(given, StepPhase.VALUES)
        assert phone.until(StepPhase.VALUES)["lean"].startswith("You were ")
        given.next()
        lead(given, StepPhase.VOTE, 1)
        assert phone.vote("technique=push target=A", part=2)["accepted"]
        assert phone.vote("Quickly, to A!", part=2)["accepted"]
        assert phone.vote("A third", part=2)["why"] == "doubled"
        assert len(given.result(2)["answers"]) == 2


def test_a_lesson_goes_on_after_the_program_was_killed(tmp_path: Path) -> None:
    file = tmp_path / "s.sqlite"
    with room(file, CHOOSE) as (given, server):
        phone = Phone(server)
        you = phone.join(given.code)
        lead(given, StepPhase.VOTE, 1)
        assert phone.vote(2)["accepted"]
        killed = tmp_path / "killed.sqlite"  # what kill -9 leaves: the file and its log as they are now
        for end in ("", "-wal"):
            (tmp_path / f"killed.sqlite{end}").write_bytes((tmp_path / f"s.sqlite{end}").read_bytes())
    with room(killed, CHOOSE) as (given, server):
        assert given.step.phase is StepPhase.VOTE
        phone = Phone(server)
        phone.say(secret=you["secret"])
        assert phone.hear("you")["nick"] == you["nick"]
        assert phone.hear("state")["mine"] == ["2", None]
        assert [o["votes"][0] for o in given.result(1)["options"]] == [0, 1]


def test_the_log_knows_no_address_no_browser_and_after_the_end_no_secret(tmp_path: Path) -> None:
    file = tmp_path / "s.sqlite"
    with room(file, CHOOSE) as (given, server):
        phone = Phone(server)
        you = phone.join(given.code)
        lead(given, StepPhase.VOTE, 1)
        phone.vote(1)
        lead(given, StepPhase.END)
        given.log.end()
    data = file.read_bytes()
    assert you["secret"].encode() not in data
    assert b"127.0.0.1" not in data
    assert b"websockets" not in data
    with sqlite3.connect(file) as db:
        assert db.execute("SELECT count(*) FROM voter WHERE secret IS NOT NULL").fetchone() == (0,)
    db.close()


def test_40_voters_count_once_each(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        phones = [joined(server, given) for _ in range(40)]
        assert len({json.dumps(given.nick(name)) for name in given._nicks}) == 40
        lead(given, StepPhase.VOTE, 1)
        for k, phone in enumerate(phones):
            phone.say(t="vote", part=1, round=1, answer=str(1 + k % 2), seconds=1.0)
        assert all(phone.hear("receipt")["accepted"] for phone in phones)
        assert [o["votes"][0] for o in given.result(1)["options"]] == [20, 20]


def test_before_the_look_a_phone_has_the_picture_that_the_passer_remembers(tmp_path: Path) -> None:
    part = {
        **CHOOSE,
        "discuss": False,
        "between": "look",
        "level_set": {"player.P.facing": 180.0, "player.D1.at": [-5.0, 3.0]},
        "n": 20,
    }
    with room(tmp_path / "s.sqlite", part) as (given, server):
        phone = joined(server, given)
        lead(given, StepPhase.VOTE, 1)
        scene = phone.until(StepPhase.VOTE)["scene"]
        spots = {player["id"]: player["at"] for player in scene["players"]}
        assert spots["D1"] == [-5.5, 0.0], "where D1 was seen last"
        assert set(scene["unseen"]) == {"A", "B", "D1"}
        assert phone.vote(1)["accepted"]
        lead(given, StepPhase.VOTE, 2)
        scene = phone.until(StepPhase.VOTE, 2)["scene"]
        spots = {player["id"]: player["at"] for player in scene["players"]}
        assert spots["D1"] == [-5.0, 3.0]
        assert "unseen" not in scene


def test_the_teacher_s_phone_is_let_in_once_and_known_again(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        assert TeacherPhone(server).enter(invitation="000000") == {"t": "no"}, "nobody was invited"
        digits = server.private.invite()
        mine = TeacherPhone(server)
        key = mine.enter(invitation=digits)["key"]
        assert TeacherPhone(server).enter(invitation=digits) == {"t": "no"}, "it opens once"
        assert TeacherPhone(server).enter(key="guessed") == {"t": "no"}
        assert TeacherPhone(server).enter(code=given.code) == {"t": "no"}, "pupils' letters open nothing here"
        assert TeacherPhone(server).enter(key=str(key))["t"] == "you"
        mine.say(do={"a": 1})
        mine.say(do="x" * 100)
        mine.say(do=">")
        server.show_teacher({"head": "Vote", "step": 1})
        while mine.hear("notes").get("head") != "Vote":
            pass
        said, until = [], time.monotonic() + 20
        while not said and time.monotonic() < until:
            said = server.private.orders()
            time.sleep(0.01)
        assert said == [">"], "of three orders one is an order"
    with room(tmp_path / "s.sqlite", CHOOSE) as (_given, server):
        assert TeacherPhone(server).enter(key=str(key))["t"] == "you", "also after a restart"


def test_whoever_is_taken_out_counts_no_more_and_can_be_let_back(tmp_path: Path) -> None:
    file = tmp_path / "s.sqlite"
    with room(file, CHOOSE) as (given, server):
        stays, goes = joined(server, given), Phone(server)
        you = goes.join(given.code)
        lead(given, StepPhase.VOTE, 1)
        for phone, answer in ((stays, 1), (goes, 2)):
            phone.until(StepPhase.VOTE)
            assert phone.vote(answer)["accepted"]
        given.change_of_card(you["card"], back=False)
        assert goes.hear("no")["why"] == "removed"
        assert goes.gone()
        assert (given.joined, given.voted(), given.missing()) == (1, 1, [])
        assert [o["votes"][0] for o in given.result(1)["options"]] == [1, 0]
        marked = [v["why_not"] for v in given.log.votes() if v["card"] == you["card"]]
        assert marked == ["removed"], "the log keeps it"
        new = Phone(server)
        assert new.join(given.code)["card"] == "3", "no number is given twice"
    with room(file, CHOOSE) as (given, server):  # also after a restart
        again = Phone(server)
        again.say(secret=you["secret"])
        assert again.hear("no")["why"] == "removed"
        assert again.gone()
        given.change_of_card(you["card"], back=True)
        again = Phone(server)
        again.say(secret=you["secret"])
        assert again.hear("you")["nick"] == you["nick"]
        assert again.hear("state")["mine"] == ["2", None]
        assert again.vote(1)["why"] == "doubled"
        assert [o["votes"][0] for o in given.result(1)["options"]] == [1, 1]


def test_guessing_the_digits_ends_the_invitation(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (_given, server):
        digits = server.private.invite()
        for number in range(MOST_WRONG):
            wrong = f"{(int(digits) + 1 + number) % 10**6:06d}"
            assert TeacherPhone(server).enter(invitation=wrong) == {"t": "no"}
        assert TeacherPhone(server).enter(invitation=digits) == {"t": "no"}


def test_a_flood_from_the_teacher_s_phone_is_cut_off_too(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (_given, server):
        mine = TeacherPhone(server)
        mine.enter(invitation=server.private.invite())
        with suppress(ConnectionClosed):
            for _ in range(500):
                mine.say(do=">")
        assert mine.gone()
        assert len(server.private.orders()) <= MOST_ORDERS


def test_the_lesson_s_end_closes_every_connection(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", CHOOSE) as (given, server):
        early = joined(server, given)
        server.open_to_network()
        late, teacher = joined(server, given), TeacherPhone(server)
        teacher.enter(invitation=server.private.invite())
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as silent:
            deadline = time.monotonic() + 10
            while len(server._alive) < 4 and time.monotonic() < deadline:
                time.sleep(0.01)
            assert len(server._alive) == 4
            server.stop()
            assert not server._alive
            with suppress(ConnectionResetError):
                assert silent.recv(1) == b""
        assert all(phone.gone() for phone in (early, late, teacher))
