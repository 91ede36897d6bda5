"""Reading paths back: what a drawing really shows, rather than what its code meant."""

import re
from math import atan2, cos, pi, sin, sqrt

NUMBERS_PER_COMMAND = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "Q": 4, "Z": 0}


def outlines(d):
    """Return the subpaths of `d`, each a list of points; curves become many short lines."""
    subpaths, x, y = [], 0.0, 0.0
    for command, values in _commands(d):
        if command == "Z":
            x, y = subpaths[-1][0]
            continue
        is_relative = command.islower()
        end_x, end_y = _end(command, values, x, y, is_relative)
        if command in "Mm":
            subpaths.append([])
        elif command in "Aa":
            subpaths[-1] += _arc(x, y, values[:2], values[3], values[4], end_x, end_y)
        x, y = end_x, end_y
        subpaths[-1].append((x, y))
    return subpaths


def surface(d):
    """Return the surface within the subpaths of `d`, taken one by one."""
    return sum(_polygon(points) for points in outlines(d))


def _polygon(points):
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _commands(d):
    for letter, text in re.findall(r"([MLHVAQZ])([^MLHVAQZ]*)", d, re.IGNORECASE):
        values = [float(number) for number in re.findall(r"-?\d+\.?\d*", text)]
        size = NUMBERS_PER_COMMAND[letter.upper()]
        assert len(values) % size == 0 if size else not values, d
        for start in range(0, len(values) or 1, size or 1):
            yield letter.upper() if not size else letter, values[start : start + size]


def _end(command, values, x, y, is_relative):
    origin_x, origin_y = (x, y) if is_relative else (0, 0)
    if command in "Hh":
        return origin_x + values[0], y
    if command in "Vv":
        return x, origin_y + values[0]
    return origin_x + values[-2], origin_y + values[-1]


def _arc(x1, y1, radii, is_large, is_clockwise, x2, y2):
    """Return points of an elliptic arc, its axes level: a circle once heights are stretched."""
    radius, stretch = radii[0], radii[0] / radii[1]
    y1, y2 = y1 * stretch, y2 * stretch
    chord = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)
    if not chord:
        return []  # SVG leaves out an arc that ends where it begins.
    to_middle = sqrt(max(radius**2 - chord**2 / 4, 0)) / chord * (-1 if is_large == is_clockwise else 1)
    centre_x = (x1 + x2) / 2 - (y2 - y1) * to_middle
    centre_y = (y1 + y2) / 2 + (x2 - x1) * to_middle
    radius = max(radius, chord / 2)
    start = atan2(y1 - centre_y, x1 - centre_x)
    turn = (atan2(y2 - centre_y, x2 - centre_x) - start) % (2 * pi) - (0 if is_clockwise else 2 * pi)
    angles = [start + turn * k / 64 for k in range(1, 64)]
    return [(centre_x + radius * cos(a), (centre_y + radius * sin(a)) / stretch) for a in angles]
