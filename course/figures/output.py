"""Showing a figure with the words that belong to it."""

from __future__ import annotations

import base64
import io
import sys
from html import escape

from IPython.display import display

from course.errors import UsageError
from course.figures.style import Figure

__all__ = ["show"]

_LEAST_WORDS = 4


def show(figure: Figure, *, alt: str, caption: str = "") -> None:
    """Show a figure with a description for those who cannot see it.

    The output is a picture in HTML with its alternative text: JupyterLab gives
    pictures of the type ``image/png`` none, whatever their metadata say. Both
    texts are also kept on the figure, as ``course_alt`` and
    ``course_caption``, for the checks.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        What is shown. A figure of pyplot is closed, so that it does not appear
        twice.
    alt : str
        One or two sentences that tell what is to be seen, not the title again.
    caption : str, default ""
        The finding in words, printed below the picture.

    Raises
    ------
    UsageError
        If `figure` is no figure, or the description has fewer than four words.
    """
    if not isinstance(figure, Figure):
        raise UsageError(
            "`show` was given no figure.",
            f"It was given a value of type {type(figure).__name__}.",
            "Give the figure itself, for example the result of `lollipop(...)` or of `plt.subplots()[0]`.",
        )
    if len(str(alt).split()) < _LEAST_WORDS:
        raise UsageError(
            "The figure has no description.",
            f'`alt` says "{alt}".',
            "Tell in one or two sentences what is to be seen, for readers who cannot see the picture.",
        )
    figure.course_alt = alt  # type: ignore[attr-defined]  # two words of ours on matplotlib's object
    figure.course_caption = caption  # type: ignore[attr-defined]  # as above
    picture = io.BytesIO()
    # A reader's own figure has no layout of ours; a tight frame keeps its long labels whole.
    figure.savefig(picture, format="png", dpi=120, bbox_inches="tight")
    data = base64.b64encode(picture.getvalue()).decode("ascii")
    below = (
        f"<figcaption style='margin-top:.4rem'>{escape(caption)}</figcaption>" if caption else ""
    )
    html = (
        "<figure style='max-width:64rem;margin:.3rem 0 1rem'>"
        f"<img alt='{escape(alt)}' src='data:image/png;base64,{data}' style='max-width:100%;height:auto'>"
        f"{below}</figure>"
    )
    display({"text/html": html, "text/plain": f"{alt} {caption}".rstrip()}, raw=True)
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(figure)
