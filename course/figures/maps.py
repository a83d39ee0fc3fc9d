"""A map of ranges, drawn from coordinates alone.

The projection is azimuthal and equidistant: from its centre every distance and
direction is true, so that a range around the centre is a true circle.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, pi, radians, sin

from course.archive.frames import pd
from course.archive.geography import EARTH_RADIUS_KM, great_circle_km
from course.errors import UsageError
from course.figures.charts import need_columns
from course.figures.style import COLOURS, GREY, INK, MARKERS, Axes, Figure, new_figure, styled

__all__ = ["project", "range_map"]

_STEP_DEGREES = 3
_LINES = ("-", "--", ":", "-.")
_LETTER, _LINE = 0.0105, 0.024
"""Width of a letter and height of a line as shares of the width of the map, measured on samples."""

_RISES = (0.0, 0.7, -0.7, 1.6, -1.6, 2.6, -2.6, 3.6)
"""How many lines above its point a name may stand, in the order in which they are tried."""

_Point = tuple[float, float]
_Box = tuple[float, float, float, float]


def project(lat: float, lon: float, centre: tuple[float, float]) -> tuple[float, float]:
    """Return where a point lies on the map.

    Parameters
    ----------
    lat, lon : float
        The point, in degrees.
    centre : tuple of float
        Latitude and longitude of the centre of the map, in degrees.

    Returns
    -------
    tuple of float
        Kilometres to the east and to the north of the centre.
    """
    away = great_circle_km(lat, lon, *centre)
    lat_a, lat_b, turn = radians(centre[0]), radians(lat), radians(lon - centre[1])
    east = cos(lat_b) * sin(turn)
    north = cos(lat_a) * sin(lat_b) - sin(lat_a) * cos(lat_b) * cos(turn)
    course = atan2(east, north)
    return away * sin(course), away * cos(course)


@styled
def range_map(
    sites: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    title: str = "",
    centre: tuple[float, float] | None = None,
) -> Figure:
    """Draw how far missiles reach from their sites, and which cities lie within.

    Parameters
    ----------
    sites : pandas.DataFrame
        ``site``, ``lat``, ``lon`` in degrees and ``range_km``; one ring a row.
    cities : pandas.DataFrame
        ``city``, ``lat``, ``lon`` in degrees.
    title : str
        The heading.
    centre : tuple of float, optional
        Latitude and longitude from which distances are true; without it, the
        first site.

    Returns
    -------
    matplotlib.figure.Figure
        Points in kilometres from the centre, in the series ``launching site``,
        ``within reach`` and ``out of reach``; rings as lines named after their
        sites. A city is within reach if any ring holds it; a series without
        cities is left out.

    Raises
    ------
    UsageError
        If a column or a number is missing, or there is nothing to draw.
    """
    need_columns(sites, "site", "lat", "lon", "range_km")
    need_columns(cities, "city", "lat", "lon")
    for name, table in (("sites", sites), ("cities", cities)):
        if table[["lat", "lon"]].isna().any(axis=None) or (
            name == "sites" and sites["range_km"].isna().any()
        ):
            raise UsageError(
                f"The map needs every number of the {name}.",
                "A latitude, longitude or range is missing.",
                "Leave out the rows without it, for example with `dropna`.",
            )
    middle = centre or (float(sites["lat"].iloc[0]), float(sites["lon"].iloc[0]))
    figure, axes = new_figure(8, 8, title)
    for number, (_, row) in enumerate(sites.iterrows()):
        ring = [
            project(*point, middle)
            for point in _ring(float(row["lat"]), float(row["lon"]), float(row["range_km"]))
        ]
        axes.plot(
            [x for x, _ in ring],
            [y for _, y in ring],
            linestyle=_LINES[number % len(_LINES)],
            color=COLOURS[number % len(COLOURS)],
            linewidth=1.6,
            label=f"{row['site']}: {float(row['range_km']):,.0f} km",
        )
    _cities(axes, sites, cities, middle)
    _points(
        axes, [project(float(row["lat"]), float(row["lon"]), middle) for _, row in sites.iterrows()]
    )
    axes.set_aspect("equal")
    _frame(axes)
    _graticule(axes, middle)
    _name_cities(axes, cities, middle)
    axes.set_xlabel("kilometres east of the centre of the map")
    axes.set_ylabel("kilometres north of the centre of the map")
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.09), ncols=2, fontsize=9)
    return figure


def _ring(lat: float, lon: float, km: float) -> list[tuple[float, float]]:
    """Return the points at one distance from a site, all the way round."""
    far, lat_a = km / EARTH_RADIUS_KM, radians(lat)
    found = []
    for step in range(0, 360 + _STEP_DEGREES, _STEP_DEGREES):
        course = radians(step)
        lat_b = asin(sin(lat_a) * cos(far) + cos(lat_a) * sin(far) * cos(course))
        turn = atan2(sin(course) * sin(far) * cos(lat_a), cos(far) - sin(lat_a) * sin(lat_b))
        found.append((degrees(lat_b), lon + degrees(turn)))
    return found


def _cities(
    axes: Axes, sites: pd.DataFrame, cities: pd.DataFrame, middle: tuple[float, float]
) -> None:
    reached: dict[bool, list[_Point]] = {True: [], False: []}
    for _, city in cities.iterrows():
        here = float(city["lat"]), float(city["lon"])
        within = any(
            great_circle_km(*here, float(site["lat"]), float(site["lon"]))
            <= float(site["range_km"])
            for _, site in sites.iterrows()
        )
        reached[within].append(project(*here, middle))
    for within, name in ((True, "within reach"), (False, "out of reach")):
        if reached[within]:
            axes.scatter(
                [x for x, _ in reached[within]],
                [y for _, y in reached[within]],
                marker=MARKERS[0] if within else MARKERS[1],
                facecolors=INK if within else "white",
                edgecolors=INK,
                s=28,
                zorder=4,
                label=name,
            )


def _name_cities(axes: Axes, cities: pd.DataFrame, middle: tuple[float, float]) -> None:
    """Write each name where it touches least of the other points and names."""
    first, last = axes.get_xlim()
    low, high = axes.get_ylim()
    letter, line = (last - first) * _LETTER, (last - first) * _LINE
    points = [
        project(float(city["lat"]), float(city["lon"]), middle) for _, city in cities.iterrows()
    ]
    # A name that leaves the frame counts as one that touches others.
    taken: list[_Box] = [(first - last, low, first, high), (last, low, 2 * last, high)]
    for place, name in zip(points, cities["city"], strict=True):
        around = [(x - line, y - line, x + line, y + line) for x, y in points if (x, y) != place]
        box = _best_box(place, len(str(name)) * letter, line, [*taken, *around])
        taken.append(box)
        right = box[0] > place[0]
        at = (box[0] if right else box[2], (box[1] + box[3]) / 2)
        if abs(at[1] - place[1]) > line:
            axes.plot(
                [place[0], at[0]], [place[1], at[1]], color=GREY, linewidth=0.6, label="_leader"
            )
        axes.text(
            *at, str(name), fontsize=8.5, ha="left" if right else "right", va="center", zorder=5
        )


def _best_box(place: _Point, width: float, line: float, taken: list[_Box]) -> _Box:
    """Choose the place of a name: close to its point, and clear of what is taken."""
    x, y = place
    boxes: list[_Box] = []
    for up in _RISES:
        gap = line * (0.5 if abs(up) < 1 else 1.0)
        middle = y + up * line
        boxes += [
            (x + gap, middle - line / 2, x + gap + width, middle + line / 2),
            (x - gap - width, middle - line / 2, x - gap, middle + line / 2),
        ]
    costs = [sum(_overlap(box, other) for other in taken) for box in boxes]
    # The boxes stand in the order of their distance; the first of the least wins.
    return boxes[costs.index(min(costs))]


def _overlap(one: _Box, other: _Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return across * up if across > 0 and up > 0 else 0.0


def _points(axes: Axes, places: list[tuple[float, float]]) -> None:
    axes.scatter(
        [x for x, _ in places],
        [y for _, y in places],
        marker="*",
        color=COLOURS[1],
        edgecolors=INK,
        s=130,
        zorder=6,
        label="launching site",
    )


def _frame(axes: Axes) -> None:
    """Make the frame a square around all that is drawn."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    half = max(right - left, high - low) / 2 * 1.03
    axes.set_xlim((left + right) / 2 - half, (left + right) / 2 + half)
    axes.set_ylim((low + high) / 2 - half, (low + high) / 2 + half)


