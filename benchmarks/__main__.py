"""`python -m benchmarks` measures; `python -m benchmarks fill` makes the tickets to measure with."""

import argparse
import os
import sys

import django
from django.utils.module_loading import import_string


def main() -> int:
    options = parser().parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicedesk.settings")
    if options.needs_settings:
        django.setup()
    status: int = import_string(options.run)(options)
    return status


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="What the product promises in speed, measured."
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    parser.set_defaults(run="benchmarks.measure.run", needs_settings=False)
    parser.add_argument("--databases", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    parser.add_argument("--tickets", nargs="+", type=int, default=[10_000, 100_000], metavar="N")
    parser.add_argument(
        "--rounds", type=int, default=5, help="how often each page is measured, in turn with the others"
    )
    parser.add_argument("--seconds", type=float, default=0.6, help="how long each time")
    parser.add_argument("--json", metavar="FILE", help="write the figures there, too")

    fill = commands.add_parser(
        "fill",
        help="fill the empty database that the environment names",
        description="Fills the database that DATABASE_URL or SERVICEDESK_DATA names; `servicedesk prepare` has made its tables.",
        epilog="Example: DATABASE_URL=sqlite:////tmp/big.sqlite3 python -m benchmarks fill 100000",
    )
    fill.set_defaults(run="benchmarks.fill.run", needs_settings=True)
    fill.add_argument("tickets", type=int, help="how many tickets, with three messages each")
    sessions = commands.add_parser("sessions", help="print sessions of a filled database's people, for the measuring")
    sessions.set_defaults(run="benchmarks.sessions.run", needs_settings=True)
    return parser


if __name__ == "__main__":
    sys.exit(main())
