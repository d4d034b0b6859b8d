"""The figures as tables that read well as plain text and as Markdown."""

from collections.abc import Sequence
from itertools import groupby

from benchmarks.figures import Scenario

HEAD = [
    "work",
    "answers/s",
    "% of bare",
    "p50 ms",
    "p95 ms",
    "× hello",
    "alone p50 ms",
    "alone × hello",
    "alone p95 × hello",
]


def table(scenario: Scenario) -> str:
    rows = []
    for name, figures in scenario.works.items():
        found = figures.as_json()
        rows.append(
            [
                name,
                f"{found['answers_per_second']:.0f}",
                f"{100 * found['share_of_bare']:.1f}",
                f"{found['p50']:.1f}",
                f"{found['p95']:.1f}",
                f"{found['p50_by_hello']:.1f}",
                f"{found['alone_p50']:.2f}",
                f"{found['alone_p50_by_hello']:.1f}",
                f"{found['alone_p95_by_hello']:.1f}",
            ]
        )
    hello = sum(figures.hello.per_second for figures in scenario.works.values()) / len(scenario.works)
    title = f"{scenario.database}, {scenario.tickets:,} tickets (filled in {scenario.filled_in:.0f} s; bare: {hello:.0f} answers/s)"
    return f"\n{title}\n\n{_lined_up([HEAD, *rows])}"


def growth(scenarios: Sequence[Scenario]) -> str:
    """How much longer the p50 of one client is on the largest database than on the smallest, each by the hello of its own rounds."""
    rows = [["growth of p50", "database", "tickets", "×"]]
    for database, members in groupby(scenarios, key=lambda scenario: scenario.database):
        smallest, *_between, largest = sorted([*members] * 2, key=lambda scenario: scenario.tickets)
        for name, figures in largest.works.items():
            if name in smallest.works and smallest is not largest:
                before, after = smallest.works[name].as_json(), figures.as_json()
                grown = after["alone_p50_by_hello"] / before["alone_p50_by_hello"]
                rows.append([name, database, f"{smallest.tickets:,} to {largest.tickets:,}", f"{grown:.2f}"])
    return f"\n{_lined_up(rows)}" if len(rows) > 1 else ""


def _lined_up(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "| "
        + " | ".join(
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"
