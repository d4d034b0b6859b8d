"""`servicedesk createadmin`: an administrator, made by somebody who may log in to the machine."""

import argparse
import getpass
import sys

from servicedesk.accounts.actions import create_administrator
from servicedesk.core.errors import Refused
from servicedesk.ops.problems import Problem


def run(options: argparse.Namespace) -> int:
    try:
        person = create_administrator(options.email, read_password())
    except Refused as refusal:
        raise Problem(str(refusal)) from refusal
    print(f"{person.email} is an administrator and can log in.")
    return 0


def read_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("The same again: "):
        raise Problem("The two passwords differ. Nothing was changed.")
    return password
