"""The report is one page that holds everything: each line with its passage, its speaker, its date as read and its law."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from paper import AT, CLAIMS, ID, document, passage, report, source, yunusov

from safeconduct import law
from safeconduct.findings import check, today
from safeconduct.publish import CaseFile, ReadFile, Report, write_report
from safeconduct.record import Chronology, Claim, Reading, Referent


class Page(HTMLParser):
    """Ids, links and visible text of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.markup = markup
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._hidden = False
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in ("style", "script", "title")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
            if name in (
                "src",
                "srcset",
                "action",
                "poster",
                "data",
                "formaction",
                "background",
            ) or tag in ("script", "link", "iframe", "object", "base", "form"):
                self.fetched.append((tag, f"{name}={value}"))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("a", "b", "strong", "span", "mark", "cite"):
            self.words.append(" ")

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def part(self, anchor: str) -> str:
        """The text of the element with this id, up to the next id of the same sort."""
        start = self.markup.index(f'id="{anchor}"')
        following = re.search(r'<(?:li|article|section)[^>]* id="', self.markup[start:])
        end = start + following.start() if following else len(self.markup)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.markup[start:end])).split())


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(write_report(report()))


@pytest.fixture(scope="module")
def checked() -> tuple[Page, CaseFile]:
    """The invented case of the examples under the real pack."""
    chronology, as_of = yunusov(), date(2018, 10, 9)
    pack = law.load("russia-uzbekistan")
    case = CaseFile(chronology, check(chronology, pack, as_of))
    return Page(write_report(Report((), (chronology.person,), (case,), as_of, pack))), case


# -- self-contained ------------------------------------------------------------------------------------------------


def test_the_page_asks_nothing_of_anybody(page: Page, checked: tuple[Page, CaseFile]) -> None:
    for one in (page, checked[0]):
        assert one.fetched == []
        assert not re.search(r"@import|url\((?!#)", one.markup)
        assert "default-src 'none'" in one.markup
        assert all(link.startswith("#") for link in one.links)


def test_every_link_leads_somewhere_and_no_anchor_stands_twice(
    page: Page, checked: tuple[Page, CaseFile]
) -> None:
    for one in (page, checked[0]):
        assert len(one.ids) == len(set(one.ids))
        assert {link[1:] for link in one.links} <= set(one.ids)


def test_a_passage_is_marked_with_its_own_language(page: Page) -> None:
    assert re.search(r'<p lang="en" dir="auto">.{0,200}<mark>On 3 February 2015', page.markup)
    assert '<p lang="en" dir="auto">' in write_report(report(), language="ru")


def test_two_runs_over_the_same_files_give_the_same_page() -> None:
    assert write_report(report()) == write_report(report())
    assert "2 January 2026, 09:30" in write_report(report(made=AT))


# -- a line and what it rests on -----------------------------------------------------------------------------------


def test_an_event_stands_with_date_words_passage_file_and_place(page: Page) -> None:
    line = page.part("c1-e1")
    for told in ("3 February 2015", "“On 3 February 2015”", "to the day; stated", "arrest", "Tver", "by police",
                 "On 3 February 2015 he was arrested there under Article 18.8", "shoes.txt, page 1, paragraph 1",
                 "art. 18.8, Code of Administrative Offences (RU)"):  # fmt: skip
        assert told in line
    assert "check" not in line


def test_a_date_read_from_the_story_says_so_and_what_it_was_counted_from(page: Page) -> None:
    line = page.part("c1-e2")
    assert "spring 2015" in line
    assert "completed from what was told before: 3 February 2015" in line


def test_a_line_the_reader_is_not_sure_of_says_why(page: Page) -> None:
    line = page.part("c1-e2")
    assert "check" in line
    assert "the person is inferred from the words around" in line


def test_a_relatives_event_stands_under_its_person_with_the_chain_of_speakers(page: Page) -> None:
    line = page.part("c1-e3")
    assert "summons (brother of Rustam Holiqov)" in line
    assert "on the word of neighbour, as told by Vera Lindt" in line
    assert "reported" in line
    assert "because of: Rustam Holiqov" in line


def test_a_note_on_the_law_is_not_to_be_missed(page: Page) -> None:
    assert "Note on the law: The text names no part of Article 18.8." in page.part("c1-e1")


def test_the_heading_gives_spellings_relatives_and_what_was_assumed(page: Page) -> None:
    for told in (
        "Rustam Holiqov",
        "Kholikov",
        "trader",
        "brother of Rustam Holiqov",
        "citizenship UZ: assumed",
    ):
        assert told in page.text


