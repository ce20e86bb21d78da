"""A lesson that is being given: where it stands, its votes, and what each kind of screen may know.

Everything is kept in the session log as it happens: a lesson whose program ended goes on where it was.
"""

import secrets
import threading
from collections.abc import Sequence
from typing import Final

from game.classroom.lesson.values import Request, Values
from game.classroom.live.attendance import Attendance
from game.classroom.live.films import PhoneFilms
from game.classroom.live.pairs import pair_up
from game.classroom.report.pictures import shown
from game.classroom.report.sentences import hundred, scene_words
from game.classroom.session.log import REMOVED, Log
from game.classroom.session.results import Row, part_result
from game.classroom.session.room import Ballot, Receipt
from game.classroom.session.steps import REVEALS, Step, StepPhase, steps_of
from game.classroom.words import N_

TOO_HIGH, TOO_LOW = N_("You were {points} too high."), N_("You were {points} too low.")
HAD_IT: Final = N_("You had it.")
LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""Of a class code: no vowels, so that it is never a word."""
CODE_LENGTH: Final = 4
MOST_REFUSED: Final = 200
"""Refused votes of one person that are kept; more say nothing new."""
FIRST_VOTE: Final = (StepPhase.VOTE, StepPhase.CLOSED)
HAND: Final = "hand"
"""What voters are called who only raised a hand."""


class Class(Attendance):
    """A lesson being given. Every method may be called from any thread."""

    def __init__(self, log: Log, values: Values, language: str = "en") -> None:
        super().__init__(log, values, language)
        self.log_how = str(log.session["how"])
        """How the room answers: ``phones``, ``hands`` or ``seats``."""
        self.documents = self.room.documents
        self.steps = steps_of(list(self.documents.values()))
        self.code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        """Drawn again each time that the program begins a lesson or takes it up again."""
        self.records = True
        """Whether films for phones are recorded here; a window has its workers do it."""
        self._refused: dict[str, int] = {}
        self.films = PhoneFilms(self.documents, self.words)
        self._pairs: dict[str, list[str]] = {}
        self._paired = 0
        self._met: set[frozenset[str]] = set()
        """Pairs that have talked to each other."""
        state = log.state()
        self.at = min(int(state.get("at", 0)), len(self.steps) - 1)
        self._revealed = set(state.get("revealed", []))

    # Where the lesson stands

    @property
    def step(self) -> Step:
        """Where it stands."""
        return self.steps[self.at]

    @property
    def document(self) -> Row | None:
        """The part it stands at."""
        return self.documents.get(self.step.part)

    def next(self) -> None:
        """Go to the next step."""
        self._go(self.at + 1, "next")

    def back(self) -> None:
        """Go to the step before; a vote that was closed is open again unless its values have been shown."""
        self._go(self.at - 1, "back")

    def skip_to_values(self) -> None:
        """Go from a vote straight to its reveal, without talking."""
        with self._lock:
            part = self.step.part
            ahead = [
                k for k, s in enumerate(self.steps) if k > self.at and s.part == part and s.phase in REVEALS
            ]
        if ahead:
            self._go(ahead[0], "reveal")

    def _go(self, to: int, key: str) -> None:
        with self._lock:
            to = min(max(to, 0), len(self.steps) - 1)
            if to == self.at:
                return
            self.at = to
            if self.step.phase in REVEALS and self.step.phase is not StepPhase.VOTES:
                self._revealed.add(self.step.part)
            document = self.document
            if document is not None and document["kind"] == "write" and self.step.phase is StepPhase.VOTES:
                self.room.settle()
            if document is not None and document.get("from_write") and not document["options"]:
                self.room.settle()
            self._keep_state()
            self.note(f"{key}: {self.step.part} {self.step.phase}")
            if self.step.phase is StepPhase.END:
                self.room.settle()
        self._changed()
        if self.records and self.step.phase in (StepPhase.QUESTION, StepPhase.CLOSED):
            threading.Thread(target=self._record_ahead, args=(self.step.part,), daemon=True).start()

    def _keep_state(self) -> None:
        self.log.keep_state({"at": self.at, "revealed": sorted(self._revealed), **self.kept})

    def keep(self, **more: object) -> None:
        """Keep something else that a lesson taken up again needs: its port, what was agreed to."""
        with self._lock:
            self.kept.update(more)
            self._keep_state()

    def _record_ahead(self, part: int) -> None:
        """Record what will be shown soon: a phone that asks for it has it at once."""
        for which in self.films.ahead(part):
            self.films.film(part, which)

    @property
    def open(self) -> bool:
        """Whether votes are taken now."""
        return self.step.phase is StepPhase.VOTE and self.step.part not in self._revealed

    @property
    def before_the_look(self) -> bool:
        """Whether people still have the picture in mind that the passer had before looking round."""
        document = self.document
        first = (StepPhase.SCENE, StepPhase.QUESTION) + (() if self.step.round > 1 else FIRST_VOTE)
        return document is not None and "first_scene" in document and self.step.phase in first

    # Votes

    def cast(self, name: str, said: Row) -> Receipt:
        """Take a vote from a phone: of the part and round that are open, or it changes nothing."""
        with self._lock:
            step, late = self.step, not self.open
            turn = (said.get("part"), said.get("round"))
            if turn != (step.part, step.round) or not all(type(number) is int for number in turn):
                late = True
            ballot = Ballot(
                part=str(step.part),
                round=str(self._turn(name, step)),
                voter=name,
                answer=str(said.get("answer", ""))[:400],
                seconds=str(said["seconds"]) if isinstance(said.get("seconds"), int | float) else None,
                because=said["because"] if type(said.get("because")) is int else None,
                trial=said["trial"] if type(said.get("trial")) is int else None,
            )
            if name in self._out:
                return Receipt(False, REMOVED)
            if late:
                return self._refuse(name, Receipt(False, "late"))
            if self._refused.get(name, 0) >= MOST_REFUSED:
                return Receipt(False, "doubled")
            receipt = self.room.judge(ballot)
            if receipt.accepted:
                self._answers[(step.part, int(ballot.round), ballot.trial or 0, name)] = ballot.answer
            else:
                self._refuse(name, receipt)
        self.room.flush()
        if receipt.accepted:
            self._changed()
        return receipt

    def _turn(self, name: str, step: Step) -> int:
        """A written part's rounds are its tries."""
        document = self.documents.get(step.part)
        if document is None or document["kind"] != "write":
            return step.round
        tries = range(1, document["rounds"] + 1)
        return next((k for k in tries if (step.part, k, 0, name) not in self._answers), document["rounds"])

    def _refuse(self, name: str, receipt: Receipt) -> Receipt:
        self._refused[name] = self._refused.get(name, 0) + 1
        return receipt

    def voted(self) -> int:
        """Return how many have answered the open question, or the one that was closed last."""
        step = self.step
        document = self.document
        if document is None:
            return 0
        number = step.round or document["rounds"]
        if document["kind"] == "read":
            last = len(document["trials"])
            return len({n for (p, _, t, n) in list(self._answers) if p == step.part and t == last})
        return len(
            {
                n
                for (p, r, _, n) in list(self._answers)
                if p == step.part and (r == number or r == 1 == number)
            }
        )

    def waiting(self, trial: int) -> list[str]:
        """Return who has joined and hasn't answered the open question, in the order of their cards."""
        step = self.step
        with self._lock:
            names = sorted(self._nicks, key=lambda name: int(self._cards.get(name) or 0))
            return [
                name
                for name in names
                if (step.part, self._turn(name, step), trial, name) not in self._answers
            ]

    def group(self) -> str:
        """Return the voter that stands for a whole group which answers as one."""
        if not self._nicks:
            self.join()
        return str(next(iter(self._nicks)))

    def count_hands(self, counts: Sequence[tuple[str, int]], trial: int = 0) -> None:
        """Take in the hands counted for each answer; what was typed before for this round is replaced."""
        with self._lock:
            step = self.step
            if not self.open:
                return
            self.room.clear(step.part, step.round, trial)
            self._answers = {
                k: v for k, v in self._answers.items() if k[:3] != (step.part, step.round, trial)
            }
            self.room.gather()
            number = 0
            for answer, count in counts:
                for _hand in range(count):
                    number += 1
                    name = f"{HAND} {step.part}.{step.round}.{number}"
                    ballot = Ballot(str(step.part), str(step.round), name, answer, trial=trial or None)
                    if self.room.judge(ballot).accepted:
                        self._answers[(step.part, step.round, trial, name)] = answer
            self.room.flush()
        self._changed()

    def hands(self, answers: Sequence[str], trial: int = 0) -> list[int]:
        """Return how many hands were counted for each answer in this round so far."""
        step = self.step
        here = (step.part, step.round, trial)
        with self._lock:
            said = [answer for key, answer in self._answers.items() if key[:3] == here]
        return [said.count(answer) for answer in answers]

    def pair(self) -> int:
        """Pair people who answered differently; how many have somebody to talk to."""
        with self._lock:
            part = self.step.part
            said = {n: a for (p, r, _, n), a in self._answers.items() if p == part and r == 1}
            self._pairs = pair_up(said, self._met)
            self._paired = part
        self._changed()
        return len(self._pairs)

    def wanted(self) -> list[Request]:
        """Return what has to be played before the next step can be shown: plans that the room wrote."""
        step = self.steps[min(self.at + 1, len(self.steps) - 1)]
        document = self.documents.get(step.part)
        if step.phase is StepPhase.END:
            parts = [d["part"] for d in self.documents.values() if d["kind"] == "write"]
        elif document is not None and document["kind"] == "write" and step.phase is StepPhase.VOTES:
            parts = [step.part]
        elif document is not None and document.get("from_write") and not document["options"]:
            parts = [
                d["part"] for d in self.documents.values() if d["kind"] == "write" and d["part"] < step.part
            ][-1:]
        else:
            return []
        return [request for part in parts for request in self.room.written_requests(part)]

    def missing(self) -> list[str]:
        """Return what those are called who have joined and haven't answered the open question."""
        step, document = self.step, self.document
        if document is None or not step.round:
            return []
        trial = len(document["trials"]) if document["kind"] == "read" else 0
        with self._lock:
            return [
                self.nick(name)
                for name in self._nicks
                if (step.part, step.round, trial, name) not in self._answers
            ]

    # What screens may know

    def for_phone(self, name: str) -> Row:
        """Return all that one voter's phone needs: nobody else's answers before they were shown."""
        said = self._known_to(name)
        if said.get("trial") is not None:
            said["film"] = self.films.film(said["part"], f"read {said['trial']}")
        if "shows" in said:
            said["films"] = self.films.endings(said["part"], said.pop("shows"))
        return said

    def _known_to(self, name: str) -> Row:
        """Return what :meth:`for_phone` does but the films: those take time, and no vote waits for them."""
        with self._lock:
            step, document, words = self.step, self.document, self.words
            said: Row = {
                "t": "state",
                "phase": str(step.phase),
                "part": step.part,
                "round": step.round,
                "open": self.open,
                "nick": self.nick(name),
                "card": self.card(name),
            }
            if name in self._teams:
                said["team"] = words("Team {number}", number=self._teams[name])
            if document is None:
                return said
            said.update(kind=document["kind"], ask=words(document["ask"] or document["text"] or ""))
            scene = document.get("first_scene") if self.before_the_look else document.get("scene")
            if scene:
                said["scene"] = shown(scene)
                said["words"] = scene_words(scene, words)
            said["options"] = [words(option["say"]) for option in document.get("options", [])]
            said["targets"] = document.get("targets", [])
            said["because"] = [words(text) for text in document.get("because") or []]
            said["mine"] = [self.answer_of(name, step.part, r) for r in (1, 2)]
            if document["kind"] == "read":
                said.update(self._reading(name, document))
            if step.phase is StepPhase.DISCUSS and self._paired == step.part and name in self._pairs:
                said["with"] = [self.nick(other) for other in self._pairs[name]]
            if document["kind"] == "write":
                given = [self.answer_of(name, step.part, r) for r in range(1, document["rounds"] + 1)]
                said["tries_left"] = given.count(None)
            if step.phase in REVEALS and step.phase is not StepPhase.VOTES:
                said.update(self._own_values(name, document))
            if step.phase is StepPhase.WHY:
                said["reveal"] = words(document["reveal"] or "")
            return said

    def _reading(self, name: str, document: Row) -> Row:
        """Return a reader's next trial: the motion up to its stop, and not where it goes."""
        part = document["part"]
        done = {t for (p, _, t, n) in self._answers if p == part and n == name}
        trial = next((t for t in document["trials"] if t["trial"] not in done), None)
        said: Row = {"done": len(done), "trials": len(document["trials"]), "trial": None}
        if trial is not None and self.open:
            said["trial"] = trial["trial"]
        return said

    def _own_values(self, name: str, document: Row) -> Row:
        """Return what the own answer is worth, once the room has been shown the values."""
        words, rounds = self.words, document["rounds"]
        answers = [self.answer_of(name, document["part"], r) for r in range(1, rounds + 1)]
        last = next((a for a in reversed(answers) if a is not None), None)
        if document["kind"] == "choose" and last is not None:
            option = document["options"][int(last) - 1]
            said: Row = {"value": hundred(option, words), "good": option.get("good")}
            said["share"] = option["value"]
            if self.step.phase is StepPhase.ENDINGS:
                said["shows"] = int(last) - 1
            return said
        if document["kind"] == "estimate" and document["value"] is not None:
            said = {"value": hundred(document, words)}
            if last is not None:
                lean = float(last) - 100.0 * document["value"]
                text = TOO_HIGH if lean >= 0.5 else TOO_LOW if lean <= -0.5 else HAD_IT
                said["lean"] = words(text, points=words.number(abs(lean)))
            return said
        return {}

    # The teacher

    def result(self, part: int) -> Row:
        """Return what a part's votes come to now: for the teacher, and for the room once it is shown."""
        votes = self.log.votes(part)
        return part_result(self.documents[part], votes, list(self.documents.values()))

    def finish(self) -> None:
        """The lesson is over: secrets are forgotten, the log is one file."""
        self.room.settle()
        self.keep(teacher=None)
        self.log.end()
        self.log.close()
