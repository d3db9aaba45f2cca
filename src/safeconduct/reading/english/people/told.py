"""People told without a name in an English text: pronouns, relatives, parts played.

May import: this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.names.runs import is_demonym
from safeconduct.reading.english.people.named import is_apposed, party
from safeconduct.reading.english.people.pointers import Pointers
from safeconduct.reading.english.people.words import words
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.cast import relations


def pronoun(made: Pointers, word: Word) -> None:
    """Make the mention of a pronoun."""
    person, sex, plural, possessive = words()["pronouns"][word.low]
    if word.low == "her" and word.tag != "PRP$":
        possessive = False
    if word.low == "us" and word.text == "US":
        return
    place = {**made.place(word), "possessive": possessive}
    made.add(
        word.i,
        Mention(
            word.start, word.end, Sort.PRONOUN, sex=sex, plural=plural, person=person,
            count=None if plural else 1, **place,
        ),
    )  # fmt: skip


def _start(word: Word, kids: Sequence[Word]) -> int:
    """Where the noun phrase begins, determiner and adjectives along."""
    before = ("poss", "det", "nummod", "amod", "compound")
    return min([word.start, *(k.start for k in kids if k.dep in before)])


def _number(word: Word) -> int | None:
    """How many a word says: "two", "both", "17"; None where it is no number."""
    if word.text.isdigit():
        return int(word.text[:4])
    many = words()["numbers"].get(word.low)
    return many if isinstance(many, int) and many > 1 else None


def _is_rough(made: Pointers, word: Word) -> bool:
    """ "At least seven activists", "some 40 refugees": a figure, and nobody in particular."""
    near = made.text.words[max(0, word.i - 6) : word.i]
    return bool(words()["rough"] & {w.low for w in near if w.sentence == word.sentence})


def _only_acts(word: Word) -> bool:
    """ "Two men came to the house": strangers."""
    return word.dep == "nsubj" and word.lemma in ("man", "woman", "people", "person")


def _named_by(made: Pointers, word: Word | None) -> Word | None:
    """ "The activist *Rashid Karimov*": the word of the name that a word for a person leads to, else the word."""
    if word is None or word.i in made.named:
        return word
    if word.pos == "NUM":
        return None  # "a child of ten"
    apposed = (k for k in word.kids if made.text.words[k].dep == "appos")
    name = next((k for k in (word.i + 1, *apposed) if k in made.named), None)
    return word if name is None else made.text.words[name]


def relative(made: Pointers, word: Word) -> None:
    """Make the mention of somebody's relative, client or friend, unless the words go on to name them."""
    tokens = made.text.words
    sex, relation, plural = words()["relatives"][word.low]
    kids = [tokens[k] for k in word.kids]
    owner = next((k for k in kids if k.dep == "poss"), None)
    of = None
    if owner is None:
        prep = next((k for k in kids if k.dep == "prep" and k.low == "of"), None)
        of = _named_by(made, made.text.kid(prep.i, "pobj") if prep else None)
        owner = of
    followed = made.named.get(word.i + 1) or (
        made.named.get(word.i + 2)
        if word.i + 1 < len(tokens) and tokens[word.i + 1].text == ","
        else None
    )
    named = followed is not None and (
        made.same_phrase(word, tokens[followed.first]) or tokens[word.i + 1].text != ","
    )
    if named and followed is not None and not plural:
        made.alias[word.i] = followed.first  # the name itself carries the relation as its role
        return
    appos = next(
        (
            name
            for k in kids
            if k.dep == "appos"
            and (name := made.named.get(k.i)) is not None
            and is_apposed(made, name, k.i)
        ),
        None,
    )
    if appos is None and word.dep == "appos":  # "Firdavs R., her husband, was …"
        appos = made.named.get(word.head)
    if appos is not None and not plural:
        made.alias[word.i] = appos.first
        return
    if owner is None and relation == "family" and {k.low for k in kids} & {"the"}:
        pass
    elif (
        owner is None
        and relation
        in (
            "family",
            "relative",
            "friend",
            "child",
            "partner",
            "colleague",
            "client",
            "neighbour",
            "parent",
        )
        and (relation != "client" or not kids)
    ):
        return
    low = {k.low for k in kids}
    again = bool(low & {"another", "other"}) and "the" not in low
    count: int | None = 1
    if plural:
        count = next((n for k in kids if (n := _number(k)) is not None), None)
    if relation == "family":
        count = None
    definite = owner is not None or "the" in low
    if owner is None and not definite and relation not in ("brother", "sister", "client"):
        return
    start = _start(word, kids)
    text_owner = ""
    if (
        owner is not None
        and owner.i not in made.named
        and owner.low not in words()["pronouns"]
        and of is not None
    ):
        if relation not in ("client", "colleague", "friend", "relative", "child"):
            return  # "a family of doctors"
        text_owner = made.phrase(owner)
    index = made.add(
        word.i,
        Mention(
            start, word.end, Sort.RELATIVE, sex=sex, plural=count != 1, relation=relation, again=again,
            count=count, owner_text=text_owner, **made.place(word),
        ),
    )  # fmt: skip
    if owner is not None:
        made.waiting[index] = owner.i


