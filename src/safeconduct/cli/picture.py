"""What the law says of a chronology, printed for people: where the person stands today, findings, terms, safeguards, ways out.

May import: `findings`, rich. The words are the room's own (findings/locale.yaml), in the reader's language.
"""

from __future__ import annotations

from datetime import date

from rich.console import Console
from rich.markup import escape

from safeconduct.findings import (
    Answers,
    Deadline,
    Finding,
    Safeguard,
    Today,
    Verdict,
    WayOut,
    telling,
    wording,
)

_STYLE = {
    Verdict.CERTAIN: "bold red",
    Verdict.POSSIBLE: "yellow",
    Verdict.CANNOT_TELL: "cyan",
    Verdict.NO: "dim",
}
_MARGIN = " " * 13


class Printer:
    """Prints answers in one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._words = wording.screen(language)
        self._out = Console(highlight=False, soft_wrap=True)

    def show(self, answers: Answers, picture: Today, *, trace: bool, show_all: bool) -> None:
        """Everything, the day's picture first."""
        words = self._words
        self._line(
            f"{words['as_of']} {self._day(answers.as_of)} · {answers.pack} ({answers.pack_version})"
        )
        self._today(picture)
        for c in answers.contradictions:
            self._line(f"\n[bold]{words['contradiction']}[/] {escape(c.says(self._language))}")
        self._head("findings")
        shown = answers.findings if show_all else answers.shown
        for f in shown:
            self._finding(f, trace=trace)
        if not shown:
            self._line(words["none"])
        if answers.deadlines:
            self._head("deadlines")
        for d in answers.deadlines:
            self._deadline(d)
        if answers.safeguards:
            self._head("safeguards")
        for s in answers.safeguards:
            self._safeguard(s)
        if answers.ways_out:
            self._head("ways")
        for w in answers.ways_out:
            self._way(w)

    def _today(self, picture: Today) -> None:
        """Where the person stands on the day: protection, gaps, what is to be filed next."""
        words, language = self._words, self._language
        until = f" {words['until']} {self._day(picture.until)}" if picture.until else ""
        names = ", ".join(dict.fromkeys(s.id for s in picture.safeguards or picture.maybe))
        self._line(
            f"[bold]{words['protected']}[/] {words[picture.protected]}{until}"
            + (f" ({names})" if names else "")
        )
        if picture.protected in ("no", "cannot tell"):
            self._line(f"  {words['no_proof']}")
        for caveat in picture.caveats(language):
            self._line(f"  {escape(caveat)}")
        for term in picture.overdue:
            self._line(
                f"  {words['overdue']} [bold]{term.id}[/] {escape(term.title(language))},"
                f" {self._day(term.last_safe)} — {escape(term.when_missed(language))}"
            )
        for safeguard in picture.lapsing:
            self._line(f"  {words['lapses']} [bold]{safeguard.id}[/] {self._day(safeguard.last)}")
        for gap in picture.gaps:
            row = f" ({gap.row.id})" if gap.row else ""
            last = f"{words['until']} {self._day(gap.last)}" if gap.last else "…"
            self._line(
                f"  {words['unprotected']} {words['from_day']} {self._day(gap.first)} {last}{row}"
            )
        for step in picture.next_steps:
            title = escape(step.deadline.title(language))
            self._line(
                f"  {words['next']} [bold]{step.deadline.id}[/] {title}: {step.says(language)}"
            )
        for remedy in picture.remedies:
            asked = f" ({words['asked']})" if remedy.asked else ""
            self._line(
                f"  {words['to_file']} [bold]{remedy.id}[/] {escape(remedy.says(language))}{asked}"
            )
        for term in picture.state_terms:
            title = escape(term.title(language))
            self._line(
                f"  {words['state_owes']} [bold]{term.id}[/] {title}: {self._day(term.last_safe)}"
            )

    def _finding(self, f: Finding, *, trace: bool) -> None:
        words, language = self._words, self._language
        verdict = wording.verdict(f.verdict, language)
        self._line(
            f"[{_STYLE[f.verdict]}]{verdict:<12}[/] [bold]{f.rule}[/] {escape(f.title(language))}"
        )
        self._more(f.says(language))
        for p in f.provisions if not trace else ():
            confidence = wording.confidence(p.confidence, language)
            self._more(f"{p.id}: {p.citation(language)} ({confidence})", style="dim")
        self._unsure(f)
        if f.verdict is not Verdict.NO:
            self._more(f"{words['change']} {f.would_change(language)}")
        for line in f.steps(language) if trace else ():
            self._more(f"· {line}", style="dim")

    def _deadline(self, d: Deadline) -> None:
        words = self._words
        last = self._day(d.last_safe) if d.last_safe else words["not_known"]
        book = self._day(d.by_the_book) if d.by_the_book else ""
        more = [f"{words['book']} {book}"] if book and book not in last else []
        more += [f"{words['outer']} {self._day(d.outer)}"] if d.outer else []
        label = words["last_lawful" if d.whose == "state" else "last_safe"]
        self._line(
            f"[bold]{d.id}[/] {escape(d.title(self._language))}: {label} [bold]{last}[/]"
            + (f" ({'; '.join(more)})" if more else "")
            + f" · {words[d.whose]} · {words[d.state]}"
        )
        self._unsure(d)

    def _safeguard(self, s: Safeguard) -> None:
        words = self._words
        first = self._day(s.first) if s.first else "…"
        last = f"{words['until']} {self._day(s.last)}" if s.last else "…"
        self._line(
            f"[bold]{s.id}[/] {escape(s.title(self._language))}: {words['protects' if s.in_force else 'gap']}"
            f" {words['from_day']} {first} {last} · {words['now']} {words[s.now]}"
        )
        self._unsure(s)

    def _way(self, w: WayOut) -> None:
        words, language = self._words, self._language
        state = {True: words["open"], None: words["cannot tell"]}.get(w.open)
        if state is None:
            until = w.blocked_until
            state = f"{words['blocked']} {', '.join(w.blocked_by)}"
            state += f" ({words['until']} {self._day(until)})" if until else ""
        self._line(f"[bold]{w.id}[/] {escape(w.title(language))}: {state}")
        for need in w.opened_by(language):
            self._more(f"{words['opens']} {need}")
        self._unsure(w)

    def _unsure(self, told: Finding | Deadline | Safeguard | WayOut) -> None:
        why = told.unsure(self._language)
        if why:
            self._more(f"{self._words['unsure']} {why}")

    def _day(self, value: date | None) -> str:
        return telling.moment(value, self._language) if value is not None else ""

    def _head(self, key: str) -> None:
        self._line(f"\n[bold underline]{self._words[key]}[/]")

    def _more(self, text: str, style: str = "") -> None:
        self._line(_MARGIN + (f"[{style}]{escape(text)}[/]" if style else escape(text)))

    def _line(self, text: str) -> None:
        self._out.print(text)
