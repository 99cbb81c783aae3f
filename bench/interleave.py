"""Measures several databases in turns: a machine that grows slower does so for all of them alike.

Each database has a process of its own, which is told on its standard input what to do next.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median

# Milliseconds of processor time here, and in the database's server; queries.
Cost = tuple[float, float, int]


def serve(works: dict[str, Callable[[], Cost]]) -> None:
    """In the process of a database: names of the works, then what each costs when it is asked."""
    print(json.dumps(list(works)), flush=True)
    for line in sys.stdin:
        print(json.dumps(works[line.rstrip("\n")]()), flush=True)


def measure(
    script: Path, environments: dict[int, dict[str, str]], *, rounds: int, warm: int
) -> dict[int, dict[str, Cost]]:
    """By size and work: medians of ``turns``, after ``warm`` that do not count."""
    processes = {size: _Process(script, environment) for size, environment in environments.items()}
    found = {size: {} for size in processes}
    for name in next(iter(processes.values())).works:
        costs = {size: [] for size in processes}
        for round in range(warm + rounds):
            for size, process in processes.items():
                cost = process.ask(name)
                if round >= warm:
                    costs[size].append(cost)
        for size, rows in costs.items():
            here, there, queries = zip(*rows, strict=True)
            found[size][name] = median(here), mean(there), max(queries)
    for process in processes.values():
        process.end()
    return found


class _Process:
    def __init__(self, script: Path, environment: dict[str, str]):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen([sys.executable, str(script)], env=environment, **pipes)
        self.works = json.loads(self._process.stdout.readline())

    def ask(self, name: str) -> Cost:
        print(name, file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        self._process.stdin.close()
        self._process.wait()


def report(engine: str, results: dict[int, dict[str, Cost]]) -> None:
    """One line for each work, and last how much more it costs at the last size than the first."""
    sizes = list(results)
    head = "".join(f"{size:>12,} rq/s      ms     db   q" for size in sizes)
    print(f"\n{engine:<20}{head}   ratio", flush=True)
    for name in results[sizes[0]]:
        rows = [results[size][name] for size in sizes]
        cells = "".join(
            f"{1_000 / (here + there):>17.0f}{here:>8.2f}{there:>7.2f}{queries:>4}"
            for here, there, queries in rows
        )
        print(f"{name:<20}{cells}{sum(rows[-1][:2]) / sum(rows[0][:2]):>8.2f}", flush=True)
