"""A process for each mutant, forked from one that has loaded all but the code of the project.

No file is changed: the process gets the mutant in the place of the module when it imports it.
"""

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.machinery import PathFinder, SourceFileLoader
from pathlib import Path

import pytest

# Slow to load and the same for every mutant. What defines models is loaded with the project.
_WARM = """
    django.contrib.admin.options django.contrib.staticfiles.storage django.test django.views.generic
    django.db.backends.sqlite3.base django.contrib.postgres.fields hypothesis.strategies
    pytest_django.plugin _hypothesis_pytestplugin time_machine PIL.Image PIL.ImageOps lxml.html nh3
    fido2.server fido2.webauthn
""".split()
_PLUGINS = "pytest_django.plugin _hypothesis_pytestplugin time_machine tests.mutation.plugin"
# That the plugins are loaded already is the point.
_WARM_TOO = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
_LEAST_SECONDS = 30


class _MutantLoader(SourceFileLoader):
    """Loads other code than the file has, which nothing remembers."""

    def __init__(self, name, path, code):
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname):
        return compile(self._code, self.path, "exec", dont_inherit=True)


class _MutantFinder:
    """Finds the mutant where its module is looked for."""

    def __init__(self, path, code):
        self._name, self._code = path.removesuffix(".py").replace("/", "."), code

    def find_spec(self, name, path=None, target=None):
        if name != self._name:
            return None
        spec = PathFinder.find_spec(name, path, target)
        spec.loader = _MutantLoader(name, spec.origin, self._code)
        return spec


def warm_up() -> None:
    """Load what all processes need, once."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in _WARM:
        import_module(name)


class Tests:
    """Tests that are to kill mutants, each in a process of its own and with its own database."""

    def __init__(self, paths: list[str], *, pure: bool, template: Path, log: Path):
        self.arguments = ["-q", "-x", "-p", "no:cacheprovider", "-o", "addopts=", *_WARM_TOO]
        for plugin in _PLUGINS.split():
            self.arguments += ["-p", plugin]
        self.arguments += ["--import-mode=importlib", *paths]
        if pure:
            self.arguments += ["--noconftest", "-o", "DJANGO_SETTINGS_MODULE="]
        else:
            self.arguments += ["--without-browser"]
        self.template, self.log = template, log
        self.seconds = _LEAST_SECONDS

    def outcomes(self, mutants: Iterable, jobs: int) -> Iterator[tuple]:
        """Each mutant with «killed», «survived» or «timeout», ``jobs`` at a time."""
        running: dict[int, object] = {}
        for mutant in mutants:
            if len(running) == jobs:
                yield self._finished(running)
            running[self.start(mutant)] = mutant
        while running:
            yield self._finished(running)

    def start(self, mutant=None) -> int:
        """The number of a new process that runs the tests on ``mutant``, or on the code itself."""
        if pid := os.fork():
            return pid
        status = 1
        try:
            # Both end the process: work without end, however slow the machine, and endless waiting.
            signal.setitimer(signal.ITIMER_PROF, self.seconds)
            signal.alarm(20 * self.seconds)
            status = self._run(mutant)
        except BaseException:  # noqa: BLE001 - a process ends here, whatever its mutant did
            traceback.print_exc()
        finally:
            os._exit(status)

    def _run(self, mutant) -> int:
        if mutant:
            sys.meta_path.insert(0, _MutantFinder(mutant.path, mutant.code()))
        database = self._database(os.getpid())
        shutil.copy(self.template, database)
        os.environ["DATABASE_URL"] = f"sqlite:///{database}"
        log = os.open(os.devnull if mutant else self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(log, 1)
        os.dup2(log, 2)
        return int(pytest.main(self.arguments))

    def _database(self, pid) -> Path:
        return self.template.with_name(f"process-{pid}.sqlite3")

    def _finished(self, running):
        pid, status = os.wait()
        self._sweep(pid)
        mutant = running.pop(pid)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGALRM):
            return mutant, "timeout"
        return mutant, "killed" if status else "survived"

    def _sweep(self, pid):
        for path in self.template.parent.glob(f"{self._database(pid).name}*"):
            path.unlink()
