"""The ``people`` subcommand: who plays on this machine, and a person's progress as a file."""

import argparse
from datetime import date
from pathlib import Path

from game.rules.level.best_results import load_results
from game.rules.level.person_file import (
    PersonFileError,
    read_person_file,
    save_person,
    take_in,
)
from game.scenario.words import one_line, path_words
from game.storage.console import say, say_json, warn
from game.storage.files import decode, read_given
from game.storage.league import delete_from_league
from game.storage.passing_by_day import load_passing, summed
from game.storage.people import HouseholdMember, delete_person, load_household


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    add = parser.add_argument
    add("--save", metavar="NAME", help="write this person's results, medals, passing and ghosts to a file")
    add("--out", metavar="FILE", help="the file for --save; the game's own folder where it is left out")
    add("--force", action="store_true", help="write over a file that is there")
    add("--load", metavar="FILE", help="take in such a file; what is better here stays")
    add("--delete", metavar="NAME", help="delete this person and all that is theirs; needs --yes")
    add("--yes", action="store_true", help="delete without asking further")
    add("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """List the people, or save or load one of them."""
    given = [name for name in ("save", "load", "delete") if getattr(args, name) is not None]
    if len(given) > 1:
        raise argparse.ArgumentTypeError(
            f"--{given[1]}: expected one of --save, --load and --delete (got {len(given)})"
        )
    if args.yes and args.delete is None:
        raise argparse.ArgumentTypeError("--yes: expected --delete NAME with it")
    if args.out is not None and args.save is None:
        raise argparse.ArgumentTypeError("--out: expected --save NAME with it")
    if args.save is not None:
        return _save(args)
    if args.load is not None:
        return _load(args)
    if args.delete is not None:
        return _delete(args)
    household = load_household()
    if household.notice:
        warn(f"the kept names couldn't be understood: kept as {household.notice}")
    rows = [_row(person, household.current) for person in household.people]
    if args.json:
        say_json({"people": rows})
        return 0
    if not rows:
        say("nobody has given a name yet")
    width = max((len(person.name) for person in household.people), default=0)
    for row in rows:
        plays = "  plays now" if row["plays"] else ""
        say(
            f"{row['name']:<{width}}  strength {row['strength']}  {row['won']} levels won  "
            f"{row['completed']} of {row['passes']} passes{plays}"
        )
    return 0


def _row(person: HouseholdMember, current: str) -> dict[str, object]:
    best = load_results(person.home).best
    passes, completed = summed(load_passing(person.home)).get("all", (0, 0))
    return {
        "name": person.name,
        "colour": person.colour,
        "strength": person.strength,
        "plays": person.name == current,
        "won": sum(one.won for one in best.values()),
        "passes": passes,
        "completed": completed,
    }


def _named(name: str, option: str) -> HouseholdMember:
    """Return the person of this name; raises ArgumentTypeError where nobody has it."""
    people = load_household().people
    person = next((p for p in people if p.name == name), None)
    if person is None:
        known = ", ".join(p.name for p in people) or "nobody has given a name"
        raise argparse.ArgumentTypeError(
            f"--{option}: expected somebody who plays here: {one_line(known)} (got: {one_line(name)})"
        )
    return person


def _delete(args: argparse.Namespace) -> int:
    person = _named(args.delete, "delete")
    levels, days = len(load_results(person.home).best), len(load_passing(person.home))
    if not args.yes:
        raise argparse.ArgumentTypeError(
            f"--delete: expected --yes with it: {levels} results and {days} days of passing of "
            f"{one_line(person.name)} would be gone for good (--save keeps them in a file)"
        )
    if not delete_person(person.name):
        raise argparse.ArgumentTypeError(f"--delete: {one_line(person.name)} isn't there any more")
    delete_from_league(person.name)
    if args.json:
        say_json({"deleted": person.name, "levels": levels, "days": days})
    else:
        say(f"{person.name} is deleted: {levels} results, {days} days of passing")
    return 0


def _save(args: argparse.Namespace) -> int:
    person = _named(args.save, "save")
    out = Path(args.out) if args.out is not None else None
    try:
        if out is not None and "\0" in str(out):
            raise ValueError
        there = out is not None and out.exists()
    except (OSError, ValueError):
        raise argparse.ArgumentTypeError("--out: expected a file (got no name of one)") from None
    if out is not None and there and not args.force:
        raise argparse.ArgumentTypeError(
            f"--out: expected a file that isn't there yet, or --force ({path_words(out)} is there)"
        )
    file = save_person(person, date.today().isoformat(), out)
    if args.json:
        say_json({"file": str(file), "name": person.name})
    else:
        say(path_words(file))
    return 0


def _load(args: argparse.Namespace) -> int:
    path = Path(args.load)
    try:
        found = read_person_file(path, lambda file, most: decode(read_given(file, most)))
    except PersonFileError as error:
        raise argparse.ArgumentTypeError(f"--load: {path_words(path)}: {error}") from None
    except OSError as error:
        reason = one_line(error.strerror or str(error))
        raise argparse.ArgumentTypeError(
            f"--load: {path_words(path)}: expected a file that can be read (got: {reason})"
        ) from None
    person = take_in(found)
    if args.json:
        say_json({"name": person.name, "levels": len(found.best), "days": len(found.days)})
    else:
        say(f"{person.name}: {len(found.best)} levels, {len(found.days)} days of passing, taken in")
    return 0
