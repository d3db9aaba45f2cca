"""The trail picture: what happened to one person, a lane for each sort of event, time from left to right.

May import: `when`, `record`, `findings`. A date that is not sure is a bar that fades where it is not known; an exact
one is a dot. What the law forbids or fails to forbid lies behind as bands, and findings are flags on their last step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from safeconduct.findings.finding import Answers
from safeconduct.publish import svg
from safeconduct.publish.axis import Axis
from safeconduct.publish.outlook import Band, Due, Flag, Outlook, outlook
from safeconduct.publish.telling import Translate, Voice
from safeconduct.record import Chronology, Event, Tier
from safeconduct.record.claim import content_id
from safeconduct.record.kinds import kinds, lanes
from safeconduct.when import parse_duration
from safeconduct.when.errors import WhenError

WIDTH = 1000.0
_GUTTER = 104.0  # lane names
_ASIDE = 172.0  # the column of what has no date
_ROW = 19.0
_DOT = 4.6
_INK, _FLAG, _GUARD, _RULE = "#274060", "#9c1f1f", "#2c6e49", "#9aa3ad"

Href = Callable[[str, str], str]


def draw(
    chronology: Chronology,
    answers: Answers | None = None,
    *,
    translate: Translate | None = None,
    language: str = "en",
    as_of: date | None = None,
    href: Href | None = None,
) -> str:
    """The picture as inline SVG.

    `answers` is what findings.check gave (or None: no bands and flags). `href("event", id)` and `href("finding", id)`
    give the addresses that marks and flags lead to. Events are numbered in the order of the chronology.
    """
    voice = Voice(language, translate)
    return svg.write(
        _Picture(chronology, outlook(chronology, answers, language), voice, as_of, href).drawn()
    )


@dataclass(slots=True)
class _Mark:
    """An event's place: `left` to `right` is all it takes, label included."""

    event: Event
    number: int
    start: float
    end: float
    exact: bool
    open_left: bool = False
    open_right: bool = False
    lasts: float | None = None  # where a stated length ends
    label: str = ""
    flags: tuple[Flag, ...] = ()
    label_at: float = 0.0
    left: float = 0.0
    right: float = 0.0
    row: int = 0


@dataclass(slots=True)
class _Lane:
    name: str
    marks: list[_Mark] = field(default_factory=list)
    aside: list[_Mark] = field(default_factory=list)
    rows: int = 1
    top: float = 0.0

    @property
    def height(self) -> float:
        used = max(self.rows if self.marks else 0, len(self.aside))
        return used * _ROW + 9 if used else 15.0


