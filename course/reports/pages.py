"""The door to Jinja2: one self-contained HTML file a page, no script, no network."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2

__all__ = ["points_text", "render"]


def points_text(value: float | None) -> str:
    """Write points as people do: whole numbers plainly, others with one or two digits.

    Examples
    --------
    >>> points_text(4.0), points_text(1.6), points_text(2 / 3), points_text(None)
    ('4', '1.6', '0.67', 'open')
    """
    return "open" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = points_text
    return environment


def render(template: str, **values: Any) -> str:
    """Fill a template of ``templates/``; every value is escaped.

    Parameters
    ----------
    template : str
        The name of the template's file.
    **values
        What the template shows.
    """
    return _environment().get_template(template).render(**values)