def test_what_did_not_happen_is_kept_apart(page: Page) -> None:
    before, _, after = page.text.partition("Told, but not as something that happened")
    assert "feared or threatened expulsion" in after
    assert "They may send him back" in after
    assert "They may send him back" not in before.partition("Chronology")[2].replace(after, "")
    assert "told in general expulsion" in page.text.partition("Told in general")[2]


def test_a_note_on_the_law_is_shown_beside_what_did_not_happen_too() -> None:
    whole = report()
    note = "The text says Article 39; Rule 39 of the Rules of Court is meant."
    noted = tuple(
        replace(c, attributes={"legal_note": note}) if c.id in ("c4", "c5") else c for c in CLAIMS
    )
    reading = replace(whole.files[0].reading, claims=noted)  # type: ignore[type-var]
    page = Page(write_report(replace(whole, files=(ReadFile(source(), document(), reading),))))
    assert page.text.count(f"Note on the law: {note}") == 2


def test_a_figure_stands_with_who_gave_it(page: Page) -> None:
    figures = page.text.partition("each on the word of whoever gave it.")[2].partition(
        "Told in general"
    )[0]
    assert "expulsion 14 people 2014 Vera Lindt" in figures
    assert "14 expulsions to Uzbekistan in 2014" in figures


def test_those_who_only_speak_are_listed_and_have_no_case_file(page: Page) -> None:
    assert "Vera Lindt, lawyer · 3 passages on their word" in page.text
    assert page.text.count("Case file") == 1


def test_what_could_not_be_read_is_said_file_by_file(page: Page) -> None:
    files = (
        page.text.partition("SHA-256")[0].rpartition("Files")[2] + page.text.partition("SHA-256")[2]
    )
    assert "sent by the family" in files
    assert ID in files
    assert "a stamp on page 2" in files
    assert "not read: no text. A scan without a text layer: run OCR over it." in files


def test_nobody_takes_a_machines_reading_for_a_persons(page: Page) -> None:
    assert "nobody has confirmed what it read" in page.text
    accepted = report()
    chronology = accepted.cases[0].chronology
    first = replace(chronology.events[0], confirmed=True)
    case = CaseFile(Chronology(chronology.person, (first, *chronology.events[1:])))
    told = Page(write_report(replace(accepted, cases=(case,))))
    assert "Of 3 events 2 rest only on what a machine read" in told.text
    assert "confirmed" in told.part("c1-e1")


def test_a_page_without_findings_does_not_say_that_anyone_is_safe(page: Page) -> None:
    assert "that is no sign that a person is safe" in page.text
    assert "not checked" in page.text


# -- the law -------------------------------------------------------------------------------------------------------


def test_every_finding_stands_with_verdict_reason_events_and_provisions(
    checked: tuple[Page, CaseFile],
) -> None:
    page, case = checked
    answers = case.answers
    assert answers is not None
    assert answers.shown
    number = {e.id: n for n, e in enumerate(case.chronology.events, 1)}
    strong = [(n, f) for n, f in enumerate(answers.shown) if f.verdict in ("certain", "possible")]
    assert strong
    for n, finding in strong:
        shown = page.part(f"c1-f{n}")
        for told in (
            finding.verdict.value,
            finding.rule,
            finding.title(),
            finding.says(),
            finding.would_change(),
            finding.unsure() or "",
        ):
            assert " ".join(told.split()) in shown
        for event in finding.events:
            assert f'href="#c1-e{number[event]}"' in page.markup
        for provision in finding.provisions:
            assert provision.id in shown
            assert " ".join(provision.citation().split()) in shown


def test_rules_that_cannot_tell_are_gathered_by_the_fact_they_lack(
    checked: tuple[Page, CaseFile],
) -> None:
    page, case = checked
    assert case.answers is not None
    waiting = [f for f in case.answers.shown if f.verdict == "cannot tell"]
    assert waiting
    _, _, folded = page.text.partition("Questions the file does not answer")
    folded = folded.partition("Deadlines")[0]
    for finding in waiting:
        lacks = " ".join(finding.would_change().split())
        assert folded.count(lacks) >= 1
        assert f"{finding.rule} {finding.title()}" in folded
    assert page.markup.count('class="more questions"') == 1