def _graticule(axes: Axes, middle: tuple[float, float]) -> None:
    """Draw parallels and meridians every ten degrees inside the frame."""
    limits = axes.get_xlim(), axes.get_ylim()
    reach = max(abs(value) for pair in limits for value in pair) * 1.5
    span = min(80, int(degrees(reach / EARTH_RADIUS_KM)) + 10)
    lat_from = max(-80, round((middle[0] - span) / 10) * 10)
    lat_to = min(80, round((middle[0] + span) / 10) * 10)
    lon_span = min(
        170, int(span / max(0.2, cos(min(abs(radians(middle[0])) + span * pi / 360, 1.3))))
    )
    lon_from = round((middle[1] - lon_span) / 10) * 10
    lon_to = round((middle[1] + lon_span) / 10) * 10
    lines = [
        [(lat, lon) for lon in range(lon_from, lon_to + 1, 2)]
        for lat in range(lat_from, lat_to + 1, 10)
    ] + [
        [(lat, lon) for lat in range(lat_from, lat_to + 1, 2)]
        for lon in range(lon_from, lon_to + 1, 10)
    ]
    for line in lines:
        points = [project(lat, lon, middle) for lat, lon in line]
        axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            color="#DDDDDD",
            linewidth=0.6,
            zorder=0,
            label="_grid",
        )
    axes.set_xlim(limits[0])
    axes.set_ylim(limits[1])
    axes.spines[:].set_color(GREY)
