"""Commands as an operator runs them, in a process of their own, and what they leave behind."""

import json
import os
import subprocess
import sys
from argparse import ArgumentError
from pathlib import Path
from typing import NamedTuple

from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "kb3Yw8JQxgV0-Zt5nS_7dRfH2mLpC9aEuTzXqWvN4iOy6hGj1s"
# They serve or ask until they are told to stop.
ENDLESS = {"dbshell", "runserver", "shell", "testserver", "worker"}
# A root that has no more rights than the owner of its files.
WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
# All in one process, since it is the start that takes time: each in a fork of it.
_EACH = """
import json, os, sys, tempfile, traceback
sys.path.insert(0, os.getcwd())
import django
from newsroom.command_line import main
django.setup()
from django.core.management import get_commands, load_command_class
from django.db.migrations.loader import MigrationLoader
MigrationLoader(None)
os.chdir(tempfile.mkdtemp())  # for what they write under the name that they are given
for arguments in json.loads(sys.argv[1]):
    load_command_class(get_commands()[arguments[0]], arguments[0])
runs = []
for arguments in json.loads(sys.argv[1]):
    out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
    pid = os.fork()
    if not pid:
        code = 0
        os.dup2(out.fileno(), 1), os.dup2(err.fileno(), 2)
        try:
            main(["manage.py", *arguments])
        except SystemExit as stop:
            code = stop.code or 0
        except BaseException:
            traceback.print_exc()
            code = 99
        sys.stdout.flush()
        os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    out.seek(0), err.seek(0)
    runs.append([code, out.read().decode(), err.read().decode()])
print(json.dumps(runs))
"""


class Run(NamedTuple):
    """What a command ended with."""

    code: int
    out: str
    err: str


def environment(**variables):
    """Of an operator: nothing else of ours is in it."""
    own = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    return own | {"SECRET_KEY": KEY, "PYTHONUTF8": "1"} | variables


def manage(*arguments, before=(), stdout=subprocess.PIPE, **variables):
    """One command by ``manage.py``; ``before`` is what it is started by."""
    command = [*before, sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return Run(done.returncode, done.stdout or "", done.stderr)


def manage_each(commands, *, before=(), **variables):
    """Every command of the list, by its name; each value of ``commands`` is a list of arguments."""
    done = subprocess.run(
        [*before, sys.executable, "-c", _EACH, json.dumps([[n, *a] for n, a in commands.items()])],
        cwd=ROOT,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {name: Run(*run) for name, run in zip(commands, json.loads(done.stdout), strict=True)}


def newsroom_commands():
    """Names of the newsroom's own commands, whoever adds one."""
    return sorted(name for name, app in get_commands().items() if app == "articles")


def enough_arguments(name):
    """As many ``x`` as the command cannot do without."""
    command = load_command_class(get_commands()[name], name)
    parser = command.create_parser("manage.py", name)

    def refuse(message):
        raise ArgumentError(None, message)

    parser.error = refuse
    try:
        parser.parse_args([])
    except ArgumentError as error:
        return ["x"] * len(error.message.rpartition(":")[2].split(","))
    return []