class _Picture:
    def __init__(
        self,
        chronology: Chronology,
        outlook: Outlook,
        voice: Voice,
        as_of: date | None,
        href: Href | None,
    ) -> None:
        self.chronology, self.outlook, self.voice = chronology, outlook, voice
        self.as_of, self.href = as_of, href
        self.key = content_id(chronology.person.id, [e.id for e in chronology.events])[:6]
        undated = any(not _dated(e) for e in chronology.events)
        self.x0 = _GUTTER
        self.x1 = WIDTH - (_ASIDE if undated else 10.0)
        self.axis = Axis(self._days(), self.x0, self.x1)
        self.lanes = [_Lane(name) for name in lanes()]
        self._place()

    # -- placing -------------------------------------------------------------------------------------------------

    def _days(self) -> Iterable[date]:
        for event in self.chronology.events:
            if event.when:
                yield from (d for d in (event.when.earliest, event.when.latest) if d)
        for band in self.outlook.bands:
            yield from (d for d in (band.first, band.last) if d)
        yield from (due.day for due in self.outlook.dues)
        if self.as_of:
            yield self.as_of

    def _place(self) -> None:
        by_name = {lane.name: lane for lane in self.lanes}
        for number, event in enumerate(self.chronology.events, 1):
            kind = kinds().get(event.kind)
            lane = by_name.get(kind.lane if kind else "", self.lanes[-1])
            mark = self._mark(event, number)
            (lane.marks if _dated(event) else lane.aside).append(mark)
        for lane in self.lanes:
            _pack(lane, self.x0, self.x1)

    def _mark(self, event: Event, number: int) -> _Mark:
        flags = self.outlook.flags.get(event.id, ())
        label = f"{number} {self.voice.kind(event.kind)}"
        who = event.attributes.get("relative")
        if who:
            label += f" ({self.voice(str(who))})"
        span = event.when
        if span is None or not _dated(event):
            return _Mark(event, number, 0, 0, exact=False, label=label, flags=flags)
        start = self.axis.x(span.earliest) if span.earliest else self.x0
        end = self.axis.x(span.latest) if span.latest else self.x1
        exact = span.is_exact
        if exact:
            start = end = (start + end) / 2
        elif end - start < 13:
            middle = (start + end) / 2
            start, end = middle - 6.5, middle + 6.5
        return _Mark(
            event, number, start, end, exact,
            open_left=span.earliest is None, open_right=span.latest is None,
            lasts=self._lasts(event), label=label, flags=flags,
        )  # fmt: skip

    def _lasts(self, event: Event) -> float | None:
        told = event.attributes.get("duration")
        if not told or not event.when or not event.when.earliest:
            return None
        try:
            days = parse_duration(str(told)).days_bounds()[1]
            return self.axis.x(event.when.earliest + timedelta(days))
        except (WhenError, OverflowError):
            return None

    # -- drawing -------------------------------------------------------------------------------------------------

    def drawn(self) -> Element:
        say, name = self.voice, self.chronology.person.name or self.voice("an unnamed person")
        strip = _strip(self.outlook, self.axis, self.x0, self.x1)
        axis_top = 20.0
        lanes_top = axis_top + 16 + strip.height
        y = lanes_top
        for lane in self.lanes:
            lane.top = y
            y += lane.height
        bottom = y
        height = bottom + 52
        picture = svg.root(
            WIDTH, height, class_="trail", role="graphics-document document",
            aria_labelledby=f"t{self.key}", aria_describedby=f"d{self.key}",
        )  # fmt: skip
        svg.add(picture, "title", f"{say('Trail of')} {name}", id=f"t{self.key}")
        svg.add(picture, "desc", self._described(), id=f"d{self.key}")
        self._patterns(picture)
        self._grid(picture, axis_top, bottom)
        for band, row in strip.bands:
            self._band(picture, band, axis_top + 18 + row * _ROW, lanes_top, bottom)
        for due, row in strip.dues:
            self._due(picture, due, axis_top + 18 + row * _ROW)
        self._lane_names(picture, bottom)
        if self.as_of:
            self._today(picture, axis_top, bottom)
        for lane in self.lanes:
            for mark in lane.marks:
                self._event(picture, mark, lane)
            for n, mark in enumerate(lane.aside):
                self._aside(picture, mark, lane.top + 5 + n * _ROW)
        self._legend(picture, bottom + 34)
        return picture

    def _described(self) -> str:
        say = self.voice
        dated = [e for e in self.chronology.events if _dated(e)]
        parts = [say.count(len(self.chronology.events), "events")]
        if dated:
            parts.append(f"{say.span(dated[0].when)} … {say.span(dated[-1].when)}")
        flagged = {f.id for flags in self.outlook.flags.values() for f in flags}
        if flagged:
            parts.append(say.count(len(flagged), "findings"))
        return "; ".join(parts) + "."

    def _patterns(self, picture: Element) -> None:
        defs = svg.add(picture, "defs")
        for name, ink, stops in (
            ("both", _INK, ((0, 0.06), (0.35, 0.62), (0.65, 0.62), (1, 0.06))),
            ("left", _INK, ((0, 0.0), (0.75, 0.55), (1, 0.62))),
            ("right", _INK, ((0, 0.62), (0.25, 0.55), (1, 0.0))),
            ("none", _INK, ((0, 0.0), (0.5, 0.3), (1, 0.0))),
        ):
            fade = svg.add(defs, "linearGradient", id=f"{name}{self.key}")
            for at, depth in stops:
                svg.add(
                    fade, "stop", offset=at, stop_color=ink, stop_opacity=depth, class_="trail-stop"
                )
        hatch = svg.add(
            defs, "pattern", id=f"gap{self.key}", width=7, height=7,
            patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
        )  # fmt: skip
        svg.add(hatch, "rect", width=2.2, height=7, fill=_FLAG, opacity=0.55)

    def _grid(self, picture: Element, top: float, bottom: float) -> None:
        grid = svg.add(picture, "g", aria_hidden="true", class_="trail-grid")
        ticks = self.axis.ticks(self.voice.short_month)
        for y in (top, bottom):
            edge = self.x0
            for a, b in [*self.axis.cuts, (self.x1, self.x1)]:
                svg.add(grid, "line", x1=edge, x2=a, y1=y, y2=y, stroke=_RULE)
                edge = b
        for a, b in self.axis.cuts:
            svg.add(
                grid,
                "rect",
                x=a,
                y=top,
                width=b - a,
                height=bottom - top,
                fill="#808890",
                opacity=0.10,
            )
            for y in (top, bottom):
                m, w = (a + b) / 2, (b - a) / 2
                path = f"M{a:.1f} {y} L{m - w / 2:.1f} {y} L{m - w / 4:.1f} {y - 4} L{m + w / 4:.1f} {y + 4} L{m + w / 2:.1f} {y} L{b:.1f} {y}"
                cut = svg.add(grid, "path", d=path, fill="none", stroke=_RULE, stroke_width=1.2)
                svg.add(cut, "title", self.voice("time left out here"))
        for tick in ticks:
            strong = bool(tick.year)
            svg.add(
                grid, "line", x1=tick.x, x2=tick.x, y1=top, y2=bottom, stroke=_RULE,
                stroke_width=0.9 if strong else 0.5, stroke_dasharray=None if strong else "1 3",
                opacity=0.7 if strong else 0.6,
            )  # fmt: skip
            for y in (top, bottom):
                below = y == bottom
                if tick.label:
                    svg.add(grid, "text", tick.label, x=tick.x + 3, y=y + (11 if below else -3),
                            font_size=10, fill="currentColor", opacity=0.75)  # fmt: skip
                if tick.year:
                    svg.add(grid, "text", tick.year, x=tick.x + 3, y=y + (22 if below else -12 if self._has_fine(ticks) else -3),
                            font_size=11, font_weight=600, fill="currentColor", opacity=0.9)  # fmt: skip

    @staticmethod
    def _has_fine(ticks: Sequence[object]) -> bool:
        return any(getattr(t, "label", "") for t in ticks)

    def _lane_names(self, picture: Element, bottom: float) -> None:
        group = svg.add(picture, "g", class_="trail-lanes")
        for lane in self.lanes:
            empty = not (lane.marks or lane.aside)
            svg.add(group, "line", x1=0, x2=WIDTH, y1=lane.top, y2=lane.top, stroke=_RULE, stroke_width=0.6, opacity=0.6)  # fmt: skip
            svg.add(
                group, "text", self.voice(lane.name), x=2, y=lane.top + (11 if empty else 16),
                font_size=10 if empty else 12, font_weight=400 if empty else 600,
                fill="currentColor", opacity=0.5 if empty else 0.95,
            )  # fmt: skip
        if any(lane.aside for lane in self.lanes):
            x = self.x1 + 8
            svg.add(group, "line", x1=x - 4, x2=x - 4, y1=4, y2=bottom, stroke=_RULE, stroke_dasharray="4 3")  # fmt: skip
            svg.add(group, "text", self.voice("date not told"), x=x + 2, y=17, font_size=11, font_weight=600, fill="currentColor")  # fmt: skip

    def _today(self, picture: Element, top: float, bottom: float) -> None:
        assert self.as_of is not None  # noqa: S101
        x = self.axis.x(self.as_of)
        line = svg.add(picture, "line", x1=x, x2=x, y1=top, y2=bottom, stroke="currentColor", stroke_width=1.3, stroke_dasharray="6 3", opacity=0.8)  # fmt: skip
        svg.add(line, "title", f"{self.voice('checked as of')} {self.voice.day(self.as_of)}")

    def _band(self, picture: Element, band: Band, y: float, top: float, bottom: float) -> None:
        say = self.voice
        start, end = _reach(band, self.axis, self.x0, self.x1)
        group = self._linked(
            picture, "finding", band.id, f"{band.short} {band.title}: {band.told(say)}"
        )
        ink = _GUARD if band.protects else _FLAG
        svg.add(group, "rect", x=start, y=top, width=end - start, height=bottom - top,
                fill=ink if band.protects else f"url(#gap{self.key})", opacity=0.07 if band.protects else 0.16)  # fmt: skip
        svg.add(group, "rect", x=start, y=y, width=end - start, height=14, rx=2,
                fill=ink if band.protects else f"url(#gap{self.key})", fill_opacity=0.18 if band.protects else 0.8,
                stroke=ink, stroke_width=1, stroke_dasharray=None if band.sure else "3 2")  # fmt: skip
        label = f"{band.short} {band.title}"
        self._label(
            group,
            svg.shortened(label, max(band.room, 30), 11),
            band.label_at,
            y + 11,
            size=11,
            ink=ink,
            also="trail-guard-text" if band.protects else "trail-gap-text",
        )

    def _due(self, picture: Element, due: Due, y: float) -> None:
        x = self.axis.x(due.day) + 1
        group = self._linked(picture, "finding", due.id, f"{due.short} {due.title}: {self.voice('last safe day')} {self.voice.day(due.day)}")  # fmt: skip
        m = y + 7
        svg.add(
            group,
            "path",
            d=f"M{x:.1f} {m - 6} L{x + 5:.1f} {m} L{x:.1f} {m + 6} L{x - 5:.1f} {m} Z",
            fill=_FLAG,
        )
        self._label(group, due.short, x + 8, y + 11, size=11, ink=_FLAG, also="trail-gap-text")

    def _event(self, picture: Element, mark: _Mark, lane: _Lane) -> None:
        y = lane.top + 5 + mark.row * _ROW
        middle = y + 8
        group = self._linked(picture, "event", mark.event.id, self._spoken(mark))
        open_claim = not _vouched(mark.event)
        if mark.lasts and mark.lasts > mark.end + 4:
            svg.add(group, "line", x1=mark.start, x2=mark.lasts, y1=middle, y2=middle, stroke=_INK, stroke_width=3.2, opacity=0.35, class_="trail-ink-line")  # fmt: skip
        if mark.exact:
            svg.add(group, "circle", cx=mark.start, cy=middle, r=_DOT, fill="#ffffff" if open_claim else _INK,
                    stroke=_INK, stroke_width=1.6, class_="trail-dot-open" if open_claim else "trail-dot")  # fmt: skip
        else:
            fade = {(False, False): "both", (True, False): "left", (False, True): "right", (True, True): "none"}[mark.open_left, mark.open_right]  # fmt: skip
            svg.add(group, "rect", x=mark.start, y=middle - 5.5, width=mark.end - mark.start, height=11, rx=5.5,
                    fill=f"url(#{fade}{self.key})", stroke=_INK if not (mark.open_left or mark.open_right) else None,
                    stroke_width=0.7, stroke_opacity=0.55, stroke_dasharray="2 2" if open_claim else None, class_="trail-bar")  # fmt: skip
        self._label(group, mark.label, mark.label_at, y + 12)
        self._flags(group, mark, mark.label_at + svg.width_of(mark.label) + 5, y)

    def _aside(self, picture: Element, mark: _Mark, y: float) -> None:
        group = self._linked(picture, "event", mark.event.id, self._spoken(mark))
        x = self.x1 + 10
        flags = sum(_flag_width(f) for f in mark.flags)
        label = svg.shortened(mark.label, WIDTH - x - flags - 8)
        self._label(group, label, x, y + 12)
        self._flags(group, mark, x + svg.width_of(label) + 5, y)

    def _flags(self, group: Element, mark: _Mark, x: float, y: float) -> None:
        for flag in mark.flags:
            width = _flag_width(flag) - 3
            flagged = self._linked(
                group, "finding", flag.id, f"{flag.title} ({self.voice(flag.verdict)})"
            )
            svg.add(flagged, "rect", x=x, y=y + 1.5, width=width, height=13.5, rx=2.5, class_="trail-flag" if flag.certain else "trail-flag-open",
                    fill=_FLAG if flag.certain else "#ffffff", stroke=_FLAG, stroke_width=1.1)  # fmt: skip
            svg.add(flagged, "text", flag.short, x=x + width / 2, y=y + 11.8, font_size=10, font_weight=700, text_anchor="middle",
                    fill="#ffffff" if flag.certain else _FLAG, class_="trail-flag-text" if flag.certain else "trail-flag-open-text")  # fmt: skip
            x += _flag_width(flag)

    def _label(
        self,
        group: Element,
        text: str,
        x: float,
        y: float,
        size: float = 12,
        ink: str = "currentColor",
        also: str = "",
    ) -> None:
        svg.add(group, "text", text, x=x, y=y, font_size=size, fill=ink, stroke="#ffffff", stroke_width=3,
                stroke_linejoin="round", paint_order="stroke", class_=f"trail-halo {also}".strip())  # fmt: skip

    def _linked(self, parent: Element, what: str, name: str, spoken: str) -> Element:
        address = self.href(what, name) if self.href else ""
        group = (
            svg.add(parent, "a", href=address, aria_label=spoken)
            if address
            else svg.add(parent, "g", role="graphics-symbol img", aria_label=spoken)
        )
        svg.add(group, "title", spoken)
        return group

    def _spoken(self, mark: _Mark) -> str:
        say = self.voice
        flags = "; ".join(f"{f.short}: {f.title} ({say(f.verdict)})" for f in mark.flags)
        where = f", {mark.event.where}" if mark.event.where else ""
        text = f"{mark.label}: {say.span(mark.event.when)}{where}"
        return f"{text}. {flags}" if flags else text

    def _legend(self, picture: Element, y: float) -> None:
        say = self.voice
        group = svg.add(picture, "g", class_="trail-legend", aria_hidden="true")
        x = self.x0

        def words(text: str) -> None:
            nonlocal x
            svg.add(
                group,
                "text",
                text,
                x=x,
                y=y + 10,
                font_size=10.5,
                fill="currentColor",
                opacity=0.85,
            )
            x += svg.width_of(text, 10.5) + 20

        svg.add(
            group, "circle", cx=x + 5, cy=y + 6, r=_DOT, fill=_INK, stroke=_INK, class_="trail-dot"
        )
        x += 14
        words(say("on this day"))
        svg.add(group, "rect", x=x, y=y + 1, width=34, height=10, rx=5, fill=f"url(#both{self.key})", stroke=_INK, stroke_width=0.7, stroke_opacity=0.55)  # fmt: skip
        x += 40
        words(say("once within this time"))
        svg.add(group, "circle", cx=x + 5, cy=y + 6, r=_DOT, fill="#ffffff", stroke=_INK, stroke_width=1.6, class_="trail-dot-open")  # fmt: skip
        x += 14
        words(say("to be checked by a person"))
        if self.outlook.flags:
            svg.add(
                group, "rect", x=x, y=y, width=18, height=12, rx=2, fill=_FLAG, class_="trail-flag"
            )
            x += 24
            words(say("finding: certain"))
            svg.add(group, "rect", x=x, y=y, width=18, height=12, rx=2, fill="#ffffff", stroke=_FLAG, class_="trail-flag-open")  # fmt: skip
            x += 24
            words(say("possible"))
        if any(b.protects for b in self.outlook.bands):
            svg.add(group, "rect", x=x, y=y, width=24, height=12, rx=2, fill=_GUARD, fill_opacity=0.18, stroke=_GUARD)  # fmt: skip
            x += 30
            words(say("safeguard in force"))
        if any(not b.protects for b in self.outlook.bands):
            svg.add(group, "rect", x=x, y=y, width=24, height=12, rx=2, fill=f"url(#gap{self.key})", stroke=_FLAG)  # fmt: skip
            x += 30
            words(say("without protection"))


