"""The layers of the package: a module imports only what lies below it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "course"

# Lowest first. Folders in one line do not import each other.
LAYERS = [
    {"errors"},
    {"config"},
    {"paths"},
    {"scores"},
    {"archive", "notebook", "essay"},
    {"figures"},
    {"exercises"},
    {"checks"},
    {"grading"},
    {"reports"},
    {"classroom"},
    {"cli"},
    {"__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

# The one module that opens each heavy dependency.
DOORS = {
    "pandas": {"archive", "checks", "figures"},
    "nbformat": {"notebook", "grading", "classroom"},
    "matplotlib": {"figures"},
    "ipywidgets": {"exercises"},
    "anywidget": {"exercises"},
    "jupyter_client": {"grading"},
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "static" not in path.parts)


def imports(path: Path) -> Iterator[str]:
    """Yield every imported module, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            # `from course import scores` names a module as `import course.scores` does.
            yield from (
                [f"course.{alias.name}" for alias in node.names if alias.name != "__version__"]
                if node.module == "course"
                else [node.module or ""]
            )


def part_of(module: str) -> str:
    pieces = module.split(".")
    return pieces[1] if len(pieces) > 1 else ""


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_lower_layers(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for module in imports(path):
        if not module.startswith("course."):
            continue
        part = part_of(module)
        assert part in LEVEL, f"{path} imports {module}, which is in no layer"
        assert part == own or LEVEL[part] < LEVEL[own], f"{path} ({own}) imports {module}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_dependencies_have_their_doors(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imports(path):
        top = module.partition(".")[0]
        if top in DOORS:
            assert own in DOORS[top], f"{path} imports {module}"


def test_essay_checks_need_only_the_standard_library() -> None:
    for path in (PACKAGE / "essay").rglob("*.py"):
        for module in imports(path):
            top = module.partition(".")[0]
            assert top in sys.stdlib_module_names or module.startswith(
                ("course.essay", "course.errors")
            ), f"{path} imports {module}"


@pytest.mark.parametrize(
    "name", [path.relative_to(PACKAGE.parent).as_posix() for path in modules()]
)
def test_modules_of_a_folder_do_not_import_in_circles(name: str) -> None:
    path = PACKAGE.parent / name
    seen: set[Path] = set()
    stack = [path]
    while stack:
        for module in imports(stack.pop()):
            if not module.startswith("course."):
                continue
            target = PACKAGE.parent / (module.replace(".", "/") + ".py")
            assert target != path, f"{name} is imported by what it imports"
            if target.is_file() and target not in seen:
                seen.add(target)
                stack.append(target)


def loaded_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_after("import course") & {"pandas", "matplotlib", "nbformat", "ipywidgets"}


def test_the_process_that_writes_grades_stays_away_from_the_checks() -> None:
    loaded = loaded_after("import course.grading, course.grading.coordinator")
    for part in ("archive", "figures", "exercises", "checks"):
        assert f"course.{part}" not in loaded