def test_an_event_leads_to_the_findings_that_rest_on_it(checked: tuple[Page, CaseFile]) -> None:
    page, case = checked
    assert case.answers is not None
    certain = next((n, f) for n, f in enumerate(case.answers.shown) if f.verdict == "certain")
    number = {e.id: n for n, e in enumerate(case.chronology.events, 1)}
    for event in certain[1].events:
        start = page.markup.index(f'<li class="event" id="c1-e{number[event]}"')
        assert f'href="#c1-f{certain[0]}"' in page.markup[start : page.markup.index("</li>", start)]


def test_deadlines_show_the_last_safe_day_and_what_is_unsure(
    checked: tuple[Page, CaseFile],
) -> None:
    page, case = checked
    assert case.answers is not None
    ours = [(n, d) for n, d in enumerate(case.answers.deadlines) if d.whose == "defence"]
    assert ours
    for n, deadline in ours:
        shown = page.part(f"c1-d{n}")
        assert deadline.id in shown
        assert (deadline.unsure() or "") in shown
        if deadline.last_safe is None:
            assert "cannot be counted" in shown
        else:
            assert str(deadline.last_safe.year) in shown


def test_safeguards_show_from_when_to_when_and_whether_they_hold_today(
    checked: tuple[Page, CaseFile],
) -> None:
    page, case = checked
    assert case.answers is not None
    assert case.answers.safeguards
    for n, guard in enumerate(case.answers.safeguards):
        shown = page.part(f"c1-s{n}")
        assert guard.title() in shown
        now = {
            "yes": "in force" if guard.in_force else "without protection",
            "no": "not in force" if guard.in_force else "over",
            "cannot tell": "perhaps",
        }
        assert now[guard.now] in shown
        assert (guard.unsure() or "") in shown


def test_a_case_file_opens_with_where_the_person_stands_that_day(
    checked: tuple[Page, CaseFile],
) -> None:
    page, case = checked
    assert case.answers is not None
    stand = today(case.chronology, case.answers)
    assert stand.protected == "yes"
    box = page.text.partition("What is on file forbids removal.")[2].partition("Numbers are those")[
        0
    ]
    for guard in stand.safeguards:
        assert f"{guard.id} {guard.title()}" in box
    for step in stand.next_steps:
        assert f"{step.deadline.id} {step.deadline.title()}" in box
    unread = tuple(replace(e, confirmed=False) for e in case.chronology.events)
    open_case = CaseFile(replace(case.chronology, events=unread), case.answers)
    told = Page(
        write_report(Report((), (case.chronology.person,), (open_case,), date(2018, 10, 9)))
    ).text
    assert "What is on file forbids removal. rests on passages nobody has confirmed" in told
    bare = CaseFile(case.chronology, replace(case.answers, safeguards=(), deadlines=()))
    told = Page(
        write_report(Report((), (case.chronology.person,), (bare,), date(2018, 10, 9)))
    ).text
    assert "Nothing on file forbids removal. That is no proof that nothing does." in told


def test_a_provision_is_set_out_once_and_then_cited(checked: tuple[Page, CaseFile]) -> None:
    page, case = checked
    assert case.answers is not None
    strong = [f for f in case.answers.shown if f.verdict != "cannot tell"]
    cited = [
        p
        for f in (*strong, *case.answers.deadlines, *case.answers.safeguards)
        for p in f.provisions
    ]
    for provision in {p.id: p for p in cited if p.says.en}.values():
        assert page.text.count(" ".join(provision.says.en.split())) >= 1
        assert len(
            re.findall(
                rf'id="c1-p\d+">\s*<p><span class="id">{re.escape(provision.id)}</span>',
                page.markup,
            )
        ) == len({p.version for p in cited if p.id == provision.id})


def test_a_blank_beside_removal_is_said_in_words(checked: tuple[Page, CaseFile]) -> None:
    _, case = checked
    assert case.answers is not None
    bare = CaseFile(
        case.chronology, replace(case.answers, safeguards=(), findings=(), deadlines=())
    )
    told = Page(
        write_report(Report((), (case.chronology.person,), (bare,), date(2018, 10, 9)))
    ).text
    assert "nothing on file" in told
    assert (
        "No rule of this pack is met by the events on file. That is no sign that the person is safe."
        in told
    )


# -- trust ---------------------------------------------------------------------------------------------------------

HOSTILE = "<script>alert('x')</script>\"'><img src=//evil.example/x onerror=alert(1)>{{ 7*7 }}"