@dataclass(slots=True)
class _Strip:
    """What lies above the lanes: bands and last days, each with its row."""

    bands: list[tuple[Band, int]]
    dues: list[tuple[Due, int]]
    height: float


def _strip(outlook: Outlook, axis: Axis, x0: float, x1: float) -> _Strip:
    taken: list[list[tuple[float, float]]] = []

    def row_for(left: float, right: float) -> int:
        for n, row in enumerate(taken):
            if all(right + 8 <= a or left >= b + 8 for a, b in row):
                row.append((left, right))
                return n
        taken.append([(left, right)])
        return len(taken) - 1

    bands = []
    for band in outlook.bands:
        start, end = _reach(band, axis, x0, x1)
        wide = svg.width_of(f"{band.short} {band.title}", 11)
        if end - start >= min(wide, 220) + 8:  # inside its band
            at, room = start + 4, end - start - 8
        elif x1 - end > min(wide, 320):
            at, room = end + 6, x1 - end - 6
        else:
            room = start - x0 - 6
            at = max(x0, start - min(wide, room) - 6)
        band.label_at, band.room = at, room
        shown = min(wide, room)
        bands.append((band, row_for(min(start, at), max(end, at + shown))))
    dues = [
        (due, row_for(axis.x(due.day) - 5, axis.x(due.day) + 10 + svg.width_of(due.short, 11)))
        for due in outlook.dues
    ]
    return _Strip(bands, dues, len(taken) * _ROW + (4 if taken else 0))


