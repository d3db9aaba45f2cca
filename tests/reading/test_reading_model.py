"""A model server is asked over a real socket, and believed in nothing but places in the text."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.reading.errors import BadServerAddress, BrokenReply, ServerUnreachable
from safeconduct.reading.model import Server, add_proposals
from safeconduct.reading.model.asking import LONGEST, passages, stretches
from safeconduct.reading.model.proposals import parse
from safeconduct.reading.model.server import is_near
from safeconduct.reading.tongue import paragraphs
from safeconduct.record import Claim, Mood, Reading, Referent, Tier
from safeconduct.record.kinds import kinds
from safeconduct.sources import Block, Document, Passage

TEXT = "On 10 June 2014 police arrested Ali Vali in Samara. He was never extradited to Tashkent."
DOCUMENT = Document("d", TEXT, language="en", blocks=(Block(0, len(TEXT)),))
RULES = Reading("d", (Referent("r1", "d", "Ali Vali", ("Ali Vali",), (Passage("d", 32, 40),)),))

Answer = Callable[[BaseHTTPRequestHandler], None]


def event(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "kind": "arrest",
        "quote": "On 10 June 2014 police arrested Ali Vali in Samara",
        "person": "Ali Vali",
        "when": "2014-06-10",
        "said_by": "",
        "happened": True,
    }
    return made | changes


def completion(content: object) -> bytes:
    words = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"content": words}}]}).encode()


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            asked.append(json.loads(self.rfile.read(size)) | {"path": self.path})
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def saying(body: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def read_with(answer: Answer, rules: Reading = RULES, seconds: float = 5) -> Reading:
    with serving(answer) as (address, _):
        return add_proposals(DOCUMENT, rules, Server(address, "tiny", seconds=seconds))


# -- an honest answer --------------------------------------------------------------------------------------------------


def test_a_proposal_that_quotes_stands_beside_the_rules_and_is_never_sure() -> None:
    (claim,) = read_with(saying(completion({"events": [event()]}))).claims
    assert (claim.kind, claim.persons, claim.reader, claim.tier) == (
        "arrest",
        ("r1",),
        "model/tiny",
        Tier.CHECK,
    )
    assert TEXT[claim.passage.start : claim.passage.end] == event()["quote"]
    assert claim.when is not None
    assert claim.when.earliest == date(2014, 6, 10)
    assert claim.doubts


def test_the_question_constrains_the_answer_and_shows_only_the_text() -> None:
    with serving(saying(completion({"events": []}))) as (address, asked):
        add_proposals(DOCUMENT, RULES, Server(address + "/v1", "tiny"))
    (question,) = asked
    assert question["path"] == "/v1/chat/completions"
    assert question["response_format"]["type"] == "json_schema"
    assert question["temperature"] == 0
    assert all(s in question["messages"][-1]["content"] for s in TEXT.split(". "))


def test_a_server_that_knows_only_the_older_form_is_asked_in_that() -> None:
    tries: list[int] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        tries.append(1)
        good = completion({"events": [event()]})
        (saying(b"", 422) if len(tries) == 1 else saying(good))(request)

    with serving(answer) as (address, asked):
        found = add_proposals(DOCUMENT, RULES, Server(address))
    assert [q["response_format"]["type"] for q in asked] == ["json_schema", "json_object"]
    assert len(found.claims) == 1


def test_what_the_rules_tell_stays_theirs() -> None:
    rules = Reading(
        "d", RULES.referents, (Claim("c", Passage("d", 17, 40), "arrest", ("r1",), tier=Tier.SURE),)
    )
    assert read_with(saying(completion({"events": [event()]})), rules).claims == rules.claims


def test_what_did_not_happen_is_no_fact() -> None:
    answer = {
        "events": [event(kind="extradition", quote="never extradited to Tashkent", happened=False)]
    }
    (claim,) = read_with(saying(completion(answer))).claims
    assert claim.mood is not Mood.FACT


def test_whatever_can_be_chosen_is_a_closed_list() -> None:
    with serving(saying(completion({"1": []}))) as (address, asked):
        add_proposals(DOCUMENT, RULES, Server(address, "tiny"))
    first = asked[0]["response_format"]["json_schema"]["schema"]["properties"]["1"]["items"]
    assert first["properties"]["quote"]["enum"] == [TEXT[:51]]
    assert first["properties"]["person"]["enum"] == ["", "Ali Vali"]
    assert set(first["properties"]["kind"]["enum"]) == set(kinds())


def test_an_answer_cut_off_at_its_longest_is_said_to_be() -> None:
    body = {"choices": [{"message": {"content": '{"1": [{"quo'}, "finish_reason": "length"}]}
    assert "cut off" in read_with(saying(json.dumps(body).encode())).unread[0]


# -- dropped -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "police beat Ali Vali in Samara"},
        {"quote": "POLICE ARRESTED ALI VALI IN SAMARA"},
        {"quote": ""},
        {"quote": "a"},
        {"quote": ["police arrested"]},
        {"quote": None},
        {"kind": "murder"},
        {"kind": {"arrest": 1}},
        {"happened": "yes"},
        {"happened": None},
    ],
)
def test_a_proposal_without_an_exact_passage_or_a_kind_of_ours_is_dropped(
    changes: dict[str, Any],
) -> None:
    found = read_with(saying(completion({"events": [event(**changes)]})))
    assert found.claims == ()
    assert any("dropped" in words for words in found.unread)


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "police arrested Ali Vali in Samara"},
        {"when": "2013-06-10"},
        {"when": "2014-06-11"},
        {"when": "2014-05-10"},
        {"when": "2014-05"},
        {"when": "not a date"},
        {"when": "../2014"},
        {"when": 20140610},
        {"when": ""},
        {"when": "9" * 5000},
    ],
)
def test_a_date_its_own_words_do_not_tell_is_left_out(changes: dict[str, Any]) -> None:
    (claim,) = read_with(saying(completion({"events": [event(**changes)]}))).claims
    assert claim.when is None


def test_a_person_only_the_model_sees_is_not_made_up() -> None:
    found = read_with(
        saying(completion({"events": [event(person="Samara", said_by="Nobody At All")]}))
    )
    assert found.claims[0].persons == ()
    assert found.claims[0].said_by == ()
    assert found.referents == RULES.referents


# -- hostile -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Sure! Here are the events:",
        "[]",
        "null",
        "{}",
        '{"events": "all of them"}',
        '{"events": {"0": {}}}',
        "[" * 200_000,
        '{"events": [' + '{"a":' * 50_000,
        "NaN",
        "\x00\x01",
        '{"events": [1, null, [], "x"]}',
    ],
)
def test_answers_that_are_no_answers_change_nothing_and_are_said(content: str) -> None:
    found = read_with(saying(completion(content)))
    assert found.claims == ()
    assert found.unread


def test_a_thousand_proposals_are_cut_to_what_a_person_can_look_at() -> None:
    found = read_with(saying(completion({"events": [event()] * 1000})))
    assert len(found.claims) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[1,2]",
        b'{"choices": []}',
        b'{"choices":[{"message":{}}]}',
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_chat_completion_is_said(body: bytes) -> None:
    assert read_with(saying(body)).unread


@pytest.mark.parametrize("status", [301, 302, 307, 401, 404, 500])
def test_redirects_and_refusals_are_not_followed(status: int) -> None:
    with serving(saying(completion({"events": [event()]}))) as (elsewhere, asked):
        found = read_with(saying(b"", status, Location=elsewhere + "/v1/chat/completions"))
    assert asked == []
    assert found.claims == ()


def test_an_endless_answer_is_cut_off() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"x" * 65536)
        except OSError:
            pass

    assert "too long" in read_with(answer).unread[0]


def test_a_dripping_answer_ends_with_its_time() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            for _ in range(200):
                request.wfile.write(b" ")
                request.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    with serving(answer) as (address, _), pytest.raises((BrokenReply, ServerUnreachable)):
        Server(address, seconds=0.4).complete([], {})


def test_a_model_that_only_babbles_is_given_up_and_the_rest_is_said_to_be_unasked() -> None:
    text = "".join(
        f"{n}. On {n + 1} May 2012 he was arrested in Samara. {'x' * 1700}\n" for n in range(9)
    )
    blocks = tuple(paragraphs(text))
    assert len(blocks) == 9
    with serving(saying(completion("Sure!"))) as (address, asked):
        found = add_proposals(
            Document("d", text, language="en", blocks=blocks), RULES, Server(address)
        )
    assert len(asked) == 3
    assert "not asked" in found.unread[-1]


def test_what_was_proposed_before_the_server_stopped_is_kept() -> None:
    text = "".join(
        f"{n}. On {n + 1} May 2012 he was arrested in Samara. {'x' * 1100}\n" for n in range(4)
    )
    asked: list[int] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked.append(1)
        if len(asked) > 1:
            request.connection.close()
            return
        quote = "On 1 May 2012 he was arrested in Samara."
        saying(completion({"events": [event(quote=quote, when="2012-05-01")]}))(request)

    with serving(answer) as (address, _):
        found = add_proposals(
            Document("d", text, language="en", blocks=paragraphs(text)), RULES, Server(address)
        )
    assert len(found.claims) == 1
    assert "stopped answering" in found.unread[-1]


def test_no_error_tells_what_was_sent_or_answered() -> None:
    with serving(saying(b"secret of Ali Vali")) as (address, _), pytest.raises(BrokenReply) as told:
        Server(address).complete([{"role": "user", "content": "Ali Vali"}], {})
    assert "Ali" not in str(told.value)


# -- the address -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://8.8.8.8:8080",
        "https://[2001:4860:4860::8888]",
        "ftp://127.0.0.1",
        "127.0.0.1:8080",
        "http://user:pass@127.0.0.1",
        "http://127.0.0.1:99999",
        "http://",
        "http://0.0.0.0:80",
        "http://[::ffff:8.8.8.8]",
    ],
)
def test_documents_go_to_no_public_or_odd_address(address: str) -> None:
    with pytest.raises(BadServerAddress):
        Server(address).complete([], {})


@given(st.ip_addresses())
def test_near_is_this_machine_or_a_private_network(ip: Any) -> None:
    if is_near(str(ip)):
        assert (
            ip.is_loopback or ip.is_private or ip.is_link_local or getattr(ip, "ipv4_mapped", None)
        )
    if ip.is_global:
        assert not is_near(str(ip)) or getattr(ip, "ipv4_mapped", None)


def test_a_server_that_is_not_there_is_said_so() -> None:
    with serving(saying(b"")) as (address, _):
        pass
    with pytest.raises(ServerUnreachable):
        Server(address, seconds=2).complete([], {})


# -- stretches ---------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 6000), max_size=12))
def test_every_block_is_asked_about_once_in_stretches_of_bounded_length(sizes: list[int]) -> None:
    blocks, at = [], 0
    for size in sizes:
        blocks.append(Block(at, at + size))
        at += size + 1
    document = Document("d", "x" * at, blocks=tuple(blocks))
    runs = list(stretches(document))
    assert all(0 < b - a <= LONGEST for a, b in runs)
    covered = {i for a, b in runs for i in range(a, b)}
    assert all(i in covered for block in blocks for i in range(block.start, block.end))
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(runs))


@given(st.text(max_size=300))
def test_no_answer_whatever_breaks_the_reading_of_it(answer: str) -> None:
    try:
        kept, _ = parse(answer, TEXT, 0, len(TEXT))
    except BrokenReply:
        return
    assert all(TEXT[p.start : p.end] for p in kept)


@given(st.text(alphabet="abА бв.,:;!\n«»", max_size=1500))
def test_what_may_be_quoted_stands_in_the_text_exactly_once(text: str) -> None:
    assert all(text.count(p) == 1 for p in passages(text))


def test_a_long_sentence_may_be_quoted_by_clause() -> None:
    long = (
        "On 3 May 2015 officers of the district police arrested him at the market of Sadovod, and on the next day "
        "a court ordered that he be kept in custody until the papers had come from Tashkent."
    )
    assert [p.split()[0] for p in passages(long)] == ["On", "and"]
