"""How fast the engine is on this machine, against ``nbgrader autograde`` in the same run.

Both grade the same hand-ins, each on its own copy of the same released course,
one after the other, start-up included. What lasts is the ratios: they depend on
the machine far less than seconds do. The engine is done in seconds, in which a
machine may happen to be busy, so it runs several times and the median counts;
nbgrader takes minutes and runs once. Memory is weighed in a run of its own,
because the scale slows what stands on it.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from course.errors import MachineError
from course.grading.bench_class import UNIT, Kind, make_class
from course.grading.coordinator import grade_unit
from course.grading.progress import Progress
from course.paths import CourseFolder, make_scratch_folder

__all__ = ["Bench", "Measured", "run_bench"]

_SAMPLE_SECONDS: Final = 0.1
_ENGINE_RUNS: Final = 3
_BARE_MODULES: Final = ("numpy", "pandas", "matplotlib", "matplotlib.pyplot", "course.exercises")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one grader took for the whole class.

    Parameters
    ----------
    seconds, cpu_seconds : float
        Wall time, and processor time of all processes, start-up included.
    memory_bytes : int
        Highest memory of all processes at one time, shared pages counted once; 0 if not measured.
    """

    seconds: float
    cpu_seconds: float
    memory_bytes: int = 0


@dataclass(slots=True)
class Bench:
    """The figures of one run.

    Parameters
    ----------
    kind : str
        ``code`` or ``data``.
    students, workers : int
        Hand-ins, and how many the engine graded at a time.
    stock, engine : Measured
        ``nbgrader autograde``, and the median run of ``course grade``.
    bare_cpu_seconds : float
        Processor time of the cells of one hand-in, run in a process that is warm already.
    run_cpu_seconds : float
        Processor time of one student process of the engine, closing it in included.
    stages : dict of str to float
        Wall seconds that the workers and the writer spent in each stage, over the class.
    equal_cells, different_cells : int
        Cells whose points are the same in both gradebooks, and those that differ.
    """

    kind: str
    students: int
    workers: int
    stock: Measured
    engine: Measured
    bare_cpu_seconds: float = 0.0
    run_cpu_seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    equal_cells: int = 0
    different_cells: int = 0

    @property
    def wall_ratio(self) -> float:
        """How many times faster the engine is in wall time."""
        return self.stock.seconds / self.engine.seconds

    @property
    def cpu_ratio(self) -> float:
        """How many times less processor time the engine takes."""
        return self.stock.cpu_seconds / self.engine.cpu_seconds

    @property
    def run_ratio(self) -> float:
        """Processor time of running a hand-in over the bare cost of its cells; 0 without code."""
        return self.run_cpu_seconds / self.bare_cpu_seconds if self.bare_cpu_seconds else 0.0

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON data."""
        ratios = {"wall": self.wall_ratio, "cpu": self.cpu_ratio, "run": self.run_ratio}
        return {"version": 1, **asdict(self), "ratios": ratios}


def run_bench(
    into: Path,
    kind: Kind,
    *,
    students: int,
    workers: int,
    seed: int,
    tell: Callable[[str], None],
) -> Bench:
    """Make a class, and grade it with nbgrader and with the engine.

    Parameters
    ----------
    into : pathlib.Path
        A scratch folder; an earlier one there is replaced.
    kind : {"code", "data"}
        The kind of unit.
    students, workers, seed : int
        Size of the class, hand-ins at a time, and what decides their content.
    tell : callable
        Takes a sentence before each step.

    Raises
    ------
    UsageError
        If `into` holds anything else.
    MachineError
        If one of the two does not get through.
    """
    make_scratch_folder(into)
    for name in ("stock", "engine", "stages"):
        (into / name).mkdir(parents=True)
    tell(f"Making {students} hand-ins of a unit with {kind}.")
    stock = make_class(into / "stock", kind, students, seed)
    engine, stages = CourseFolder(into / "engine"), CourseFolder(into / "stages")
    # The first run proves the masters; a teacher has that behind them when the class hands in.
    _copy(stock, stages)
    run_cpu, spent = _stages(stages, workers)
    shutil.copyfile(stock.gradebook, into / "ungraded.db")
    tell("Grading them with nbgrader autograde.")
    by_stock = _timed([sys.executable, "-m", "nbgrader", "autograde", UNIT], stock.root)
    tell("Grading them with course grade, several times.")
    command = [sys.executable, "-m", "course", "grade", UNIT]
    runs = []
    for number in range(_ENGINE_RUNS + 1):
        shutil.rmtree(engine.root)
        _copy(stages, engine, graded=False)
        shutil.copyfile(into / "ungraded.db", engine.gradebook)
        weigh = number == _ENGINE_RUNS
        runs.append(_timed([*command, "--workers", str(workers)], engine.root, weigh=weigh))
    *timed, weighed = runs
    median = sorted(timed, key=lambda run: run.seconds)[len(timed) // 2]
    by_engine = replace(median, memory_bytes=weighed.memory_bytes)
    found = Bench(
        kind, students, workers, by_stock, by_engine, run_cpu_seconds=run_cpu, stages=spent
    )
    found.equal_cells, found.different_cells = _compared(stock, engine)
    if kind == "code":
        tell("Running their cells alone, in a process that is warm already.")
        found.bare_cpu_seconds = _bare(stock)
    return found


def _copy(source: CourseFolder, target: CourseFolder, *, graded: bool = True) -> None:
    """Copy a course folder; with its results' notes on the masters only, where not `graded`."""
    shutil.copytree(source.root, target.root, dirs_exist_ok=True)
    if not graded:
        shutil.rmtree(target.autograded, ignore_errors=True)
        for path in (target.results / UNIT).iterdir():
            if path.name != ".masters.json":
                path.unlink()


