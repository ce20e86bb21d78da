"""The command line: one module for each subcommand, and the program that names them."""

from game.cli.program import main

__all__ = ["main"]
