"""nbgrader's configuration of this course, for its commands, formgrader and JupyterLab."""

import os
import sys
from pathlib import Path

from course.notebook import pipelines
from course.notebook.cells import TEXT_STUB

c = get_config()  # noqa: F821 - traitlets defines it when it loads this file

# nbgrader starts `alembic` by name to make a gradebook; it lies beside the interpreter.
_scripts = str(Path(sys.executable).parent)
if _scripts not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join([_scripts, os.environ.get("PATH", "")])

c.CourseDirectory.course_id = "whose-crisis"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
# Results of `course grade` and the READMEs of the working folders are no hand-ins.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "README.md",
]

c.IncludeHeaderFooter.header = "source/header.ipynb"

# release/ is committed and the gradebook is not. Without `force`, a fresh clone would skip the
# release that is already there, and autograde would find an empty gradebook.
c.GenerateAssignment.force = True
c.GenerateAssignment.preprocessors = pipelines.RELEASE

# A comment in place of the default, which raises: Run all must reach the end.
_STUB = {"python": "# Write your code here."}
c.ClearSolutions.code_stub = _STUB
c.ClearSolutions.text_stub = TEXT_STUB

c.Autograde.sanitize_preprocessors = pipelines.SANITIZE

c.GenerateFeedback.preprocessors = pipelines.FEEDBACK
# Formgrader has no steps of its own; a script in a hand-in would run with the grader's rights.
c.HTMLExporter.preprocessors = pipelines.PAGES
c.HTMLExporter.embed_images = True
