"""Web pages and Markdown: the story in order, what surrounds it marked, nothing hidden read, no depth that harms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from safeconduct.sources import Conversion

Convert = Callable[..., Conversion]

PAGE = """<!doctype html><html lang=ru><head><meta charset="{charset}"><title>Новости</title>
<meta property="article:published_time" content="2018-03-21T23:30:00+03:00"><script>var a = "не читать"</script></head>
<body><nav><a href=/>Главная</a></nav><div class="cookie-consent">Мы используем cookie</div>
<main><h1>Суд отменил выдворение</h1><p>Суд <b>отменил</b> решение<br>о выдворении.</p>
<p style="display: none">скрытый текст</p><figure><img src=x><figcaption>Фото: архив</figcaption></figure>
<blockquote><p>Я ждал этого год</p></blockquote><table><tr><th>День<th>Место<tr><td>10 июня<td>Самара</table>
<ol><li>первое</li><li>второе</li></ol><p>5. Заявитель прибыл.</p><div class="footnotes"><p>1 Там же.</p></div></main>
<footer>Все права защищены</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r"])
def test_a_news_page_is_read_in_order_with_its_surroundings_marked(
    converted: Convert, charset: str
) -> None:
    document = converted(PAGE.format(charset=charset).encode(charset)).document
    assert document is not None
    assert [(b.role, document.text[b.start : b.end]) for b in document.blocks] == [
        ("navigation", "Главная"),
        ("navigation", "Мы используем cookie"),
        ("heading", "Суд отменил выдворение"),
        ("paragraph", "Суд отменил решение\nо выдворении."),
        ("caption", "Фото: архив"),
        ("quote", "Я ждал этого год"),
        ("table", "День\tМесто\n10 июня\tСамара"),
        ("list", "первое"),
        ("list", "второе"),
        ("paragraph", "5. Заявитель прибыл."),
        ("footnote", "1 Там же."),
        ("footer", "Все права защищены"),
    ]
    assert document.published == date(2018, 3, 21)
    assert document.title == "Суд отменил выдворение"
    assert document.language == "ru"
    assert next(b for b in document.blocks if b.label).label == "5."


def test_a_table_used_for_layout_is_read_as_text(converted: Convert) -> None:
    page = "<html><body><table><tr><td><p>He was taken.</p><p>She was not.</p></td></tr></table></body></html>"
    document = converted(page.encode()).document
    assert document is not None
    assert [b.role for b in document.blocks] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("tag", ["div", "b", "table", "span"])
def test_elements_nested_a_hundred_thousand_deep_are_flattened_and_said(
    converted: Convert, tag: str
) -> None:
    page = f"<html><body>{f'<{tag}>' * 100_000}He was taken.{f'</{tag}>' * 100_000}</body></html>"
    document = converted(page.encode()).document
    assert document is not None
    assert "He was taken." in document.text
    assert any("flattened" in u for u in document.unsure)


def test_a_long_old_page_that_never_closes_its_tags_is_read_whole(converted: Convert) -> None:
    page = "<html><body>" + "".join(f"<p>Paragraph {i} of the story.<td>" for i in range(3000))
    document = converted(page.encode()).document
    assert document is not None
    assert "Paragraph 2999 of the story." in document.text


def test_markdown_is_read_without_its_marks(converted: Convert) -> None:
    text = "# A case\n\nHe was **taken** from [home](https://example.org).\n\n7. seven\n8. eight\n\n> said\n"
    document = converted(text.encode()).document
    assert document is not None
    assert [(b.role, b.label, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", "", "A case"), ("paragraph", "", "He was taken from home."), ("list", "7.", "seven"),
        ("list", "8.", "eight"), ("quote", "", "said"),
    ]  # fmt: skip
    assert document.title == "A case"
