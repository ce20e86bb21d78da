"""The teacher's own phone beside the window: it is let in, shown the notes, and its taps are done."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final

import pygame

from game.app.i18n import _
from game.app.lesson.command_row import CommandRow
from game.app.lesson.invitation import draw_invitation
from game.app.lesson.notes import told
from game.app.scenes.lesson.asking import AskingLesson
from game.app.shell.context import Context
from game.classroom.lesson.load import Lesson
from game.classroom.live.lesson import Class
from game.classroom.live.server import VoteServer

TELLS_EVERY: Final = 0.5
"""Seconds from one state of the teacher's phone to the next."""


class PhonedLesson(AskingLesson):
    """A lesson that the teacher may also lead from a phone."""

    def __init__(self, context: Context, lesson: Lesson, given: Class, server: VoteServer | None) -> None:
        super().__init__(context, lesson, given, server)
        self.row = CommandRow()
        self.invited = ""
        """The digits that let the teacher's phone in, while they stand on the screen."""
        self._since_told = 0.0

    @abstractmethod
    def forward(self) -> None:
        """Take what is marked, or go on."""

    @abstractmethod
    def backward(self) -> None:
        """Go one step back."""

    @abstractmethod
    def refreshed(self) -> None:
        """Commands may be called something else now."""

    def invite(self) -> None:
        """Let the teacher's phone in: its page has what the room doesn't see."""
        if self.server is not None:
            self.invited = self.server.private.invite()

    def uninvite(self) -> None:
        """Take the invitation back."""
        self.invited = ""
        if self.server is not None:
            self.server.private.uninvite()

    def serve_teacher(self, seconds: float) -> None:
        """Do what was tapped on the teacher's phone, and show there how things stand."""
        if self.server is None:
            return
        private = self.server.private
        for order in private.orders():
            self._ordered(order)
        if self.invited and private.invitation is None:
            self.uninvite()
            self.projector.note = _("Your phone is in.") if private.connected else ""
        self._since_told += seconds
        if private.connected and self._since_told >= TELLS_EVERY:
            self._since_told = 0.0
            labels = [command.label for command in self.row.commands if command.act != self.backward]
            self.server.show_teacher(told(self.state, self.lesson, self.waited, labels, self.row.choices))

    def _ordered(self, order: str) -> None:
        """Take one command of the teacher's phone, if it is still there to be taken."""
        if self.context.scene is not self:
            return
        if order == ">":
            self.forward()
        elif order == "<":
            self.backward()
        elif order[0] in "-+" and order[1:].isdecimal():
            self.given.change_of_card(order[1:], back=order[0] == "+")
        else:
            command = next((found for found in self.row.commands if found.label == order), None)
            if command is not None:
                command.act()
        if self._at != self.given.at and self.context.scene is self:
            self.arrive()
        self.refreshed()

    def invites(self, screen: pygame.Surface) -> bool:
        """Draw the invitation where one stands; whether it does."""
        if not self.invited or self.server is None:
            return False
        address, network = self.server.address, self.server.on_network
        draw_invitation(screen, self.type, address, self.invited, network)
        return True
