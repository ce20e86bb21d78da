"""The heel under a marker: against turning to push, by power, in full view, in mirrors and elsewhere."""

from mind_scenes import (
    Players,
    arrived,
    asked,
    in_full_view,
    lost,
    marked_from_behind,
    mean_text,
    mirrored,
    moved,
    results,
    share_of,
    show,
    turned,
)

STYLES = ("patient", "novice", "gambler", "veteran")
HEEL = {"technique": "backheel", "target": "B", "look": "away"}
PUSH = {"technique": "push", "target": "B"}
POWERS = (5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0)


def pair(players: Players, n: int) -> list[str]:
    """Heel against push in the same moment: arrivals, what the defender won, seconds to contact."""
    heel, push = results(players, [HEEL, PUSH], n)
    gain = arrived(heel.tally).astype(float) - arrived(push.tally)
    return [
        share_of(arrived(heel.tally)),
        share_of(arrived(push.tally)),
        mean_text(gain),
        share_of(lost(heel.tally)),
        share_of(lost(push.tally)),
        mean_text(heel.tally.figures["seconds_to_contact"], 2),
        mean_text(push.tally.figures["seconds_to_contact"], 2),
    ]


def main() -> None:
    n = asked(__doc__)
    head = ["", "heel", "push", "heel less push", "heel lost", "push lost", "heel at, s", "push at, s"]
    rows = [[f"marker tight behind, {style}", *pair(marked_from_behind(style), n)] for style in STYLES]
    rows += [[f"in full view, no marker, {style}", *pair(in_full_view(style), n)] for style in STYLES[:1]]
    show("Heel or turn and push, the same team-mate", head, rows, n)

    rows = []
    for name, change in (
        ("as it stands", lambda p: p),
        ("mirrored", mirrored),
        ("turned by 90°", lambda p: turned(p, 90.0)),
        ("turned by 217°", lambda p: turned(p, 217.0)),
        ("moved by (9, -7)", lambda p: moved(p, (9.0, -7.0))),
    ):
        rows.append([f"marker, {name}", *pair(change(marked_from_behind()), n)])
        rows.append([f"full view, {name}", *pair(change(in_full_view()), n)])
    show("The same two facts elsewhere", head, rows, n)

    rows = []
    plans = [{**HEEL, "speed": speed} for speed in POWERS]
    for plan, result in zip(plans, results(marked_from_behind(), plans, n), strict=True):
        rows.append(
            [
                f"{plan['speed']:.0f} m/s",
                share_of(arrived(result.tally)),
                share_of(lost(result.tally)),
                f"{float(result.tally.figures['direction_error_deg'].std()):.1f}°",
            ]
        )
    show("The heel's power, marker tight behind", ["", "heel", "lost", "spread"], rows, n)


if __name__ == "__main__":
    main()
