"""The ``report`` and ``forget`` subcommands."""

import argparse
from pathlib import Path

from game.analysis.replay.format import MAGIC
from game.analysis.replay.model import ReplayError
from game.classroom.live.keepsake import read_word
from game.classroom.report.match_figures import figures_of
from game.classroom.report.match_page import write_match_report
from game.classroom.report.page import write_report
from game.classroom.session.log import Log
from game.classroom.words import LANGUAGES
from game.cli.watch import WRONG, complain, faults_of, opened, progress_of
from game.scenario.errors import LevelError
from game.scenario.words import got, path_words
from game.storage import console
from game.storage.files import listing


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    add = parser.add_argument
    add("session", metavar="SESSION", help="a lesson's session file (SQLite), or a match's replay")
    add(
        "--out",
        metavar="FOLDER",
        required=True,
        help="the folder to write report.html and CSV files in: votes, people and, where somebody keeps"
        " a word, weeks; or passes and players",
    )
    add("--no-names", action="store_true", help="leave names, and card numbers, out of all three")
    add("--language", choices=LANGUAGES, help="of the page; left out: the room's, and a match's is English")


def run(args: argparse.Namespace) -> int:
    """Write the report; raises :class:`LevelError` for anything wrong with the file or the folder."""
    folder = Path(args.out)
    if folder.exists() and not folder.is_dir():
        raise LevelError([f"{path_words(folder)}: expected a folder (got a file)"])
    if _is_replay(Path(args.session)):
        return _match(args, folder)
    log = Log.open(Path(args.session), writes=False)
    try:
        for file in write_report(log, folder, not args.no_names, args.language):
            console.say(path_words(file))
    finally:
        log.close()
    return 0


def _is_replay(path: Path) -> bool:
    """Return whether a file begins as a replay does; what can't be read is told by whoever reads it whole."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False


def _match(args: argparse.Namespace, folder: Path) -> int:
    """Write a match's report; what can be read of a damaged replay is told, with exit code 2."""
    replay = opened(args.session)
    if not replay.length:
        return complain(list(replay.faults)) or WRONG
    try:
        played = figures_of(replay, progress_of(replay.length) if console.watched() else None)
    except (ReplayError, ValueError) as error:
        said = str(error)
        where = "" if isinstance(error, ReplayError) else f"{path_words(Path(args.session))}: "
        raise LevelError([f"{where}{said}"]) from None
    for file in write_match_report(played, folder, not args.no_names, args.language or LANGUAGES[0]):
        console.say(path_words(file))
    return complain(faults_of(replay) + ([played.difference] if played.difference else []))


def add_forget_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the parser of ``forget``."""
    parser.add_argument(
        "session",
        metavar="SESSION",
        help="a lesson's session file (SQLite); with --word also a folder of them",
    )
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--voter", metavar="NAME", help="delete this person and all they answered")
    group.add_argument("--word", metavar="WORD", help="delete whoever keeps this word of four letters")
    group.add_argument("--all", action="store_true", help="delete the whole session")


def run_forget(args: argparse.Namespace) -> int:
    """Delete a person or the whole session, so that its bytes are gone from the file."""
    path = Path(args.session)
    if args.word is not None:
        return _forget_word(path, args.word)
    log = Log.open(path)
    if args.all:
        log.close()
        log.erase()
        console.say(f"{path_words(path)}: deleted")
        return 0
    known = [str(row["nick"] or row["name"]) for row in log.rows("SELECT nick, name FROM voter")]
    found = log.forget_voter(args.voter)
    log.close()
    if not found:
        some = ", ".join(known[:10]) or "nobody"
        raise LevelError([f"--voter: expected one of the session's voters ({some}) (got {got(args.voter)})"])
    console.say(f"{path_words(path)}: {got(args.voter)} deleted; make its reports again")
    return 0


def _forget_word(path: Path, typed: str) -> int:
    """Delete a word's person from one session, or from all in a folder."""
    word = read_word(typed)
    if word is None:
        expected = "a word of four letters, as the phone shows it"
        raise LevelError([f"--word: expected {expected} (got {got(typed)})"])
    files = listing(path, ".sqlite").files if path.is_dir() else (path,)
    found = []
    for file in files:
        try:
            log = Log.open(file)
        except LevelError:
            if not path.is_dir():
                raise
            continue  # another kind of file lies in the folder too
        if log.forget_word(word):
            found.append(file)
        log.close()
    if not found:
        expected = f"a word that somebody keeps in {path_words(path)}"
        raise LevelError([f"--word: expected {expected} (got {got(typed)})"])
    for file in found:
        console.say(f"{path_words(file)}: {word} deleted; make its reports again")
    return 0
