"""A lawyer's first hour, by keyboard alone, in a real browser against the served desk: an article goes in, claims are
judged, the finding stands. The whole way no request leaves this machine.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from offices import PASSPHRASE
from safeconduct.store import door
from safeconduct.store.keys import TRIVIAL
from safeconduct.store.place import Place

CHROMIUM = Path(os.environ.get("SAFECONDUCT_CHROMIUM", "/usr/bin/chromium"))

expect.set_options(timeout=20_000)  # two cores may be shared with a whole test run

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium (sudo apt install chromium)"),
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """`safeconduct serve` as a process of its own, over a new encrypted office of Anna's."""
    place = Place(tmp_path / "office")
    door.close(door.init(place, "Anna", PASSPHRASE, cost=TRIVIAL, alias="journey"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", "from safeconduct.cli import main; main()", "serve", "--no-browser", "--port", str(port)],
            env={**os.environ, "SAFECONDUCT_HOME": str(place.folder)}, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/login/", timeout=5).close()
            break
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(20)


class Seen:
    """Where requests went, and what the page complained of."""

    def __init__(self) -> None:
        self.hosts: set[str] = set()
        self.titles: set[str] = set()
        self.complaints: list[str] = []


@pytest.fixture
def seen() -> Seen:
    return Seen()


def _browser(seen: Seen, *, script: bool = True, width: int = 1280) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        )  # fmt: skip
        context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 900}, accept_downloads=True)  # fmt: skip
        page = context.new_page()
        page.on("request", lambda r: seen.hosts.add(urlsplit(r.url).hostname or ""))
        page.on("console", lambda m: seen.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: seen.complaints.append(str(e)))
        page.set_default_timeout(20_000)
        yield page
        browser.close()


@pytest.fixture
def page(desk: str, seen: Seen) -> Iterator[Page]:
    yield from _browser(seen)


@pytest.fixture
def plain_page(desk: str, seen: Seen) -> Iterator[Page]:
    """A browser that runs no script."""
    yield from _browser(seen, script=False)


