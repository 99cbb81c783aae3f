"""Runs the tests of each room on its mutants, and says which mutants they let live.

Called by script/mutate in a copy of the tree; writes beside that copy.
"""

import argparse
import os
import random
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

from .mutants import Mutant, mutants_of
from .processes import Tests, warm_up

ROOMS = tomllib.loads(Path(__file__).with_name("rooms.toml").read_text())
TEMPLATE = Path("../template.sqlite3").resolve()
LEAST = 90  # per cent


def main() -> int:
    """The exit code: 1 where a room lets more live than one mutant in ten."""
    options = _options()
    warm_up()
    rooms = options.rooms or list(ROOMS)
    return int(sum([_run(room, options) < LEAST for room in rooms]) > 0)


def _options():
    parser = argparse.ArgumentParser(prog="script/mutate", description=__doc__.splitlines()[0])
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(ROOMS)}")
    parser.add_argument("--sample", type=int, metavar="N", help="N mutants of each room, by chance")
    parser.add_argument("--again", action="store_true", help="those alone that survived last time")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N")
    options = parser.parse_args()
    if unknown := set(options.rooms) - ROOMS.keys():
        parser.error(f"no such room: {', '.join(sorted(unknown))}")
    return options


def _run(room: str, options) -> float:
    """The per cent of mutants that were killed."""
    report = Path(f"../{room}.diff")
    chosen = _chosen(room, options, report)
    counts, survivors, began = Counter(), [], time.monotonic()
    for number, group in enumerate(ROOMS[room]):
        mutants = [mutant for mutant in chosen if mutant.path in group["modules"]]
        for mutant, outcome in _tests(room, number, group).outcomes(mutants, options.jobs):
            counts[outcome] += 1
            if outcome == "survived":
                survivors.append(mutant)
    report.write_text("".join(f"# {one.name}\n{one.diff()}\n" for one in sorted(survivors)))
    killed = counts["killed"] + counts["timeout"]
    share = 100 * killed / max(counts.total(), 1)
    sys.stdout.write(
        f"{room:15} {counts.total():4} mutants  {killed:4} killed  {counts['survived']:3} survived"
        f"  {counts['timeout']:3} timeouts  {share:5.1f} %  {time.monotonic() - began:4.0f} s\n"
    )
    sys.stdout.flush()
    return share


def _chosen(room: str, options, report: Path) -> list[Mutant]:
    modules = [module for group in ROOMS[room] for module in group["modules"]]
    mutants = [mutant for module in modules for mutant in mutants_of(module)]
    if options.again:
        names = set(report.read_text().splitlines()) if report.exists() else ()
        mutants = [mutant for mutant in mutants if f"# {mutant.name}" in names]
    if options.sample and options.sample < len(mutants):
        mutants = random.Random(room).sample(mutants, options.sample)  # the same each time
    return mutants


def _tests(room: str, number: int, group: dict) -> Tests:
    """The tests of the group, when they have passed on the code as it is."""
    log = Path(f"../{room}-{number}.log").resolve()
    tests = Tests(group["tests"], pure=group.get("pure", False), template=TEMPLATE, log=log)
    began = time.monotonic()
    [(_, outcome)] = tests.outcomes([None], 1)
    if outcome != "survived":
        sys.exit(f"the tests of {room} fail without any mutant: see {log}")
    tests.seconds = max(tests.seconds, int(10 * (time.monotonic() - began)))
    return tests


if __name__ == "__main__":
    sys.exit(main())