def hostile_report() -> Report:
    """Hostile words wherever words can come from a file."""
    who = Referent("r1", ID, HOSTILE, (HOSTILE, "K"), (passage("Rustam"),), roles=(HOSTILE,))
    claims = tuple(
        replace(c, persons=("r1",), where=HOSTILE, by=HOSTILE, said_by=("r1",), doubts=(HOSTILE,),
                attributes={"ground": HOSTILE, "legal_note": HOSTILE, "articles": [HOSTILE], HOSTILE: HOSTILE})
        for c in CLAIMS
    )  # fmt: skip
    reading = Reading(ID, (who,), claims, (), (), (HOSTILE,))
    from safeconduct.record.views import chronology, events, people

    everyone = people(reading.referents)
    case = CaseFile(
        chronology(everyone[0], everyone, events(claims, people=everyone)), None, (HOSTILE,)
    )
    named = source(explanation=HOSTILE)
    named = replace(named, custody=replace(named.custody, original_name=HOSTILE, obtained=HOSTILE))
    paper = replace(
        document(),
        unsure=(HOSTILE,),
        text=document().text.replace("Tver", "<b>T</b>")[: len(document().text)],
    )
    return Report((ReadFile(named, paper, reading),), everyone, (case,), date(2016, 1, 1))


def test_words_from_a_file_never_become_markup() -> None:
    page = Page(write_report(hostile_report()))
    assert page.fetched == []
    assert "<img" not in page.markup
    assert HOSTILE not in page.markup
    assert "<script" not in page.markup
    assert "{{ 7*7 }}" in page.text
    assert "49" not in page.part("c1-e1")


def test_an_empty_report_is_a_page_too() -> None:
    page = Page(write_report(Report((), (), (), date(2016, 1, 1))))
    assert "No person to whom something happened was found" in page.text


def test_a_passage_whose_text_is_not_here_is_said_to_be_missing() -> None:
    whole = report()
    bare = replace(whole, files=(ReadFile(source(), None, whole.files[0].reading),))
    assert "the text of this passage is not in the report" in Page(write_report(bare)).text


def test_the_page_speaks_russian() -> None:
    page = Page(write_report(report(), language="ru"))
    assert '<html lang="ru"' in page.markup
    for told in ("Хронология", "3 февраля 2015", "задержание", "страница 1, абзац 1", "ст. 18.8"):
        assert told in page.text
    assert "he was arrested there" in page.text  # passages stay in their own language


def test_a_claim_about_nobody_breaks_nothing() -> None:
    lone = Claim(
        "c9", passage("Vera Lindt"), "threat", ("nobody-known",), said_by=("also-unknown",)
    )
    whole = report()
    reading = replace(whole.files[0].reading, claims=(*CLAIMS, lone))  # type: ignore[type-var]
    assert write_report(replace(whole, files=(ReadFile(source(), document(), reading),)))


# -- a real browser ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    chromium = next(
        (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))),
        None,
    )
    if chromium is None:
        pytest.skip("Chromium is not installed: sudo apt install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        opened = browser.new_page(viewport={"width": 390, "height": 800})
        yield opened
        browser.close()


@pytest.mark.journey
@pytest.mark.parametrize("width", [390, 1100])
def test_in_a_browser_nothing_is_requested_refused_or_overflows(
    browser_page: object, tmp_path: Path, width: int, checked: tuple[Page, CaseFile]
) -> None:
    opened: object = browser_page
    requested: list[str] = []
    said: list[str] = []
    opened.on("request", lambda r: requested.append(r.url))  # type: ignore[attr-defined]
    opened.on("console", lambda m: said.append(m.text))  # type: ignore[attr-defined]
    path = tmp_path / "report.html"
    path.write_text(checked[0].markup, encoding="utf-8")
    opened.set_viewport_size({"width": width, "height": 800})  # type: ignore[attr-defined]
    opened.goto(path.as_uri())  # type: ignore[attr-defined]
    assert requested == [path.as_uri()]
    assert said == []
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")  # type: ignore[attr-defined]
    opened.keyboard.press("Tab")  # type: ignore[attr-defined]
    assert opened.evaluate("document.activeElement.className") == "skip"  # type: ignore[attr-defined]
    # no label of the picture lies over another
    overlaps = opened.evaluate(  # type: ignore[attr-defined]
        """() => { const all = [...document.querySelectorAll('svg.trail .trail-halo')].map(t => t.getBoundingClientRect());
           let n = 0; for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {
             const a = all[i], b = all[j];
             if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4) n++; }
           return n; }"""
    )
    assert overlaps == 0
