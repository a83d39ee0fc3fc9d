"""The public names of the folder: listed, loadable, and light."""

import subprocess
import sys

import pytest

import course.checks
from course.checks.static import needs


def test_every_listed_name_can_be_loaded_and_no_other_is_offered():
    assert sorted(course.checks.__all__) == sorted(dir(course.checks))
    for name in course.checks.__all__:
        assert getattr(course.checks, name) is not None
    with pytest.raises(AttributeError, match="no_such_rule"):
        _ = course.checks.no_such_rule


def test_a_plain_check_loads_no_heavy_library():
    code = (
        "import sys; from course.checks import award, exact, form, function, order, text_lite; "
        "print(*{'pandas', 'numpy', 'matplotlib', 'IPython', 'ipywidgets'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", [name for name in course.checks.__all__ if name.islower()])
def test_the_static_reader_knows_every_rule(name):
    """A rule that the reader passes over would make the engine leave a student's code out."""
    helpers = {"accept", "award", "case", "form", "using"}
    source = f"from course.checks import award, {name}\naward({name}('work', key=1), points=1)"
    assert ("work" in needs(source).names) == (name not in helpers - {"form"})
