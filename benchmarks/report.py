"""The figures as tables that read well as plain text and as Markdown."""

from collections.abc import Sequence
from itertools import groupby

from benchmarks.figures import Scenario

COLUMNS = {
    "answers/s": ("answers_per_second", "{:.0f}"),
    "% of bare": ("share_of_bare", "{:.1%}"),
    "p50 ms": ("p50", "{:.1f}"),
    "p95 ms": ("p95", "{:.1f}"),
    "p50 × hello": ("p50_by_hello", "{:.1f}"),
    "alone p50 ms": ("alone_p50", "{:.2f}"),
    "alone × hello": ("alone_p50_by_hello", "{:.1f}"),
    "CPU ms": ("cpu", "{:.2f}"),
    "CPU × hello": ("cpu_by_hello", "{:.1f}"),
}


def table(scenario: Scenario) -> str:
    rows = [["work", *COLUMNS]]
    for name, figures in scenario.works.items():
        found = figures.as_json()
        rows.append([name, *(shape.format(found[key]) for key, shape in COLUMNS.values())])
    hello = sum(figures.hello.per_second for figures in scenario.works.values()) / len(scenario.works)
    title = f"{scenario.database}, {scenario.tickets:,} tickets (filled in {scenario.filled_in:.0f} s; bare: {hello:.0f} answers/s)"
    return f"\n{title}\n\n{_lined_up(rows)}"


def growth(scenarios: Sequence[Scenario]) -> str:
    """How much more a work costs on the largest database than on the smallest: the p50 of one client, and the computing."""
    rows = [["growth", "database", "tickets", "p50 ×", "CPU ×"]]
    for database, members in groupby(scenarios, key=lambda scenario: scenario.database):
        smallest, *_between, largest = sorted([*members] * 2, key=lambda scenario: scenario.tickets)
        if smallest is largest:
            continue
        for name, figures in largest.works.items():
            before, after = smallest.works[name].as_json(), figures.as_json()
            grown = [f"{after[key] / before[key]:.2f}" for key in ("alone_p50_by_hello", "cpu")]
            rows.append([name, database, f"{smallest.tickets:,} to {largest.tickets:,}", *grown])
    return f"\n{_lined_up(rows)}" if len(rows) > 1 else ""


def _lined_up(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first, *others = (f"| {' | '.join(map(str.ljust, row, widths))} |" for row in rows)
    rule = f"|{'|'.join('-' * (width + 2) for width in widths)}|"
    return "\n".join([first, rule, *others]) + "\n"
