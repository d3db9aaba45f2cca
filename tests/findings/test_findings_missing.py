# ruff: noqa: B023 (the functions of a case are used within it)
"""What is not on file: a verdict that hangs on a missing date or attribute is "cannot tell", never a guess."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

from brute import DAY, END, world

from safeconduct.findings.evaluate import Asker
from safeconduct.findings.forms import read_rule
from safeconduct.findings.selector import Reader
from safeconduct.findings.timeline import Timeline
from safeconduct.findings.verdict import Verdict
from safeconduct.law import Pack, Words
from safeconduct.record import Event

EMPTY = Pack("test", Words(), "0", (), {}, {}, {}, {}, {}, {}, {})


def test_then_with_undated_events_and_attributes_not_on_file() -> None:
    """Certain and no as in every completion; possible where what is on file alone allows it; else cannot tell."""
    row = {
        "form": "then",
        "title": "t",
        "steps": [
            {"as": "a", "kind": "a"},
            {"as": "b", "kind": "b", "ground": "g", "within": "PT4S"},
        ],
    }
    rule = read_rule("T", row, EMPTY)
    rng = random.Random(3)
    seen = dict.fromkeys(Verdict, 0)
    done = 0
    while done < 1_500:
        w = world(rng, "abb", most=4, related=False)
        if w is None:
            continue
        done += 1
        undated = {
            i for i in range(len(w.events)) if rng.random() < 0.2 and w.events[i].kind == "b"
        }
        silent = {i for i in range(len(w.events)) if rng.random() < 0.25}
        events: list[Event] = [
            replace(e, attributes={}) if i in silent else e for i, e in enumerate(w.events)
        ]
        spans = [(0, END) if i in undated else s for i, s in enumerate(w.spans)]
        kept = [i for i, (lo, _) in enumerate(spans) if lo // DAY <= END // DAY]
        line = Timeline(
            [*spans, (END, END)], [*((lo // DAY, hi // DAY) for lo, hi in spans), (END // DAY, END // DAY)], len(events),
            events=events, undated=undated, day_ticks=DAY,
        )  # fmt: skip
        said = {o.anchor: o.verdict for o in Asker(line, Reader()).ask(rule) if not o.jointly}
        for a in (i for i in kept if events[i].kind == "a"):

            def holds(p: tuple[int, ...], grounds: dict[int, str], only: set[int]) -> bool:
                return p[a] <= END and any(
                    events[b].kind == "b"
                    and b in only
                    and grounds[b] == "g"
                    and p[b] <= END
                    and 0 <= p[b] - p[a] <= 4
                    for b in range(len(events))
                )

            everything = set(range(len(events)))
            told = everything - undated - silent
            answers, known = set(), set()
            grounds = {i: str(e.attributes.get("ground")) for i, e in enumerate(w.events)}
            ranges = [range(lo, hi + 1) for lo, hi in spans]
            if len(list(itertools.islice(itertools.product(*ranges), 4001))) > 4000:
                continue
            for p in itertools.product(*ranges):
                known.add(holds(p, grounds, told))
                for filled in itertools.product("gh", repeat=len(silent)):
                    answers.add(
                        holds(
                            p,
                            {**grounds, **dict(zip(sorted(silent), filled, strict=True))},
                            everything,
                        )
                    )
                    if len(answers) == 2:
                        break
            if answers == {True}:
                expected = Verdict.CERTAIN
            elif answers == {False}:
                expected = Verdict.NO
            else:
                expected = Verdict.POSSIBLE if True in known else Verdict.CANNOT_TELL
            if a in said or expected is Verdict.NO:
                got = said.get(a, Verdict.NO)
                assert got == expected, (events, spans, undated, silent, got, expected)
                seen[got] += 1
    assert min(seen.values()) > 20, seen
