"""Person names in English text: what the model found and what the document itself tells, united.

The model reads Central Asian names well but not everywhere. A name it found once is looked for in the whole document
(with its parts), and names are also told by titles ("Mr"), by endings of family names, by patronymics and by
surname-first capitals. Places, peoples and bodies are never people.

May import: `record.places`, this room.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from safeconduct.reading.english.words import Analysed
from safeconduct.record.places import demonyms, place_of
from safeconduct.shelf import read_yaml, shelf

# Family-name endings of the region, Latin script. Longer than four letters in all, so that "Lev" is not one.
_FAMILY = re.compile(
    r"[A-Z][\w'’ʻ]{2,}(?:ov|ova|ev|eva|yev|yeva|ëv|iyev|ieva|skiy|skaya|sky|enko|zoda|zade|zada|boev|boyev|bekov|"
    r"shvili|dze|yan|uulu|kyzy|kizi|qizi)s?"
)
_PATRONYMIC = re.compile(r"[A-Z]\w+(?:ovich|evich|ovna|evna|yevich|yevna)")
_SON_OF = re.compile(
    r"(?:o['’‘ʻ]?g['’‘ʻ]?li|ugli|ogli|qizi|kizi|kyzy|uulu|угли|ўғли|қизи)", re.IGNORECASE
)
_INITIAL = re.compile(r"[A-ZА-Я](?:h|sh|ch)?\.?")


class _Capital:
    """A word that begins with a capital letter of any script; `fullmatch` also wants it to be a word all through."""

    rest = re.compile(r"[\w'’‘ʻ\-]+")

    def match(self, word: str) -> bool:
        return word[:1].isupper()

    def fullmatch(self, word: str) -> bool:
        return word[:1].isupper() and bool(self.rest.fullmatch(word))


_CAPITALISED = _Capital()
_ACRONYM = re.compile(r"[A-Z]{2,6}s?")


@dataclass(frozen=True, slots=True)
class Found:
    """A person's name in words `[first, last)`; `name` is its form to compare."""

    first: int
    last: int
    name: str
    family: bool = False  # "the Tursunovs"


@cache
def _words(key: str) -> frozenset[str]:
    """A list of vocabulary/people-en.yaml."""
    return frozenset(read_yaml(shelf("vocabulary") / "people-en.yaml")[key])


_INSTITUTION = _words("institutions")
_BESIDE = _words("beside")
_NOT_NAMES = _words("not_names")


@cache
def _people() -> dict[str, set[str]]:
    data = read_yaml(shelf("vocabulary") / "people-en.yaml")
    lists = {
        key: set(data[key]) for key in ("titles", "female_titles", "male_titles", "female", "male")
    }
    return {**lists, "kin": set(data["relatives"])}


def sex_of(name: str) -> str | None:
    """ "m" or "f" from the given name or the form of patronymic and family name; None where neither tells."""
    parts = [p.casefold() for p in name.replace(".", " ").split()]
    lists = _people()
    for part in parts:
        if part in lists["female"]:
            return "f"
        if part in lists["male"]:
            return "m"
    for part in parts:
        if re.fullmatch(r"\w+(?:ovna|evna|qizi|kizi|kyzy)", part):
            return "f"
        if re.fullmatch(r"\w+(?:ovich|evich)|ugli|ogli|o['’‘ʻ]g['’‘ʻ]li", part):
            return "m"
    if len(parts) > 1:
        last = parts[-1] if len(parts[-1]) > 2 else parts[0]
        if re.fullmatch(r"\w{2,}(?:ova|eva|skaya|ina)", last):
            return "f"
        if re.fullmatch(r"\w{2,}(?:ov|ev|ovs|sky|skiy)", last):
            return "m" if last[-1] == "y" else None
    return None


def _is_place(words: str) -> bool:
    place = place_of(words)
    return place is not None or words.casefold() in demonyms()


def find(
    text: Analysed, noise: frozenset[int] = frozenset(), known: Sequence[tuple[int, int]] = ()
) -> list[Found]:
    """All person names, in text order, without overlaps. `noise` are blocks not read for telling, `known` runs of
    characters that are names by their place (the senders of a chat).
    """
    work = _Names(text, noise)
    work.from_places(known)
    work.from_model()
    work.from_forms()
    work.from_titles()
    work.from_kin()
    work.propagate()
    return work.done()