def log_in(page: Page, desk: str) -> None:
    page.goto(desk)
    page.locator("input[name=name]").focus()  # a busy machine may not have set the focus yet
    page.keyboard.type("Anna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Cases")


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the element has the focus, as one does without a mouse."""
    page.wait_for_load_state()
    for _ in range(60):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached with the Tab key")


def test_from_an_article_to_a_finding_by_keyboard(
    page: Page, desk: str, seen: Seen, examples: Path
) -> None:
    # Playwright asks Chromium to hand over file dialogs without waiting for it: asked here, it is long done below.
    page.on("filechooser", lambda _: None)
    log_in(page, desk)
    page.keyboard.type("Trail to Central Asia")  # the first case's title has the focus
    page.keyboard.press("Tab")
    page.keyboard.type("Russia to Uzbekistan")  # no law is taken for granted: it is chosen
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Trail to Central Asia")

    tab_to(page, "#files")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(examples / "trail-en.md")
    page.keyboard.press("Tab")
    page.keyboard.type("written from the public record")
    page.keyboard.press("Enter")
    # The row tells how far reading is and changes by itself.
    expect(page.locator("#papers[data-unfinished='0']")).to_be_visible(timeout=90_000)
    tab_to(page, ".papers a")
    page.keyboard.press("Enter")

    cards = page.locator(".card")
    expect(cards.first).to_be_visible()
    total = cards.count()
    assert total > 10
    assert page.locator(".text mark").count() >= total / 2
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("#notices")).to_contain_text("1 claim accepted.")
    expect(page.locator("#open-count")).to_have_text(str(total - 1))
    page.keyboard.press("r")
    expect(page.locator("#notices")).to_contain_text("1 claim rejected.")
    expect(page.locator(".card.rejected")).to_have_count(1)
    # The same key on a keyboard set to Russian, where it gives another letter.
    page.locator("body").dispatch_event("keydown", {"key": "г", "code": "KeyU", "bubbles": True})
    expect(page.locator(".card.rejected")).to_have_count(0)
    expect(page.locator("#open-count")).to_have_text(str(total - 1))
    sure = page.locator(".card.proposed .tag.sure").count()
    page.keyboard.press("s")
    expect(page.locator("#notices")).to_contain_text("accepted")
    judged = page.locator(".card.accepted").count()
    assert judged > 1
    page.keyboard.press("u")
    expect(page.locator(".card.accepted")).to_have_count(1)
    page.keyboard.press("s")
    expect(page.locator(".card.accepted")).to_have_count(judged)
    assert judged <= sure + 1  # what is not told as a fact is not accepted in bulk

    # A claim the reader missed: words marked in the text, and "n".
    wanted = page.locator(".text").evaluate(
        "t => { const w = document.createTreeWalker(t, 4); let n;"
        " while ((n = w.nextNode()) && !(n.length > 30 && n.parentElement.closest('mark')));"
        " const r = document.createRange(); r.setStart(n, 3); r.setEnd(n, 20);"
        " const s = getSelection(); s.removeAllRanges(); s.addRange(r); return r.toString(); }"
    )
    page.keyboard.press("n")
    expect(page.locator("h1")).to_have_text("Add a claim")
    expect(page.locator("blockquote.passage")).to_contain_text(" ".join(wanted.split()))
    page.go_back()

    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page.locator("h1")).to_have_text("People")
    tab_to(page, ".people-list tbody a")
    expect(page.locator(".people-list tbody a").first).to_have_text("Bakhodir Karimov")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Bakhodir Karimov")
    expect(page.locator(".picture svg")).to_be_visible()
    finding = page.locator("#findings > .finding").first
    expect(finding.locator("h3 .verdict")).to_have_text(re.compile("certain|possible"))
    expect(finding.locator("details.law").first).to_be_attached()  # the law it rests on
    event = finding.locator(".rests a").first.get_attribute("href")
    link = page.locator(f"{event} blockquote a").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card.current")).to_be_visible()  # back at the passage, its claim chosen
    assert re.search(r"#p-\w+$", page.url)

    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page.locator("h1")).to_have_text("Cases")
    assert seen.hosts == {"127.0.0.1"}
    assert not seen.complaints


def test_the_same_is_read_and_judged_without_any_script(
    plain_page: Page, desk: str, seen: Seen, examples: Path
) -> None:
    page = plain_page
    log_in(page, desk)
    page.fill("#title", "Letter")
    page.select_option("#pack", "russia-uzbekistan")
    page.click("text=Open the case")
    page.set_input_files("#files", examples / "letter-yunusov.txt")
    page.click("text=Take in and read")
    expect(page.locator("#papers[data-unfinished='0']")).to_be_visible(
        timeout=90_000
    )  # it reloads itself
    page.click(".papers a")
    page.click(".card.proposed .yes")
    expect(page.locator(".notice")).to_contain_text("1 claim accepted.")
    expect(page.locator(".card.accepted")).to_have_count(1)
    page.click(".notice button")
    expect(page.locator(".card.accepted")).to_have_count(0)
    page.click(".links >> text=People")
    page.click(".people-list tbody a")
    expect(page.locator("#chronology")).to_be_visible()
    assert seen.hosts == {"127.0.0.1"}


@pytest.mark.parametrize("width", [400, 1280])
def test_no_page_is_wider_than_the_screen_and_every_field_has_a_label(
    desk: str, seen: Seen, examples: Path, width: int
) -> None:
    for page in _browser(seen, width=width):
        log_in(page, desk)
        page.fill(
            "#title",
            "A case with a title that is rather long for a narrow screen, and then some more",
        )
        page.select_option("#pack", "russia-uzbekistan")
        page.click("text=Open the case")
        page.set_input_files("#files", [examples / "bulletin.html", examples / "mail-nazarov.eml"])
        page.click("text=Take in and read")
        expect(page.locator("#papers[data-unfinished='0']")).to_be_visible(timeout=90_000)
        case = page.url.partition("#")[0]
        addresses = [case, f"{case}people/", f"{case}history/"]
        addresses += [
            desk + str(page.locator(s).first.get_attribute("href"))
            for s in (".papers a", ".people a")
        ]
        page.goto(addresses[-2])
        addresses.append(
            desk + str(page.locator(".card a.button, .card a.plain").first.get_attribute("href"))
        )
        for address in addresses:
            page.goto(address)
            wide, visible = page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
            assert wide <= visible, (address, wide, visible)
            unnamed = page.locator("main").evaluate(
                "m => [...m.querySelectorAll('input:not([type=hidden]),select,textarea,button,a[href]')]"
                ".filter(e => !(e.labels?.length || e.ariaLabel || e.textContent.trim())).map(e => e.outerHTML.slice(0, 90))"
            )
            assert unnamed == [], (address, unnamed)
    assert seen.hosts == {"127.0.0.1"}
