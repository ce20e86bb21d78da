"""How early is an honest passer read? Two targets, motions stopped before contact, and the known bands."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.mind.scenes import asked, right_share, share_text, show, two_targets

MOMENTS = (-0.6, -0.4, -0.2, -0.1, 0.0)
BANDS = {-0.4: (0.52, 0.58), -0.2: (0.60, 0.70), -0.1: (0.70, 0.80), 0.0: (0.80, 0.90)}
"""Of a good amateur (Hunter 2018 and recalled ranges); a novice is 0.07 to 0.10 lower."""
STYLES = ("patient", "novice", "veteran", "gambler", "ball_watcher")


def main() -> None:
    n = asked(__doc__)
    rows = [["band", "-", *(f"{low:.2f} to {high:.2f}" for low, high in BANDS.values())]]
    found = {style: right_share(two_targets(style), n, MOMENTS) for style in STYLES}
    rows += [[style, *(share_text(*hit) for hit in found[style])] for style in STYLES]
    gaps = [a[0] / a[1] - b[0] / b[1] for a, b in zip(found["patient"], found["novice"], strict=True)]
    rows.append(["patient less novice", *(f"{gap:+.3f}" for gap in gaps)])
    show("The true one of two targets", ["style", *(f"{m:+.1f} s" for m in MOMENTS)], rows, n)

    rows = []
    for name, plan in (
        ("honest", {}),
        ("eyes on the other player", {"look": "other"}),
        ("eyes down the middle", {"look": [6.0, 0.0]}),
        ("heel, back turned from the start", {"technique": "backheel", "look": "away", "speed": 8.0}),
    ):
        hits = [(0, 0)] * len(MOMENTS)
        for target, other in (("A", "B"), ("B", "A")):
            given = {k: other if v == "other" else v for k, v in plan.items()}
            players = two_targets()
            if plan.get("technique") == "backheel":
                players[0]["facing"] = 180.0
            one = right_share(players, n // 2, MOMENTS, targets=target, **given)
            hits = [(a + c, b + d) for (a, b), (c, d) in zip(hits, one, strict=True)]
        rows.append([name, *(share_text(*hit) for hit in hits)])
    show("A patient defender, the passer's eyes", ["plan", *(f"{m:+.1f} s" for m in MOMENTS)], rows, n)


if __name__ == "__main__":
    main()