class _Names:
    def __init__(self, text: Analysed, noise: frozenset[int]) -> None:
        self.text = text
        self.noise = noise
        self.taken: dict[int, Found] = {}  # word index -> the name that covers it
        multi = [e for e in text.entities if e.label == "PERSON" and e.last - e.first > 1]
        self.parts = {
            text.words[i].text
            for e in multi
            if not self._institution(e.first, e.last)
            for i in range(e.first, e.last)
        }
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)
        for e in text.entities:
            for i in range(e.first, e.last):
                self.votes[text.words[i].text][e.label] += 1
        self.acting = {
            w.text
            for w in text.words
            if w.dep in ("nsubj", "nsubjpass", "poss", "agent") and w.text[:1].isupper()
            and (w.dep == "poss" or text.words[w.head].lemma not in ("be", "have", "lie", "become"))
        }  # fmt: skip
        self.other = {
            i: e.label for e in text.entities if e.label != "PERSON" for i in range(e.first, e.last)
        }

    def add(self, first: int, last: int, *, family: bool = False) -> bool:
        """Take these words as a name, trimmed of what is not of it; False where nothing remains."""
        words = self.text.words
        while first < last and not self._part(first):
            first += 1
        while last > first and not self._part(last - 1, at_end=True):
            last -= 1
        for i in range(first, last):
            if not self._inside(i) or (i > first and self._broken(i)):
                last = i
                break
        if first >= last:
            return False
        if all(_INITIAL.fullmatch(words[i].text) for i in range(first, last)):
            return False
        name = " ".join(words[i].text for i in range(first, last))
        if _is_place(name) or (
            last - first == 1 and _ACRONYM.fullmatch(words[first].text) and len(name) < 5
        ):
            return False
        # an old single-word finding inside a longer one gives way
        if any(
            i in self.taken and self.taken[i].last - self.taken[i].first >= last - first
            for i in range(first, last)
        ):
            return False
        for i in range(first, last):
            old = self.taken.pop(i, None)
            if old:
                for j in range(old.first, old.last):
                    self.taken.pop(j, None)
        found = Found(first, last, name[:-1] if family else name, family)
        for i in range(first, last):
            self.taken[i] = found
        return True

    def _part(self, i: int, *, at_end: bool = False) -> bool:
        """Can this word begin or end a name?"""
        word = self.text.words[i]
        low = word.low.rstrip(".")
        initial = len(low) == 1 and word.text.endswith(".")
        if (low in _NOT_NAMES and not initial) or low in demonyms():
            # "Islam Karimov": a given name after all, before a family name
            given = low in _people()["male"] or low in _people()["female"]
            after = self.text.words[i + 1].text if i + 1 < len(self.text.words) else ""
            return given and bool(_FAMILY.fullmatch(after))
        if at_end and _SON_OF.fullmatch(word.text):
            return True
        if not _CAPITALISED.match(word.text):
            return False
        if low in (
            "russia",
            "uzbekistan",
            "tajikistan",
            "kyrgyzstan",
            "kazakhstan",
            "moscow",
            "tashkent",
        ):
            return False
        return word.tag not in ("PRP", "PRP$", "DT", "IN", "CC", "WP", "WRB", "MD") or len(low) > 4

    def _broken(self, i: int) -> bool:
        """Does a short line end before this word? A name wrapped by a full line goes on; a heading's does not."""
        words = self.text.words
        gap = self.text.text[words[i - 1].end : words[i].start]
        if "\n" not in gap:
            return False
        line = self.text.text.rfind("\n", 0, words[i - 1].start)
        return words[i - 1].end - line < 55

    def _inside(self, i: int) -> bool:
        word = self.text.words[i]
        return bool(_CAPITALISED.match(word.text)) or word.low in {
            "al", "ibn", "bin", "abu", "de", "van", "von", "der", "den", "la", "di", "da", "el", "-", "'", ".", "‘", "’",
            "of", "y", "du", "le", "ben",
        } or bool(_SON_OF.fullmatch(word.text))  # fmt: skip

    # -- where names come from ---------------------------------------------------------------------------------------

    def from_places(self, known: Sequence[tuple[int, int]]) -> None:
        for start, end in known:
            run = [w.i for w in self.text.words if start <= w.start and w.end <= end]
            if run:
                self.add(run[0], run[-1] + 1)

    def from_model(self) -> None:
        for e in self.text.entities:
            if e.label != "PERSON":
                continue
            words = self.text.words
            last = e.last
            if words[last - 1].low in ("'s", "'"):
                last -= 1
            if self._institution(e.first, last) or self._outvoted(e.first, last):
                continue
            stem = words[last - 1].text
            before = words[e.first - 1].low if e.first else ""
            if last - e.first == 1 and before == "the" and stem.endswith("s") and len(stem) > 4:
                self.add(e.first, last, family=True)
            else:
                self.add(e.first, last)

    def _institution(self, first: int, last: int) -> bool:
        """ "Izmir Administrative Court", "Kennedy Avenue": a name followed by, or ending in, what it is the name of."""
        words = self.text.words
        if words[last - 1].low in _INSTITUTION and last - first > 1:
            return True
        if last < len(words) and words[last].text[:1].isupper() and words[last].low in _INSTITUTION:
            return words[last].sentence == words[first].sentence
        return last < len(words) and words[last].low in _BESIDE

    def _outvoted(self, first: int, last: int) -> bool:
        """A single word that the model takes for a person here, and for something else more often, or with no sign
        of a person about it: after "in", between brackets.
        """
        words = self.text.words
        word = words[first]
        if last - first > 1 or word.text in self.parts:
            return False
        lists = _people()
        if word.low in lists["female"] or word.low in lists["male"] or _FAMILY.fullmatch(word.text):
            return False
        before = words[first - 1] if first else None
        if before is not None and before.low.rstrip(".") in lists["titles"]:
            return False
        votes = self.votes[word.text]
        others = sum(n for label, n in votes.items() if label not in ("PERSON", ""))
        if others > votes["PERSON"]:
            return True
        if (
            before is not None
            and before.text == "("
            and last < len(words)
            and words[last].text == ")"
        ):
            return True
        if word.dep == "pobj" and words[word.head].low in (
            "in",
            "at",
            "near",
            "from",
            "to",
            "into",
        ):
            return not self._acts(word.text)
        return word.dep in ("compound", "nmod", "amod") and not self._acts(word.text)

    def _acts(self, text: str) -> bool:
        """Somewhere this word does or suffers something, owns something, or is spoken of with a title."""
        return text in self.acting

    def from_forms(self) -> None:
        """Runs of capitalised words that hold a family name or a patronymic of the region."""
        words = self.text.words
        for first, last in self.text.blocks:
            i = first
            while i < last:
                if not _CAPITALISED.match(words[i].text):
                    i += 1
                    continue
                j = i
                while j < last and (
                    _CAPITALISED.match(words[j].text)
                    or _SON_OF.fullmatch(words[j].text)
                    or (words[j].text == "." and j > i and len(words[j - 1].text) == 1)
                ):
                    if j > i and words[j].sentence != words[i].sentence:
                        break
                    j += 1
                self._run(i, j)
                i = max(j, i + 1)

    def _run(self, i: int, j: int) -> None:
        words = self.text.words
        texts = [words[k].text for k in range(i, j)]
        title = [t.title() if t.isupper() and len(t) > 3 else t for t in texts]
        telling = [
            k
            for k, t in enumerate(title)
            if (_FAMILY.fullmatch(t) or _PATRONYMIC.fullmatch(t) or (_SON_OF.fullmatch(t) and k))
            and not _is_place(t)
            and t.casefold() not in demonyms()
            and t.casefold() not in _NOT_NAMES
        ]
        if not telling:
            return
        if self._institution(i, j):
            return
        a, b = i, j
        while a < i + telling[0] and (not self._part(a) or _is_place(words[a].text)):
            a += 1
        if b - a > 5:
            return
        if b - a == 1:
            before = words[a - 1].low if a else ""
            if before == "the" and words[a].text.endswith("s"):
                self.add(a, b, family=True)
                return
            label = self.other.get(a)
            # alone, the ending is no proof: another part of the document must know the name
            if label in ("GPE", "LOC", "FAC", "NORP", "LAW", "DATE") or words[a].tag not in (
                "NNP",
                "NNPS",
            ):
                return
        label = self.other.get(a)
        if (
            label == "ORG"
            and b - a > 1
            and any(
                words[k].low in ("court", "street", "university", "prison", "institute", "ministry")
                for k in range(a, b)
            )
        ):
            return
        self.add(a, b)

    def from_titles(self) -> None:
        words = self.text.words
        titles = _people()["titles"]
        for i, word in enumerate(words[:-1]):
            if (
                word.low.rstrip(".") in titles
                and word.text[0].isupper()
                and _CAPITALISED.match(words[i + 1].text)
            ):
                j = i + 1
                while (
                    j < len(words)
                    and words[j].sentence == word.sentence
                    and (
                        _CAPITALISED.match(words[j].text)
                        or (words[j].text == "." and len(words[j - 1].text) == 1)
                    )
                    and words[j].low not in _NOT_NAMES
                ):
                    j += 1
                if not any(self.other.get(k) in ("GPE", "LAW") for k in range(i + 1, j)):
                    self.add(i + 1, min(j, i + 5))

    def from_kin(self) -> None:
        """ "his wife, Aigul, lost her job"; "his brother Temir": a capital after a relative's word."""
        words = self.text.words
        kin = _people()["kin"]
        for i, word in enumerate(words[:-2]):
            if word.low not in kin or word.pos not in ("NOUN", "PROPN"):
                continue
            owned = any(words[k].dep == "poss" for k in word.kids) or (
                i and words[i - 1].tag == "PRP$"
            )
            j = i + 2 if words[i + 1].text == "," else i + 1
            if (
                not owned
                or j in self.taken
                or words[j].sentence != word.sentence
                or words[j].tag != "NNP"
            ):
                continue
            k = j
            while (
                k < len(words)
                and words[k].tag == "NNP"
                and words[k].sentence == word.sentence
                and k - j < 3
            ):
                k += 1
            closed = j == i + 1 or (k < len(words) and words[k].text in ",.;")
            if closed and not any(
                self.other.get(n) in ("GPE", "LAW", "NORP", "DATE") for n in range(j, k)
            ):
                self.add(j, k)

    def propagate(self) -> None:
        """Parts of a full name, wherever they stand alone with a capital letter."""
        words = self.text.words
        parts: dict[str, int] = defaultdict(int)
        common = {w.text for w in words if w.text[:1].islower()}
        for found in set(self.taken.values()):
            for i in range(found.first, found.last):
                low = words[i].text
                if (
                    len(low) > 2
                    and _CAPITALISED.fullmatch(low)
                    and not _is_place(low)
                    and low.casefold() not in _NOT_NAMES
                    and low.casefold() not in _INSTITUTION
                    and low.casefold() not in common
                ):
                    parts[low] += 1
        # one spelling of each full name, so that a whole name the model missed is found again too
        whole = {tuple(f.name.split()) for f in set(self.taken.values()) if " " in f.name}
        for i, word in enumerate(words):
            if i in self.taken:
                continue
            for run in whole:
                n = len(run)
                if words[i].text == run[0] and tuple(w.text for w in words[i : i + n]) == run:
                    self.add(i, i + n)
                    break
            if i in self.taken:
                continue
            if word.text in parts and word.tag in (
                "NNP",
                "NNPS",
                "NN",
                "JJ",
                "VB",
                "NNS",
                "RB",
                "VBP",
                "VBD",
                "FW",
                "UH",
            ):
                j = i + 1
                while (
                    j < len(words)
                    and words[j].text in parts
                    and j not in self.taken
                    and words[j].sentence == word.sentence
                ):
                    j += 1
                self.add(i, j)
            elif (
                len(word.text) > 5
                and word.tag in ("NNP", "NN")
                and self._misspelt(word.text, parts)
            ):
                self.add(i, i + 1)
            elif (
                word.text.endswith("s")
                and word.text[:-1] in parts
                and i
                and words[i - 1].low == "the"
            ):
                self.add(i, i + 1, family=True)

    def _misspelt(self, text: str, parts: dict[str, int]) -> bool:
        """One letter or two away from a part of a name the document gives in full."""
        if not _CAPITALISED.fullmatch(text) or _is_place(text) or text.casefold() in _NOT_NAMES:
            return False
        return any(
            p[0] == text[0] and len(p) > 5 and Levenshtein.normalized_similarity(p, text) >= 0.85
            for p in parts
        )

    def done(self) -> list[Found]:
        return sorted(set(self.taken.values()), key=lambda f: f.first)
