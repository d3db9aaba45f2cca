"""Where everything of a trail picture lies: lanes, rows, marks and labels that do not touch.

May import: `when`, `record`, `findings`. Nothing is drawn here; all places are drawing units from the top left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from safeconduct.publish.axis import Axis
from safeconduct.publish.outlook import Band, Due, Flag, Outlook
from safeconduct.publish.svg import width_of
from safeconduct.publish.telling import Voice
from safeconduct.record import Chronology, Event, Tier
from safeconduct.record.kinds import kinds, lanes
from safeconduct.when import parse_duration
from safeconduct.when.errors import WhenError

WIDTH = 1000.0
GUTTER = 104.0  # lane names
ASIDE = 176.0  # the column of what has no date
ROW = 19.0
DOT = 4.6
_GAP = 7.0  # between one mark's things and the next one's
_NARROW = 13.0  # a bar is at least so wide
_TOP = 20.0  # the axis

Room = list[tuple[float, float]]


@dataclass(slots=True)
class Mark:
    """An event's place in its lane. `start` to `end` is its bar (one point where the day is exact)."""

    event: Event
    number: int
    label: str
    flags: tuple[Flag, ...]
    start: float = 0.0
    end: float = 0.0
    exact: bool = False
    open_left: bool = False
    open_right: bool = False
    lasts: float | None = None  # where a stated length ends
    label_at: float = 0.0
    label_left: bool = False  # the label stands before the mark, and ends at it
    row: int = 0

    @property
    def vouched(self) -> bool:
        """Accepted by a person, or proposed by a reader that is sure of it."""
        return self.event.confirmed or any(c.tier is Tier.SURE for c in self.event.claims)


@dataclass(slots=True)
class Lane:
    """A row of the picture; `aside` holds what has no date."""

    name: str
    marks: list[Mark] = field(default_factory=list)
    aside: list[Mark] = field(default_factory=list)
    rows: int = 0
    top: float = 0.0

    @property
    def empty(self) -> bool:
        """Has nothing of this sort been told?"""
        return not (self.marks or self.aside)

    @property
    def height(self) -> float:
        """Rows and a little air; an empty lane keeps its name."""
        return 15.0 if self.empty else max(self.rows, len(self.aside)) * ROW + 9


@dataclass(frozen=True, slots=True)
class Strip:
    """A band or a last day above the lanes: where it lies and where its words stand."""

    start: float
    end: float
    label_at: float
    room: float
    row: int
    label_left: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture's places."""

    axis: Axis
    lanes: tuple[Lane, ...]
    bands: tuple[tuple[Band, Strip], ...]
    dues: tuple[tuple[Due, Strip], ...]
    top: float
    lanes_top: float
    bottom: float

    @property
    def has_aside(self) -> bool:
        """Is there a column of what has no date?"""
        return any(lane.aside for lane in self.lanes)

    def strip_y(self, row: int) -> float:
        """Where a row above the lanes begins."""
        return self.top + 18 + row * ROW


def lay_out(chronology: Chronology, outlook: Outlook, say: Voice, as_of: date | None) -> Layout:
    """Places for every event, band and last day."""
    undated = any(not dated(e) for e in chronology.events)
    x0, x1 = GUTTER, WIDTH - (ASIDE if undated else 10.0)
    filled = [
        (w.earliest, w.latest)
        for e in chronology.events
        if (w := e.when) and w.earliest and w.latest
    ]
    axis = Axis(_days(chronology, outlook, as_of), x0, x1, filled)
    by_name = {name: Lane(name) for name in lanes()}
    last_lane = by_name[lanes()[-1]]
    for number, event in enumerate(chronology.events, 1):
        kind = kinds().get(event.kind)
        lane = by_name.get(kind.lane, last_lane) if kind else last_lane
        mark = _mark(event, number, axis, outlook, say)
        (lane.marks if dated(event) else lane.aside).append(mark)
    taken: list[Room] = []
    bands = tuple((band, _band(band, axis, taken)) for band in outlook.bands)
    dues = tuple((due, _due(due, axis, taken)) for due in outlook.dues)
    lanes_top = y = _TOP + 16 + len(taken) * ROW + (4 if taken else 0)
    for lane in by_name.values():
        _pack(lane, x0, x1)
        lane.top = y
        y += lane.height
    return Layout(axis, tuple(by_name.values()), bands, dues, _TOP, lanes_top, y)


def flag_width(flag: Flag) -> float:
    """How much room a flag takes, with the gap behind it."""
    return width_of(flag.short, 10) + 12


def dated(event: Event) -> bool:
    """Was anything at all told of the time?"""
    return bool(event.when and (event.when.earliest or event.when.latest))


