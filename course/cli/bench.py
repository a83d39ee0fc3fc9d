"""`course bench`: how fast grading is on this machine."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from course.cli.common import JsonFile, say, write_json
from course.errors import ExitCode

__all__ = ["bench"]

_MIB = 1024 * 1024


class Kind(StrEnum):
    """What the made unit holds."""

    code = "code"
    data = "data"


def bench(
    students: Annotated[int, typer.Option("--students", min=1, max=5000, help="Hand-ins.")] = 60,
    kind: Annotated[
        Kind, typer.Option("--kind", help="Code answers, or recorded answers and text only (data).")
    ] = Kind.code,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Hand-ins at a time.")] = 2,
    seed: Annotated[int, typer.Option("--seed", help="Decides what the hand-ins hold.")] = 1962,
    into: Annotated[Path, typer.Option("--into", help="Scratch folder, made anew.")] = Path(
        "build/bench"
    ),
    json_file: JsonFile = None,
) -> int:
    """Grade one made class with nbgrader and with this engine, and compare.

    Example: course bench --students 60 --kind data --json bench.json
    """
    from course.grading.bench import run_bench

    found = run_bench(
        into.resolve() / kind.value,
        kind.value,
        students=students,
        workers=workers,
        seed=seed,
        tell=say,
    )
    write_json(json_file, found.to_json())
    say()
    say(f"{'per hand-in':24}{'wall':>10}{'CPU':>10}")
    for name, measured in (("nbgrader autograde", found.stock), ("course grade", found.engine)):
        wall, cpu = measured.seconds / students, measured.cpu_seconds / students
        say(f"{name:24}{1000 * wall:>7.0f} ms{1000 * cpu:>7.0f} ms")
    say(f"{'times faster':24}{found.wall_ratio:>9.1f}x{found.cpu_ratio:>9.1f}x")
    say()
    if found.bare_cpu_seconds:
        say(
            f"Running a hand-in takes {1000 * found.run_cpu_seconds:.0f} ms of CPU, "
            f"{found.run_ratio:.1f} times its bare cells ({1000 * found.bare_cpu_seconds:.0f} ms)."
        )
    say(f"Most memory, all processes together: {found.engine.memory_bytes / _MIB:.0f} MiB.")
    total = sum(found.stages.values()) or 1.0
    for name, seconds in sorted(found.stages.items(), key=lambda item: -item[1]):
        say(f"  {name:22}{100 * seconds / total:>5.0f} %{1000 * seconds / students:>8.1f} ms")
    cells = found.equal_cells + found.different_cells
    say(f"Cells with the points that nbgrader gives: {found.equal_cells} of {cells}.")
    return ExitCode.DONE
