"""Structure checks for a short history essay: pure text in, data out, standard library only.

They see which moves of a historical argument are visible and whether references
agree with the sources; they see no insight. The rubric's groups have one module
each: `form` (A), `reasoning` (B), `evidence` (C), `criticism` (D), `argument`
(E), `accuracy` (F), `gates` (G).
"""

from course.essay.assess import RULES, check
from course.essay.catalogue import Catalogue
from course.essay.report import Report
from course.essay.results import GROUPS, CheckResult, GroupScore, Span

__all__ = ["GROUPS", "RULES", "Catalogue", "CheckResult", "GroupScore", "Report", "Span", "check"]
