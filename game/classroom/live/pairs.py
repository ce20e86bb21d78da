"""Pairs for a talk: people who answered differently, and nobody with the same person twice."""

import secrets
from collections.abc import Mapping


def pair_up(said: Mapping[str, str], met: set[frozenset[str]]) -> dict[str, list[str]]:
    """Return with whom each one talks who can; ``met`` is added to. Whoever is left over makes a pair a trio.

    >>> sorted(pair_up({"Otter": "1", "Heron": "2"}, set()).items())
    [('Heron', ['Otter']), ('Otter', ['Heron'])]
    >>> pair_up({"Otter": "1", "Heron": "1"}, set())
    {}
    """
    left = sorted(said, key=lambda name: secrets.randbelow(10**9))
    pairs: dict[str, list[str]] = {}
    while left:
        one = left.pop()
        others = [o for o in left if said[o] != said[one] and frozenset((one, o)) not in met]
        if others:
            # Those who gave another answer than most are few: they are not spent on each other.
            other = max(others, key=lambda name: sum(said[name] == answer for answer in said.values()))
            left.remove(other)
            met.add(frozenset((one, other)))
            pairs[one], pairs[other] = [other], [one]
    for name in said:
        if name not in pairs:
            pair = next((o for o in pairs if said[o] != said[name] and len(pairs[o]) == 1), None)
            if pair is not None:
                trio = [pair, *pairs[pair]]
                for member in trio:
                    pairs[member] = [*pairs[member], name]
                pairs[name] = trio
    return pairs