def _days(chronology: Chronology, outlook: Outlook, as_of: date | None) -> Iterator[date]:
    for event in chronology.events:
        if event.when:
            yield from (d for d in (event.when.earliest, event.when.latest) if d)
    for band in outlook.bands:  # how long a band may yet last does not stretch the picture
        yield from (d for d in (band.first, band.last) if d and (as_of is None or d <= as_of))
    yield from (due.day for due in outlook.dues)
    if as_of:
        yield as_of


def _mark(event: Event, number: int, axis: Axis, outlook: Outlook, say: Voice) -> Mark:
    label = f"{number} {say.kind(event.kind)}"
    if event.attributes.get("relative"):
        label += f" ({say(str(event.attributes['relative']))})"
    mark = Mark(event, number, label, outlook.flags.get(event.id, ()))
    span = event.when
    if span is None or not dated(event):
        return mark
    mark.start = axis.x(span.earliest) if span.earliest else axis.x0
    mark.end = axis.x(span.latest) if span.latest else axis.x1
    mark.exact = span.is_exact
    mark.open_left, mark.open_right = span.earliest is None, span.latest is None
    middle = (mark.start + mark.end) / 2
    if mark.exact:
        mark.start = mark.end = middle
    elif mark.end - mark.start < _NARROW:
        mark.start = min(max(middle - _NARROW / 2, axis.x0), axis.x1 - _NARROW)
        mark.end = mark.start + _NARROW
    mark.lasts = _lasts(event, axis)
    return mark


def _lasts(event: Event, axis: Axis) -> float | None:
    told = event.attributes.get("duration")
    if not told or not event.when or not event.when.earliest:
        return None
    try:
        days = parse_duration(str(told)).days_bounds()[1]
        return axis.x(event.when.earliest + timedelta(days))
    except (WhenError, OverflowError):
        return None


def _pack(lane: Lane, x0: float, x1: float) -> None:
    """Give each mark a row, and its label a side, so that nothing touches."""
    taken: list[Room] = []
    for mark in sorted(lane.marks, key=lambda m: (m.start, m.end)):
        wide = width_of(mark.label) + 5 + sum(flag_width(f) for f in mark.flags)
        out = DOT if mark.exact else 0.0
        left, right = mark.start - out, max(mark.end + out, mark.lasts or 0.0)
        sides = []  # where the label may stand, and all that mark and label then take
        if not mark.exact and right - left >= wide + 16:
            sides.append(((left + right - wide) / 2, left, right))
        if right + 5 + wide <= x1 - 2:
            sides.append((right + 5, left, right + 5 + wide))
        if left - 6 - wide >= x0 + 2:
            sides.append((left - 6 - wide, left - 6 - wide, right))
        if not sides:  # nowhere beside it: over it, kept inside the picture
            at = min(max(left + 6, x0 + 2), max(x0 + 2, x1 - 2 - wide))
            sides.append((at, min(left, at), max(right, at + wide)))
        mark.row, mark.label_at = _first_free(taken, sides)
        mark.label_left = mark.label_at + wide <= left
    lane.rows = len(taken)


def _first_free(
    taken: list[Room], sides: Sequence[tuple[float, float, float]]
) -> tuple[int, float]:
    """The first row with room for one of the sides, which is then taken; else a new row."""
    for number, row in enumerate(taken):
        for at, left, right in sides:
            if all(right + _GAP <= a or left >= b + _GAP for a, b in row):
                row.append((left, right))
                return number, at
    at, left, right = sides[0]
    taken.append([(left, right)])
    return len(taken) - 1, at


def _band(band: Band, axis: Axis, taken: list[Room]) -> Strip:
    start = axis.x(band.first) if band.first else axis.x0
    end = max(axis.x(band.last + timedelta(1)) if band.last else axis.x1, start + 3)
    wide = width_of(f"{band.short} {band.title}", 11)
    if (
        band.protects and end - start >= min(wide, 230) + 8
    ):  # inside its band, unless that is hatched
        at, room = start + 5, end - start - 10
    elif axis.x1 - end >= start - axis.x0 or axis.x1 - end > wide + 8:
        at, room = end + 6, axis.x1 - end - 8
    else:
        room = start - axis.x0 - 8
        at = start - 6 - min(wide, room)
    row, _ = _first_free(taken, [(at, min(start, at), max(end, at + min(wide, room)))])
    return Strip(start, end, at, max(room, 24), row, label_left=at < start)


def _due(due: Due, axis: Axis, taken: list[Room]) -> Strip:
    x, wide = axis.x(due.day) + 1, width_of(due.short, 11)
    after = x + 8
    at = after if after + wide <= axis.x1 else x - 9 - wide
    row, _ = _first_free(taken, [(at, min(at, x - 5), max(x + 5, at + wide))])
    return Strip(x, x, at, wide, row)