def _timed(command: Sequence[str], folder: Path, *, weigh: bool = False) -> Measured:
    """Run a command to its end and measure it with all it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    started = time.monotonic()
    with (folder / "bench.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PATH": path}, stdout=log, stderr=log
        )
        scale = _Scale(process.pid) if weigh else None
        code = process.wait()
    seconds = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = scale.stop() if scale else 0
    if code:
        last = (folder / "bench.log").read_text("utf-8", "replace").strip().splitlines()
        raise MachineError(
            f"{' '.join(command[1:4])} ended with the code {code}.",
            last[-1] if last else "",
            f"See {folder / 'bench.log'}.",
        )
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(seconds, cpu, memory)


class _Scale:
    """Weighs a tree of processes while it runs."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Stop, and return the most bytes seen."""
        self._ended.set()
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        while not self._ended.wait(_SAMPLE_SECONDS):
            self._most = max(self._most, _weight(self._root))


def _weight(root: int) -> int:
    """Return the bytes of a process and its descendants, shared pages counted once."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):  # it has ended meanwhile
                parent = (
                    (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1]
                )
                children.setdefault(int(parent), []).append(int(entry.name))
    total, todo = 0, [root]
    while todo:
        process = todo.pop()
        todo += children.get(process, [])
        with suppress(OSError):
            for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


def _stages(folder: CourseFolder, workers: int) -> tuple[float, dict[str, float]]:
    """Grade once in this process; return the processor time of a hand-in, and the stages."""

    class Spent(Progress):
        def __init__(self) -> None:
            self.stages: dict[str, float] = {}
            self.done = 0

        def spent(self, stages: dict[str, float]) -> None:
            """Add up the stages of one hand-in."""
            self.done += 1
            for name, seconds in stages.items():
                self.stages[name] = self.stages.get(name, 0.0) + seconds

    told = Spent()
    grade_unit(folder, UNIT, workers=workers, progress=told)
    cpu = told.stages.pop("student cpu", 0.0)
    return cpu / max(told.done, 1), told.stages


def _compared(first: CourseFolder, second: CourseFolder) -> tuple[int, int]:
    """Return how many cells have the same points in two gradebooks, and how many have not."""
    one, other = (_scores(folder.gradebook) for folder in (first, second))
    different = sum(one.get(key) != other.get(key) for key in {*one, *other})
    return len({*one, *other}) - different, different


def _scores(path: Path) -> dict[tuple[str, str], float | None]:
    with sqlite3.connect(path) as database:
        rows = database.execute(
            "select s.student_id, b.name, g.auto_score from grade g "
            "join base_cell b on b.id = g.cell_id "
            "join submitted_notebook n on n.id = g.notebook_id "
            "join submitted_assignment s on s.id = n.assignment_id"
        ).fetchall()
    return {(student, cell): score for student, cell, score in rows}


_BARE: Final = """
import contextlib, importlib, io, json, sys, time, warnings
import matplotlib
matplotlib.use("agg")
from course.grading.coordinator import grade_unit
from course.grading.progress import Progress
from course.grading.bench_class import code_sources
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
import matplotlib.pyplot as plt
# What Jupyter's inline figures do: draw as PNG, and close.
def show(*_):
    for number in plt.get_fignums():
        plt.figure(number).savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close("all")
plt.show = show
warnings.simplefilter("ignore")
spent = []
for path in sys.argv[2:]:
    sources = code_sources(json.load(open(path)))
    names = {}
    started = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        for source in sources:
            with contextlib.suppress(Exception):
                exec(compile(source, "cell", "exec"), names)
    spent.append(time.process_time() - started)
print(sorted(spent)[len(spent) // 2])
"""


def _bare(folder: CourseFolder) -> float:
    """Return the median processor time of a hand-in's cells in a warm process."""
    paths = sorted(folder.submitted.glob(f"*/{UNIT}/*.ipynb"))
    # The first ones warm the process up; the median is far from them.
    done = subprocess.run(
        [sys.executable, "-c", _BARE, json.dumps(_BARE_MODULES), *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)
