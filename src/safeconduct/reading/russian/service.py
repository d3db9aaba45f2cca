"""The service of a paper: of what decision, and on whom, the person or counsel. Most clocks start with it.

May import: this package, `marks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.marks import Candidate
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.words import Sentence

_OF = {
    "asylum": "asylum_refusal",
    "extradition": "extradition_order",
    "expulsion": "expulsion_order",
}


def of_what(attributes: dict[str, object], matter: str) -> None:
    """Sets `of` by the matter spoken of, where the words name no decision."""
    if matter in _OF:
        attributes.setdefault("of", _OF[matter])


def to_whom(
    attributes: dict[str, object],
    sentence: Sentence,
    made: Mentions,
    victims: Sequence[int],
    role: str,
    *,
    counsel: bool,
) -> None:
    """Sets `to` by who is handed the paper; what words near it say is left where nobody stands there."""
    if counsel:
        attributes["to"] = "counsel"
        return
    if role not in ("dat", "obj", "subj") or not victims:
        return
    at = sentence.at(made.made[victims[0]].start)
    if at is not None and sentence.words[at].rel not in ("nmod", "det"):
        attributes.pop("to", None)  # «Назирову в присутствии адвоката», not «защитник Назирова»


def apart(candidate: Candidate, left: Sequence[Candidate]) -> Candidate:
    """Where the rest of the sentence tells of the service on counsel, the first was on the person."""
    if candidate.kind != "notification" or not any("to" in c.attributes for c in left):
        return candidate
    return replace(
        candidate, attributes={k: v for k, v in candidate.attributes.items() if k != "to"}
    )
