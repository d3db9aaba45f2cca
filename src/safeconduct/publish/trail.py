"""The trail picture: what happened to one person, a lane for each sort of event, time from left to right.

May import: `when`, `record`, `findings`. A date that is not sure is a bar that fades where it is not known; an exact
one is a dot. What the law forbids or fails to forbid lies behind as bands, and findings are flags on their last step.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from xml.etree.ElementTree import Element

from safeconduct.findings.finding import Answers
from safeconduct.publish import svg
from safeconduct.publish.layout import (
    DOT,
    GUTTER,
    ROW,
    WIDTH,
    Lane,
    Layout,
    Mark,
    Strip,
    dated,
    flag_width,
    lay_out,
)
from safeconduct.publish.outlook import Band, Due, Flag, Outlook, outlook
from safeconduct.publish.telling import Translate, Voice
from safeconduct.record import Chronology
from safeconduct.record.claim import content_id

_INK, _FLAG, _GUARD, _RULE = "#274060", "#9c1f1f", "#2c6e49", "#9aa3ad"
_FADES = {  # how the bar's ink lies from left to right: (offset, depth)
    "both": ((0, 0.05), (0.4, 0.5), (0.6, 0.5), (1, 0.05)),
    "left": ((0, 0.0), (0.8, 0.42), (1, 0.5)),
    "right": ((0, 0.5), (0.2, 0.42), (1, 0.0)),
    "neither": ((0, 0.0), (0.5, 0.25), (1, 0.0)),
}

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
    """The picture as inline SVG: no script, no style element or attribute, nothing from outside.

    `answers` is what findings.check gave (None: neither bands nor flags). Events are numbered in the order of the
    chronology. `href("event", id)` and `href("finding", name)` give the addresses that marks and flags lead to, where
    name is f, d or s (finding of `answers.shown`, deadline, safeguard) with the position: "f0".
    """
    say = Voice(language, translate)
    shown = outlook(chronology, answers, language)
    return svg.write(_Painter(chronology, shown, say, as_of, href).painted())


class _Painter:
    def __init__(
        self,
        chronology: Chronology,
        shown: Outlook,
        say: Voice,
        as_of: date | None,
        href: Href | None,
    ) -> None:
        self.chronology, self.shown, self.say, self.as_of, self.href = (
            chronology,
            shown,
            say,
            as_of,
            href,
        )
        self.at: Layout = lay_out(chronology, shown, say, as_of)
        self.key = content_id(chronology.person.id, [e.id for e in chronology.events])[:6]

    def painted(self) -> Element:
        say, at = self.say, self.at
        name = self.chronology.person.name or say("an unnamed person")
        legend = self._legend_rows()
        picture = svg.root(
            WIDTH, at.bottom + 34 + 19 * len(legend), class_="trail", role="graphics-document document",
            aria_labelledby=f"t{self.key}", aria_describedby=f"d{self.key}",
        )  # fmt: skip
        svg.add(picture, "title", f"{say('Trail of')} {name}", id=f"t{self.key}")
        svg.add(picture, "desc", self._described(), id=f"d{self.key}")
        self._inks(picture)
        self._grid(picture)
        for band, strip in at.bands:
            self._band(picture, band, strip)
        for due, strip in at.dues:
            self._due(picture, due, strip)
        self._lane_names(picture)
        if self.as_of:
            self._today(picture, self.as_of)
        for lane in at.lanes:
            for mark in lane.marks:
                self._event(picture, mark, lane)
            for n, mark in enumerate(lane.aside):
                self._undated(picture, mark, lane.top + 5 + n * ROW)
        self._legend(picture, legend)
        return picture

    def _described(self) -> str:
        say, events = self.say, self.chronology.events
        parts = [say.count(len(events), "events")]
        with_dates = [e for e in events if dated(e)]
        if with_dates:
            parts.append(f"{say.span(with_dates[0].when)} … {say.span(with_dates[-1].when)}")
        flagged = {flag.id for flags in self.shown.flags.values() for flag in flags}
        if flagged:
            parts.append(say.count(len(flagged), "findings"))
        return "; ".join(parts) + "."

    # -- behind --------------------------------------------------------------------------------------------------

    def _inks(self, picture: Element) -> None:
        defs = svg.add(picture, "defs")
        for name, stops in _FADES.items():
            fade = svg.add(defs, "linearGradient", id=f"{name}{self.key}")
            for offset, depth in stops:
                svg.add(fade, "stop", offset=str(offset), stop_color=_INK, stop_opacity=str(depth), class_="trail-stop")  # fmt: skip
        hatch = svg.add(
            defs, "pattern", id=f"gap{self.key}", width=7, height=7,
            patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
        )  # fmt: skip
        svg.add(hatch, "rect", width=2.2, height=7, fill=_FLAG, opacity="0.55")

    def _grid(self, picture: Element) -> None:
        axis, top, bottom = self.at.axis, self.at.top, self.at.bottom
        grid = svg.add(picture, "g", aria_hidden="true", class_="trail-grid")
        edge = axis.x0
        for a, b in [*axis.cuts, (axis.x1, axis.x1)]:
            for y in (top, bottom):
                svg.add(grid, "line", x1=edge, x2=a, y1=y, y2=y, stroke=_RULE)
            edge = b
        for a, b in axis.cuts:
            band = svg.add(grid, "rect", x=a, y=top, width=b - a, height=bottom - top, fill="#808890", opacity="0.1")  # fmt: skip
            svg.add(band, "title", self.say("time left out here"))
            m, w = (a + b) / 2, (b - a) / 4
            for y in (top, bottom):
                path = f"M{a:.1f} {y:.1f} H{m - w:.1f} l{w / 2:.1f} -4 l{w:.1f} 8 l{w / 2:.1f} -4 H{b:.1f}"
                svg.add(grid, "path", d=path, fill="none", stroke=_RULE, stroke_width=1.2)
        ticks = axis.ticks(self.say.short_month)
        two_lines = any(tick.label for tick in ticks)
        for tick in ticks:
            svg.add(
                grid, "line", x1=tick.x, x2=tick.x, y1=top, y2=bottom, stroke=_RULE,
                stroke_width="0.9" if tick.year else "0.5", stroke_dasharray=None if tick.year else "1 3", opacity="0.65",
            )  # fmt: skip
            for y, fine, coarse in ((top, -3.0, -12.0), (bottom, 11.0, 22.0)):
                if tick.label:
                    svg.add(grid, "text", tick.label, x=tick.x + 3, y=y + fine, font_size=10, fill="currentColor", opacity="0.75")  # fmt: skip
                if tick.year:
                    svg.add(grid, "text", tick.year, x=tick.x + 3, y=y + (coarse if two_lines else fine),
                            font_size=11, font_weight=600, fill="currentColor")  # fmt: skip

    def _lane_names(self, picture: Element) -> None:
        group = svg.add(picture, "g", class_="trail-lanes")
        for lane in self.at.lanes:
            svg.add(group, "line", x1=0, x2=WIDTH, y1=lane.top, y2=lane.top, stroke=_RULE, stroke_width="0.6", opacity="0.6")  # fmt: skip
            svg.add(
                group, "text", self.say(lane.name), x=2, y=lane.top + (11 if lane.empty else 17),
                font_size=10 if lane.empty else 12, font_weight=400 if lane.empty else 600,
                fill="currentColor", opacity="0.55" if lane.empty else None,
            )  # fmt: skip
        if self.at.has_aside:
            x = self.at.axis.x1 + 6
            svg.add(group, "line", x1=x, x2=x, y1=4, y2=self.at.bottom, stroke=_RULE, stroke_dasharray="4 3")  # fmt: skip
            svg.add(group, "text", self.say("date not told"), x=x + 6, y=17, font_size=11, font_weight=600, fill="currentColor")  # fmt: skip

    def _today(self, picture: Element, day: date) -> None:
        x = self.at.axis.x(day)
        line = svg.add(picture, "line", x1=x, x2=x, y1=self.at.top, y2=self.at.bottom, stroke="currentColor",
                       stroke_width=1.3, stroke_dasharray="6 3", opacity="0.8")  # fmt: skip
        svg.add(line, "title", f"{self.say('checked as of')} {self.say.day(day)}")

    def _band(self, picture: Element, band: Band, strip: Strip) -> None:
        ink = _GUARD if band.protects else _FLAG
        fill = ink if band.protects else f"url(#gap{self.key})"
        y, width = self.at.strip_y(strip.row), strip.end - strip.start
        group = self._linked(picture, "finding", band.id, f"{band.short} {band.title}: {band.told(self.say)}")  # fmt: skip
        svg.add(group, "rect", x=strip.start, y=self.at.lanes_top, width=width, height=self.at.bottom - self.at.lanes_top,
                fill=fill, opacity="0.06" if band.protects else "0.2")  # fmt: skip
        svg.add(group, "rect", x=strip.start, y=y, width=width, height=14, rx=2, fill=fill,
                fill_opacity="0.2" if band.protects else "0.8", stroke=ink, stroke_dasharray=None if band.sure else "3 2")  # fmt: skip
        words = svg.shortened(f"{band.short} {band.title}", strip.room, 11)
        also = "trail-guard-text" if band.protects else "trail-gap-text"
        if strip.label_left:
            self._label(group, words, strip.start - 6, y + 11, 11, ink, also, "end")
        else:
            self._label(group, words, strip.label_at, y + 11, 11, ink, also)

    def _due(self, picture: Element, due: Due, strip: Strip) -> None:
        say, x, y = self.say, strip.start, self.at.strip_y(strip.row)
        spoken = f"{due.short} {due.title}: {say('last safe day')} {say.day(due.day)}"
        group = self._linked(picture, "finding", due.id, spoken)
        svg.add(group, "path", d=f"M{x:.1f} {y + 1:.1f} l5 6 l-5 6 l-5 -6 Z", fill=_FLAG, class_="trail-due")  # fmt: skip
        self._label(group, due.short, strip.label_at, y + 11, 11, _FLAG, "trail-gap-text")

    # -- events --------------------------------------------------------------------------------------------------

    def _event(self, picture: Element, mark: Mark, lane: Lane) -> None:
        y = lane.top + 5 + mark.row * ROW
        middle = y + 8
        group = self._linked(picture, "event", mark.event.id, self._spoken(mark))
        if mark.lasts and mark.lasts > mark.end + 4:
            svg.add(group, "line", x1=mark.start, x2=mark.lasts, y1=middle, y2=middle, stroke=_INK, stroke_width=3.2,
                    opacity="0.35", class_="trail-ink-line")  # fmt: skip
        if mark.exact:
            svg.add(group, "circle", cx=mark.start, cy=middle, r=DOT, fill=_INK if mark.vouched else "#ffffff", stroke=_INK,
                    stroke_width=1.6, class_="trail-dot" if mark.vouched else "trail-dot-open")  # fmt: skip
        else:
            fade = ("both", "right", "left", "neither")[mark.open_left * 2 + mark.open_right]
            closed = not (mark.open_left or mark.open_right)
            svg.add(group, "rect", x=mark.start, y=middle - 5.5, width=mark.end - mark.start, height=11, rx=5.5,
                    fill=f"url(#{fade}{self.key})", stroke=_INK if closed else None, stroke_width="0.7", stroke_opacity="0.6",
                    stroke_dasharray=None if mark.vouched else "2 2", class_="trail-bar" if closed else None)  # fmt: skip
        ends = mark.label_at + svg.width_of(mark.label)
        if mark.label_left:
            self._label(group, mark.label, ends, y + 12, anchor="end")
        else:
            self._label(group, mark.label, mark.label_at, y + 12)
        self._flags(picture, mark, ends + 5, y)

    def _undated(self, picture: Element, mark: Mark, y: float) -> None:
        x = self.at.axis.x1 + 12
        group = self._linked(picture, "event", mark.event.id, self._spoken(mark))
        room = WIDTH - x - 6 - sum(flag_width(f) for f in mark.flags)
        label = svg.shortened(mark.label, room)
        self._label(group, label, x, y + 12)
        self._flags(picture, mark, x + svg.width_of(label) + 5, y)

    def _flags(self, picture: Element, mark: Mark, x: float, y: float) -> None:
        for flag in mark.flags:
            self._flag(picture, flag, x, y + 1.5)
            x += flag_width(flag)

    def _flag(self, picture: Element, flag: Flag, x: float, y: float) -> None:
        width, kind = flag_width(flag) - 3, "trail-flag" if flag.certain else "trail-flag-open"
        spoken = f"{flag.short} {flag.title} ({self.say(flag.verdict)})"
        group = self._linked(picture, "finding", flag.id, spoken)
        svg.add(group, "rect", x=x, y=y, width=width, height=13.5, rx=2.5, fill=_FLAG if flag.certain else "#ffffff",
                stroke=_FLAG, stroke_width=1.1, class_=kind)  # fmt: skip
        svg.add(group, "text", flag.short, x=x + width / 2, y=y + 10.3, font_size=10, font_weight=700, text_anchor="middle",
                fill="#ffffff" if flag.certain else _FLAG, class_=f"{kind}-text")  # fmt: skip

    def _label(
        self, group: Element, text: str, x: float, y: float, size: float = 12, ink: str = "currentColor", also: str = "",
        anchor: str | None = None,
    ) -> None:  # fmt: skip
        svg.add(group, "text", text, x=x, y=y, font_size=size, fill=ink, stroke="#ffffff", stroke_width=3,
                stroke_linejoin="round", paint_order="stroke", text_anchor=anchor, class_=f"trail-halo {also}".strip())  # fmt: skip

    def _linked(self, parent: Element, what: str, name: str, spoken: str) -> Element:
        address = self.href(what, name) if self.href else ""
        if address:
            group = svg.add(parent, "a", href=address, aria_label=spoken)
        else:
            group = svg.add(parent, "g", role="graphics-symbol img", aria_label=spoken)
        svg.add(group, "title", spoken)
        return group

    def _spoken(self, mark: Mark) -> str:
        say, event = self.say, mark.event
        where = f", {event.where}" if event.where else ""
        doubt = "" if mark.vouched else f" ({say('to be checked by a person')})"
        return f"{mark.label}: {say.span(event.when)}{where}{doubt}"

    # -- legend --------------------------------------------------------------------------------------------------

    def _legend_rows(self) -> list[list[tuple[str, str, float]]]:
        """(sign, words, how wide), broken into lines that fit."""
        say, bands = self.say, self.shown.bands
        flags = [flag for flags in self.shown.flags.values() for flag in flags]
        signs = [
            ("dot", "on this day", True),
            ("bar", "once within this time", True),
            ("open", "to be checked by a person", True),
            ("flag", "finding: certain", any(f.certain for f in flags)),
            ("flag-open", "finding: possible", any(not f.certain for f in flags)),
            ("due", "last safe day", bool(self.shown.dues)),
            ("guard", "safeguard in force", any(b.protects for b in bands)),
            ("gap", "without protection", any(not b.protects for b in bands)),
        ]
        rows: list[list[tuple[str, str, float]]] = [[]]
        x = GUTTER
        for sign, words, shown in signs:
            if not shown:
                continue
            width = 40 + svg.width_of(say(words), 10.5) + 16
            if x + width > WIDTH and rows[-1]:
                rows.append([])
                x = GUTTER
            rows[-1].append((sign, say(words), width))
            x += width
        return rows

    def _legend(self, picture: Element, rows: list[list[tuple[str, str, float]]]) -> None:
        group = svg.add(picture, "g", class_="trail-legend", aria_hidden="true")
        for n, row in enumerate(rows):
            x, y = GUTTER, self.at.bottom + 33 + 19 * n
            for sign, words, width in row:
                self._sign(group, sign, x, y)
                svg.add(
                    group, "text", words, x=x + 39, y=y + 10, font_size=10.5, fill="currentColor"
                )
                x += width

    def _sign(self, group: Element, sign: str, x: float, y: float) -> None:
        box = {"x": x + 10, "y": y, "width": 23.0, "height": 12.0, "rx": 2}
        if sign in ("dot", "open"):
            svg.add(group, "circle", cx=x + 26, cy=y + 6, r=DOT, fill=_INK if sign == "dot" else "#ffffff", stroke=_INK,
                    stroke_width=1.6, class_="trail-dot" if sign == "dot" else "trail-dot-open")  # fmt: skip
        elif sign == "bar":
            svg.add(group, "rect", x=x, y=y + 1, width=34.0, height=11, rx=5.5, fill=f"url(#both{self.key})", stroke=_INK,
                    stroke_width="0.7", stroke_opacity="0.6", class_="trail-bar")  # fmt: skip
        elif sign == "due":
            svg.add(group, "path", d=f"M{x + 26:.1f} {y:.1f} l5 6 l-5 6 l-5 -6 Z", fill=_FLAG, class_="trail-due")  # fmt: skip
        elif sign == "guard":
            svg.add(group, "rect", **box, fill=_GUARD, fill_opacity="0.2", stroke=_GUARD)
        elif sign == "gap":
            svg.add(group, "rect", **box, fill=f"url(#gap{self.key})", fill_opacity="0.8", stroke=_FLAG)  # fmt: skip
        else:
            svg.add(group, "rect", **box, fill=_FLAG if sign == "flag" else "#ffffff", stroke=_FLAG, class_=f"trail-{sign}")  # fmt: skip
