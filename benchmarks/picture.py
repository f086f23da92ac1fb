"""One picture: seconds per story against the length of the list, both axes logarithmic. SVG."""

import math
from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 250, 24, 50
_COLOURS = ("#c0392b", "#2c3e50", "#2980b9", "#16a085", "#8e44ad", "#d35400", "#7f8c8d", "#27ae60")
_HALF = 2

Series = Mapping[str, Sequence[tuple[int, float]]]


def draw(series: Series) -> str:
    """The lines of `series`: for each method, pairs of list length and milliseconds per story."""
    points = [point for line in series.values() for point in line]
    sizes = sorted({size for size, _ in points})
    low = math.floor(math.log10(min(value for _, value in points)))
    high = math.ceil(math.log10(max(value for _, value in points)))
    drawn = [*_grid(sizes, low, high)]
    ends: list[float] = []
    ordered = sorted(series.items(), key=lambda one: -one[1][-1][1])
    for number, (name, line) in enumerate(ordered):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [(_x(size, sizes), _y(value, low, high)) for size, value in line]
        drawn += _line(name, places, colour, _apart(places[-1][1], ends))
    box = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {box}>',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
            *drawn,
            "</svg>\n",
        ]
    )


def _x(size: float, sizes: Sequence[int]) -> float:
    if len(sizes) == 1:
        return _LEFT
    share = math.log10(size / sizes[0]) / math.log10(sizes[-1] / sizes[0])
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(value: float, low: int, high: int) -> float:
    share = (math.log10(value) - low) / max(high - low, 1)
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _apart(wanted: float, taken: list[float]) -> float:
    """A height for a label near `wanted`, below those that stand already."""
    while any(abs(wanted - other) < 14 for other in taken):
        wanted += 2
    taken.append(wanted)
    return wanted


def _grid(sizes: Sequence[int], low: int, high: int) -> list[str]:
    right = _WIDTH - _RIGHT
    drawn = []
    for power in range(low, high + 1):
        y = _y(10.0**power, low, high)
        drawn.append(f'<path d="M{_LEFT} {y:.1f}H{right}" stroke="#ddd"/>')
        label = f"{10.0**power:g} ms"
        drawn.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    for size in sizes:
        x = _x(size, sizes)
        drawn.append(f'<path d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#eee"/>')
        drawn.append(
            f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{size:,}</text>'
        )
    middle = (_LEFT + right) / _HALF
    drawn.append(f'<text x="{middle}" y="{_HEIGHT - 10}" text-anchor="middle">names</text>')
    return drawn


def _line(name: str, places: Sequence[tuple[float, float]], colour: str, label: float) -> list[str]:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
    x, y = places[-1]
    edge = _WIDTH - _RIGHT + 16
    leader = f"M{x + 4:.1f} {y:.1f}L{edge - 4} {label:.1f}"
    return [
        f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>',
        *dots,
        f'<path d="{leader}" fill="none" stroke="{colour}" stroke-width="0.5"/>',
        f'<text x="{edge}" y="{label + 4:.1f}" fill="{colour}">{escape(name)}</text>',
    ]