def is_of_people(made: Pointers, word: Word) -> bool:
    """ "Four *Uzbeks*", "the two *Tajiks*", "an *Afghan* was deported": a word for a people that stands for persons."""
    if word.tag not in ("NNP", "NNPS", "NN", "NNS") or not is_demonym(word.text):
        return False
    kids = {made.text.words[k].low for k in word.kids}
    told = bool(kids & {"an", "a", "the", "both"}) or any(
        _number(made.text.words[k]) for k in word.kids
    )
    return told and word.dep in ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "ROOT")


def is_aged(made: Pointers, word: Word) -> bool:
    """ "*The 37-year-old* moved to Moscow"."""
    return (
        word.low == "old"
        and word.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "poss")
        and made.text.kid(word.i, "npadvmod") is not None
        and made.text.kid(word.i, "det") is not None
    )


def part(word: Word) -> str:
    """The word for a part played, in the singular: "The *Applicants*" too, which the parser takes for a name."""
    return word.low.removesuffix("s") if word.tag == "NNPS" else word.lemma


def role(made: Pointers, word: Word) -> None:
    """Make the mention of a part played or an office ("the applicant", "a judge"), unless it only says what someone is."""
    tokens, lists = made.text.words, words()
    kids = [tokens[k] for k in word.kids]
    low = {k.low for k in kids}
    # "the lawyer Ahmed Kostoyev", "human rights activist Bakhrom Khamroyev": the name carries the role
    if made.named.get(word.i + 1) is not None:
        made.alias[word.i] = word.i + 1
        return
    appos = next((made.named[k.i] for k in kids if k.dep == "appos" and k.i in made.named), None)
    if appos is not None:  # "an alleged recruiter, Anvar Tursunov, …"
        made.alias[word.i] = appos.first
        return
    if word.dep in ("attr", "appos") or (word.tag == "JJ" and word.low != "old"):
        return  # says what someone is; the subject is the mention
    plural = word.tag in ("NNS", "NNPS")
    relation = part(word)
    if relation == "respondent" and made.appellate:
        return
    if word.low == "old" or is_demonym(word.text):
        relation = "person" if word.low == "old" else "citizen"
    if relation in lists["relatives"]:
        relation = lists["relatives"][relation][1]
    if relation == "author" and made.committee:
        relation = "complainant"
    owner = next((k for k in kids if k.dep == "poss"), None)
    count = next((n for k in kids if (n := _number(k)) is not None), None) if plural else 1
    indefinite = bool(low & {"a", "an", "another", "one"})
    definite = bool(low & {"the", "this", "that", "these", "those", "both"}) or owner is not None
    if plural and relation not in relations()["party"]:
        if not definite and (count is None or _is_rough(made, word) or _only_acts(word)):
            return  # "refugees", "at least 15 activists", "two men came": nobody in particular
        if relation in lists["offices"] or ("other" in low and count is None):
            return
        indefinite = not definite or "other" in low
    formal = relation in relations()["party"] - {"client"}
    if not indefinite and not definite and not (formal and not plural):
        return
    if indefinite and relation in lists["offices"]:
        return
    if word.lemma == "person" and not low & {"requested", "sought"}:
        return  # "whether a person has lost his protection"
    sex = {
        "man": "m",
        "boy": "m",
        "woman": "f",
        "girl": "f",
        "spokesman": "m",
        "spokeswoman": "f",
        "businessman": "m",
        "policeman": "m",
    }.get(relation)
    start = _start(word, kids)
    relation = party(made, word, relation)
    made.add(
        word.i,
        Mention(start, word.end, Sort.ROLE, sex=sex, plural=plural, relation=relation, again=indefinite,
                count=count, **made.place(word)),
    )  # fmt: skip
