"""`python -m benchmarks` measures; `python -m benchmarks fill` makes the tickets to measure with."""

import argparse
import os
import sys

import django
from django.utils.module_loading import import_string


def main() -> int:
    options = parser().parse_args()
    if options.quick:
        options.tickets, options.rounds, options.seconds = [300], 1, 0.2
    if options.needs_settings:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicedesk.settings")
        django.setup()
    status: int = import_string(options.run)(options)
    return status


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="What the product promises in speed, measured beside a bare Django on this machine.",
        epilog="Example: python -m benchmarks --database sqlite --tickets 10000 --json figures.json",
    )
    parser.set_defaults(run="benchmarks.measure.run", needs_settings=False)
    databases = ("sqlite", "postgresql")
    parser.add_argument("--database", nargs="+", choices=databases, default=databases, help="default: both")
    parser.add_argument("--tickets", nargs="+", type=int, default=[10_000, 100_000], help="default: 10000 100000")
    parser.add_argument("--rounds", type=int, default=3, help="of each work and of the hello beside it (default: 3)")
    parser.add_argument("--seconds", type=float, default=1.0, help="that a round takes (default: 1)")
    parser.add_argument("--quick", action="store_true", help="300 tickets and one short round: whether it works at all")
    parser.add_argument("--json", metavar="FILE", help="write the figures there, too")
    commands = parser.add_subparsers(metavar="COMMAND")

    fill = commands.add_parser(
        "fill",
        help="fill the empty database that the environment names",
        description="Fills the database that DATABASE_URL or SERVICEDESK_DATA names, after `servicedesk prepare`.",
        epilog="Example: DATABASE_URL=sqlite:////tmp/big.sqlite3 python -m benchmarks fill 100000",
    )
    fill.set_defaults(run="benchmarks.fill.run", needs_settings=True)
    fill.add_argument("tickets", type=int, help="how many, with three messages each")

    works = commands.add_parser("works", help="print what is asked of a filled database")
    works.set_defaults(run="benchmarks.works.run", needs_settings=True)
    return parser


if __name__ == "__main__":
    sys.exit(main())
