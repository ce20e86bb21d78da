"""The map of two things that change together: a field a pair, the lighter the more passes arrive."""

from dataclasses import dataclass

import pygame

from game.app.render.theme import INK, MUTED, PANEL_RAISED, PAPER, Colour, Role, Type, mix

NEVER, ALWAYS = (60, 44, 70), (255, 214, 90)
"""A field where no pass arrives, and where each does."""


@dataclass(frozen=True)
class ShareMap:
    """What a map shows."""

    titles: tuple[str, str]
    """What changes along a row, and what from row to row."""
    across: list[str]
    """The value of each column."""
    up: list[str]
    """The value of each row, the lowest first."""
    shares: list[list[float | None]]
    """The share that arrives in each row's fields, None where none has been played."""
    units: bool
    """Whether the columns' values are numbers with units, which may go where there is little room."""

    def draw(
        self, screen: pygame.Surface, type_: Type, area: pygame.Rect, chosen: tuple[int, int], edge: Colour
    ) -> tuple[pygame.Rect, list[tuple[pygame.Rect, tuple[int, int]]]]:
        """Draw the map; returns where its fields lie, together and each with its column and row.

        ``edge`` is the colour around the ``chosen`` field.
        """
        line = type_.height(Role.SMALL)
        label = max(type_.width(name, Role.SMALL) for name in self.up) + type_.px(10)
        screen.blit(type_.line(self.titles[1], Role.SMALL_STRONG, PAPER), area)
        grid = pygame.Rect(area.x + label, area.y + line, area.width - label, area.height - 3 * line)
        w, h = grid.width / len(self.across), grid.height / len(self.up)
        cells = []
        for j, name in enumerate(self.up):
            top = grid.bottom - (j + 1) * h
            text = type_.line(name, Role.SMALL, MUTED)
            screen.blit(text, (grid.x - text.get_width() - type_.px(6), top + (h - text.get_height()) / 2))
            for i, share in enumerate(self.shares[j]):
                rect = pygame.Rect(round(grid.x + i * w), round(top), round(w) - 2, round(h) - 2)
                cells.append((rect, (i, j)))
                self._draw_field(screen, type_, rect, share)
                if (i, j) == chosen:
                    pygame.draw.rect(screen, edge, rect.inflate(2, 2), type_.px(3), border_radius=type_.px(5))
        for i, value in enumerate(self.across):
            said = value
            if self.units and type_.width(said, Role.SMALL) > w:
                said = said.split()[0]
            text = type_.line(type_.fit(said, Role.SMALL, round(w)), Role.SMALL, MUTED)
            screen.blit(text, (grid.x + (i + 0.5) * w - text.get_width() / 2, grid.bottom + type_.px(2)))
        title = type_.line(self.titles[0], Role.SMALL_STRONG, PAPER)
        screen.blit(title, (grid.right - title.get_width(), grid.bottom + line))
        return grid, cells

    @staticmethod
    def _draw_field(screen: pygame.Surface, type_: Type, rect: pygame.Rect, share: float | None) -> None:
        colour = PANEL_RAISED if share is None else mix(NEVER, ALWAYS, share)
        pygame.draw.rect(screen, colour, rect, border_radius=type_.px(4))
        if share is not None:
            figure = type_.line(f"{100 * share:.0f}", Role.SMALL_STRONG, INK if share > 0.45 else PAPER)
            screen.blit(figure, figure.get_rect(center=rect.center))
