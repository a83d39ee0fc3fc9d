"""Distances on a sphere."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

__all__ = ["EARTH_RADIUS_KM", "great_circle_km"]

EARTH_RADIUS_KM = 6371.0


def great_circle_km(lat_1: float, lon_1: float, lat_2: float, lon_2: float) -> float:
    """Return the shortest distance between two points over the ground.

    Parameters
    ----------
    lat_1, lon_1, lat_2, lon_2 : float
        Latitude and longitude of both points in degrees, north and east positive.

    Returns
    -------
    float
        Kilometres on a sphere of radius 6371 km.

    Examples
    --------
    >>> round(great_circle_km(0, 0, 0, 90))
    10008
    """
    lat_a, lat_b = radians(lat_1), radians(lat_2)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(lon_2 - lon_1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))
