"""Subject and object of a Russian verb, also where they are left out or hung elsewhere by the parser.

May import: this package, `marks`.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.marks import Sort
from safeconduct.reading.russian.listing import Listing
from safeconduct.reading.russian.syntax import befalls, chain
from safeconduct.reading.russian.words import Sentence, Word, cases_of

_WHEN = frozenset(("ночь", "утро", "день", "вечер", "сегодня", "вчера", "тогда", "тоже"))


def is_passive(sentence: Sentence, index: int) -> bool:
    """A short or full passive participle, or a verb marked passive."""
    word = sentence.words[index]
    return word.feats.get("Voice") == "Pass" or any(
        sentence.words[k].rel in ("nsubj:pass", "aux:pass") for k in sentence.children[index]
    )


class Arguments(Listing):
    """The arguments of the words of one sentence, as keys of mentions."""

    def object(self, index: int) -> list[int]:
        """Whom the verb acts on: direct object, subject of a passive, the noun a participle hangs on."""
        words, kids = self.sentence.words, self.sentence.children[index]
        word = words[index]
        passive = is_passive(self.sentence, index)
        if passive:
            subjects = [k for k in kids if words[k].rel.startswith("nsubj")]
            if subjects:  # the parser may hang a place beside the subject as another
                return next((found for k in subjects if (found := self.told(index, k))), [])
            if (
                word.rel in ("acl", "amod")
                and word.head >= 0
                and word.feats.get("Variant") != "Short"
            ) and (found := self.joined(self._borne(index))):
                return found
            if word.rel == "acl:relcl" or any(words[k].form.startswith("котор") for k in kids):
                for k in kids:
                    if words[k].form.startswith("котор") and (found := self.which(index, k)):
                        return found
            if (named := self._named_before(index)) is not None:
                return [named]
            if word.rel == "conj" and word.head >= 0:
                head = words[word.head]
                if head.pos in ("VERB", "ADJ"):
                    subject = (
                        self.object(head.index)
                        if is_passive(self.sentence, head.index)
                        else self.subject(head.index)[0]
                    )
                    if subject:
                        return subject
            return (
                self.zero(index)
                if word.feats.get("Variant") == "Short"
                and word.feats.get("Gender") != "Neut"
                and not self.has_subject(index)
                else []
            )
        for k in kids:
            kid = words[k]
            if (
                kid.rel in ("obj", "iobj")
                and not self.possesses(k)
                and kid.feats.get("Case") not in ("Dat", "Ins")
                and not self.prep(k)
            ) and (found := self.which(index, k)):
                return found
        for k in kids:
            kid = words[k]
            if (
                kid.feats.get("Case") == "Acc"
                and not self.prep(k)
                and kid.rel in ("obl", "nsubj", "nmod", "obj")
            ) and (found := self.people(k)):
                return found
        if word.is_(Number="Plur") and word.feats.get("Tense") in ("Past", "Pres"):
            # «Каримова задержали»: the tagger may take the object for a subject
            for k in kids:
                kid = words[k]
                if (
                    kid.rel.startswith("nsubj")
                    and kid.is_(Number="Sing")
                    and (found := self.people(k))
                ):
                    return found
        if any(words[k].rel == "obj" and words[k].pos in ("NOUN", "PROPN") for k in kids):
            return []
        if found := self._near(index):
            return found
        if word.rel == "conj" and word.head >= 0 and words[word.head].pos == "VERB":
            # «угрожали ей и не выпускали»: the one told of before
            return self.object(word.head) or self.dative(word.head, ())
        if word.rel in ("xcomp", "csubj") and word.head >= 0:
            head = words[word.head]
            for k in self.sentence.children[head.index]:
                # «Каримова начали пытать»: the tagger may take the object for a subject
                object_ = words[k].rel == "obj" or (
                    words[k].rel.startswith("nsubj")
                    and head.is_(Number="Plur")
                    and words[k].is_(Number="Sing")
                )
                if (
                    object_
                    and words[k].feats.get("Case") in ("Acc", "Gen")
                    and (found := self.people(k))
                ):
                    return found
            if head.rel == "conj" and head.head >= 0:  # «оштрафовал его и постановил выдворить»
                return self.object(head.head)
        return []

    def _borne(self, index: int) -> int:
        """The noun a full participle belongs to: the one before it in its own case, where the parser took another."""
        words, word = self.sentence.words, self.sentence.words[index]
        cases = cases_of(word)
        after = index + 1
        if (
            after < len(words)
            and words[after].pos == "PROPN"
            and self.made.at(self.number, after) is not None
            and self._in_case(after, cases)
        ):
            return after  # «прокурора Орлова, задержанного Каримова, защитника»
        if not cases or self._in_case(word.head, cases) or words[index - 1].text != ",":
            return word.head
        for k in range(index - 1, -1, -1):
            if self._in_case(k, cases) and self.made.at(self.number, k) is not None:
                return k
        return word.head

    def _in_case(self, index: int, cases: frozenset[str]) -> bool:
        own = self.sentence.words[index].feats.get("Case")
        return (
            own is None or own in cases or (own in ("Gen", "Acc") and bool({"Gen", "Acc"} & cases))
        )

    def _near(self, index: int) -> list[int]:
        """An accusative the parser hung elsewhere («посадили в подвал СНБ его брата»): nearest without a preposition."""
        words = self.sentence.words
        if words[index].pos != "VERB" or words[index].is_(VerbForm="Part"):
            return []
        for wanted in (("Acc",), ("Acc", "Gen")):
            for step in (1, -1):
                i = index + step
                while 0 <= i < len(words) and abs(i - index) <= 7:
                    word = words[i]
                    if word.pos == "VERB" or word.text in (",", ";", ":", "—"):
                        break
                    if (
                        word.form in ("его", "ее", "их")
                        and i + 1 < len(words)
                        and words[i + 1].lemma in _WHEN
                        and (found := self.people(i))
                    ):
                        return found  # «его ночью увезли»
                    if (
                        word.feats.get("Case") in wanted
                        and word.rel not in ("det", "amod", "flat:name")
                        and word.is_(Animacy="Anim") | (word.pos == "PRON")
                        and not self.prep(i)
                        and (i == 0 or words[i - 1].pos != "ADP")
                        and not (word.pos == "PRON" and word.rel == "nmod" and word.is_(Case="Gen"))
                        and (found := self.people(i))
                    ):
                        return found
                    i += step
        return []

    def subject(self, index: int) -> tuple[list[int], bool]:
        """Who acts; with a subject left out, the one of the verb it is joined to, else a mention of no length."""
        words, kids = self.sentence.words, self.sentence.children[index]
        word = words[index]
        subjects = [k for k in kids if words[k].rel.startswith("nsubj")]
        if subjects:
            found = next((found for k in subjects if (found := self.told(index, k))), [])
            if len(found) == 1 and word.is_(Number="Plur"):
                found = found + self._beside(found[0], subjects[0], index)
            if (
                not found
                and self.entry
                and self.main is not None
                and words[subjects[0]].index > index
            ):
                found = [self.main]  # «2010 — приехал в РФ, Казань»
            return found, True
        if word.is_(Number="Plur", VerbForm="Fin") and (found := self._listed(index)):
            return found, True
        if word.pos in ("NOUN", "PROPN"):
            for above in chain(self.sentence, index):
                if found := self.people(above.index):
                    return found, True
                for k in self.sentence.children[above.index]:
                    if words[k].rel.startswith("nsubj"):
                        return self.people(k), True
                if above.pos not in ("NOUN", "PROPN"):
                    break  # «Каримов в Туле, в СИЗО»: only joined places are of the same one
            return [], True
        if word.rel in ("acl", "amod") and word.head >= 0:
            return self.joined(word.head), True
        if word.rel == "acl:relcl":
            for k in kids:
                if words[k].form.startswith("котор") and (found := self.which(index, k)):
                    return found, True
            if found := self._there(index):
                return found, True
        if befalls(self.sentence, index):
            return self.dative(word.head, ()) or self.zero(index), False
        if word.rel in ("conj", "xcomp", "advcl") and word.head >= 0:
            head = words[word.head]
            if head.pos in ("VERB", "ADJ", "NOUN", "PROPN") and (
                word.rel != "conj" or self._agree(word, head)
            ):
                if word.rel == "advcl" and word.feats.get("VerbForm") != "Conv":
                    return self.zero(index), False
                if is_passive(self.sentence, head.index) and not is_passive(self.sentence, index):
                    found = self.object(head.index)
                    return (found, True) if found else (self.zero(index), False)
                return self.subject(head.index)
        return self.zero(index), False

    def _named_before(self, index: int) -> int | None:
        """The name right before a joined verb, which the parser took for one of the names before: «задержан X, Y отпущен»."""
        words = self.sentence.words
        key = self.made.at(self.number, index - 1) if index else None
        name = self.made.made[key] if key is not None else None
        if name is None or name.sort is not Sort.NAME or words[index].rel != "conj":
            return None
        first = self.sentence.at(name.start)
        parted = first is not None and first > 0 and words[first - 1].text in (",", "и", "а")
        return key if parted and words[index - 1].is_(Case="Nom") else None

    def _there(self, index: int) -> list[int]:
        """«Уехала в Швецию, где получила убежище»: the subject of the clause that «где» hangs on."""
        words, children = self.sentence.words, self.sentence.children
        above = next((w for w in chain(self.sentence, index) if w.pos == "VERB"), None)
        there = any(words[k].form in ("где", "откуда") for k in children[index])
        if not there or above is None or not self._agree(words[index], above):
            return []
        subjects = [k for k in children[above.index] if words[k].rel.startswith("nsubj")]
        return next((found for k in subjects if (found := self.told(above.index, k))), [])

    def _beside(self, one: int, subject: int, verb: int) -> list[int]:
        """Who is joined to a subject by «и» before a plural verb, where the parser lost the tie."""
        words = self.sentence.words
        ands = [k for k in range(subject, verb) if words[k].form == "и"]
        for k in range(ands[-1] + 1, verb) if ands else ():
            key = self.made.at(self.number, k)
            if key is not None and key != one and words[k].is_(Case="Nom"):
                mention = self.made.made[key]
                if mention.sort in (Sort.NAME, Sort.RELATIVE) and not self.in_relative(k):
                    return [key]
        return []

    @staticmethod
    def _agree(word: Word, head: Word) -> bool:
        number = word.feats.get("Number")
        return number is None or head.feats.get("Number") in (None, number)

    def dative(self, index: int, inside: Sequence[int]) -> list[int]:
        words = self.sentence.words
        for k in self.sentence.children[index]:
            if words[k].is_(Case="Dat") and not self.prep(k) and (found := self.people(k)):
                return found
        for k in inside:
            if (
                words[k].is_(Case="Dat")
                and not self.prep(k)
                and words[k].rel in ("iobj", "obl", "obj", "nmod", "nsubj")
            ) and (found := self.people(k)):
                return found
        word = words[index]
        if (
            word.rel in ("conj", "xcomp", "csubj")
            and word.head >= 0
            and words[word.head].pos == "VERB"
        ):
            head = word.head
            for k in self.sentence.children[head]:
                if words[k].is_(Case="Dat") and not self.prep(k) and (found := self.people(k)):
                    return found
        return []
