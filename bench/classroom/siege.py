"""What the vote server does with everything that should not come in: each kind of it from a second process.

    python bench/classroom/siege.py

The lesson and its server run in a process of their own; this one attacks. A line for each attack says what
came of it, and an honest phone votes after each kind. The server's memory is read before and after. Exit 1
where anything but the page, its assets and the vote channel could be reached, where a vote was counted that
should not have been, or where the honest phone was kept waiting.
"""

import resource
import sys
import time
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from websockets.exceptions import ConnectionClosed

from bench.classroom.besieged.attacks import honest
from bench.classroom.besieged.kinds import kinds
from bench.classroom.besieged.server import Besieged, serve

MOST_GROWN: Final = 40.0
"""Megabytes that the server may have grown by at the end."""


def main() -> int:
    if sys.argv[1:] == ["--serve"]:
        serve()
        return 0
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(least, 4096), most), most))
    b = Besieged()
    bad = int(not honest(b))
    before = b.megabytes
    for kind, attacks in kinds():
        print(f"\n{kind}")
        counted = b.ask()["votes"]
        for name, attack in attacks:
            begun = time.monotonic()
            try:
                fine = attack(b)
            except (OSError, ConnectionClosed) as error:
                fine, name = False, f"{name} ({type(error).__name__})"
            bad += not fine
            print(f"  {'held' if fine else 'FAILED'}  {time.monotonic() - begun:5.1f} s  {name}", flush=True)
        votes = b.ask()["votes"] - counted
        more = sum(
            name.startswith(("1,000", "300")) for name, _attack in attacks
        )  # these let an honest phone vote
        fine = honest(b) and votes == more
        bad += not fine
        print(f"  {'held' if fine else 'FAILED'}  then an honest phone votes; {b.megabytes:.0f} MB")
    grown = b.megabytes - before
    bad += grown > MOST_GROWN
    print(f"\nmemory: {before:.0f} MB before, {grown:+.0f} MB after; {bad} failed")
    b.end()
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