def _reach(band: Band, axis: Axis, x0: float, x1: float) -> tuple[float, float]:
    start = axis.x(band.first) if band.first else x0
    end = axis.x(band.last + timedelta(1)) if band.last else x1
    return start, max(end, start + 3)


def _pack(lane: _Lane, x0: float, x1: float) -> None:
    """Give each mark a row and its label a side so that nothing touches."""
    taken: list[list[tuple[float, float]]] = []
    for mark in sorted(lane.marks, key=lambda m: (m.start, m.end)):
        wide = svg.width_of(mark.label) + 5 + sum(_flag_width(f) for f in mark.flags)
        reach = max(mark.end, mark.lasts or mark.end)
        body = (mark.start - _DOT, reach + _DOT) if mark.exact else (mark.start, reach)
        sides = []
        if not mark.exact and mark.end - mark.start >= wide + 16:
            middle = (max(mark.start, x0) + min(mark.end, x1) - wide) / 2
            sides.append((middle, *body))
        if body[1] + 5 + wide <= x1 - 2:
            sides.append((body[1] + 5, body[0], body[1] + 5 + wide))
        if body[0] - 6 - wide >= x0 + 2:
            sides.append((body[0] - 6 - wide, body[0] - 6 - wide, body[1]))
        if not sides:  # nowhere beside it: over it, kept inside the picture
            at = min(max(body[0] + 6, x0 + 2), max(x0 + 2, x1 - 2 - wide))
            sides.append((at, min(body[0], at), max(body[1], at + wide)))
        mark.row, (mark.label_at, mark.left, mark.right) = _first_free(taken, sides)
    lane.rows = max(1, len(taken))


def _first_free(
    taken: list[list[tuple[float, float]]], sides: Sequence[tuple[float, float, float]]
) -> tuple[int, tuple[float, float, float]]:
    for number, row in enumerate(taken):
        for side in sides:
            if all(side[2] + 7 <= a or side[1] >= b + 7 for a, b in row):
                row.append((side[1], side[2]))
                return number, side
    taken.append([(sides[0][1], sides[0][2])])
    return len(taken) - 1, sides[0]


def _flag_width(flag: Flag) -> float:
    return svg.width_of(flag.short, 10) + 11


def _dated(event: Event) -> bool:
    return bool(event.when and (event.when.earliest or event.when.latest))


def _vouched(event: Event) -> bool:
    """Accepted by a person, or proposed by a reader that vouches for it."""
    return event.confirmed or any(c.tier is Tier.SURE for c in event.claims)
