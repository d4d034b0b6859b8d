"""The one command, `servicedesk`: reads the arguments, then the settings, then calls the command by its dotted path.

The commands are imported last, because what they import needs the settings, and the settings may need the arguments.
"""

import argparse
import os
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError
from django.utils.module_loading import import_string

from servicedesk.ops.problems import Problem


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicedesk.settings")
    try:
        return run(options)
    except (Problem, ImproperlyConfigured) as problem:
        return complain(str(problem))
    except OperationalError as error:
        reason = next(iter(str(error).strip().splitlines()), "no answer")
        return complain(f"The database does not work: {reason}. Check DATABASE_URL.")
    except KeyboardInterrupt:
        return 130


def run(options: argparse.Namespace) -> int:
    if options.command == "manage":
        execute_from_command_line(["servicedesk manage", *options.arguments])
        return 0
    if "port" in options:
        # The address that people use follows from it, unless BASE_URL is set.
        os.environ["PORT"] = str(options.port)
    if options.needs_settings:
        django.setup()
    status: int = import_string(options.run)(options)
    return status


def complain(problem: str) -> int:
    print(f"servicedesk: {problem}", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="servicedesk", description="A self-hosted service desk.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    up = add(
        commands,
        "up",
        "servicedesk.ops.up.run",
        "run the whole product in this terminal",
        "--port 8080",
        needs_settings=False,
    )
    add_address(up)
    up.add_argument("--data", metavar="DIR", help="folder for database, files and keys (default: data)")
    up.add_argument("--demo", action="store_true", help="with invented people and requests, in a folder of its own")

    web = add(commands, "web", "servicedesk.ops.web.run", "serve the pages", "--host 0.0.0.0 --workers 4")
    add_address(web)
    web.add_argument(
        "--workers",
        type=positive,
        default=max(2, os.cpu_count() or 1),
        help="processes (default: one for each core, at least 2)",
    )
    web.add_argument("--threads", type=positive, default=1, help="threads in each process (default: 1)")

    worker = add(commands, "worker", "servicedesk.ops.work.run", "do the background work", "--queue default=4")
    worker.add_argument(
        "--queue",
        metavar="NAME=THREADS",
        action="append",
        default=[],
        help="serve this queue alone; may be repeated (default: all)",
    )

    add(
        commands,
        "prepare",
        "servicedesk.ops.prepare.run",
        "bring database and static files up to date, as `up` does by itself",
        "",
    )

    createadmin = add(
        commands, "createadmin", "servicedesk.ops.createadmin.run", "make an administrator", "you@example.com"
    )
    createadmin.add_argument("email", metavar="EMAIL", help="the password is asked for, or read from standard input")

    add(commands, "doctor", "servicedesk.ops.doctor.run", "check what the product stands on", "")

    manage = add(commands, "manage", "", "run one of Django's own management commands", "showmigrations")
    manage.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help="the command and its arguments")
    return parser


def add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: str,
    help: str,
    example: str,
    *,
    needs_settings: bool = True,
) -> argparse.ArgumentParser:
    description = f"{help[0].upper()}{help[1:]}."
    command = commands.add_parser(
        name, help=help, description=description, epilog=f"Example: servicedesk {name} {example}".rstrip()
    )
    command.set_defaults(run=run, needs_settings=needs_settings)
    return command


def add_address(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    command.add_argument("--port", type=positive, default=int(os.environ.get("PORT", 8000)), help="default: 8000")


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("expected a number above 0")
    return number


if __name__ == "__main__":
    sys.exit(main())
