"""People told together in a Russian clause: listed behind a colon, joined by «и», taken up again by «которые».

May import: this package, `marks`.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.marks import Sort
from safeconduct.reading.russian.people.clause import ClausePeople
from safeconduct.reading.russian.people.kin import KIN

_JOINTS, _JOINED = (",", "а", "также", "и"), (",", "и", "атакже", ",атакже", ",и", "итакже")
_BEFORE_A_NAME = 9  # words of a description before the name it is of
_OPENS, _CLOSES = ("–", "—", "-", ":"), ("–", "—", ";", ")", "(", ":")  # around a list of names


class Listing(ClausePeople):
    """Looks from one of several people to all of them."""

    def joined(self, index: int) -> list[int]:
        """A word's people with all that are listed with it: «задержаны двое: X и Y», «граждане X, Y и Z»."""
        words = self.sentence.words
        found = self.people(index)
        if not self._several(index):
            return found
        after = index + 1
        beside = after < len(words) and words[after].pos == "PROPN" and words[after].head != index
        if beside and words[index].pos == "NOUN":
            found = (
                self.joined(after) or found
            )  # «рабочие X и Y», where the parser takes both for subjects
        todo = [index]
        while todo:
            for k in self.sentence.children[todo.pop()]:
                named = words[k].pos == "PROPN" and words[k].rel == "nmod"
                if (
                    (words[k].rel in ("conj", "appos") or named)
                    and words[k].pos != "VERB"
                    and self._agree_in_case(index, k)
                    and not self.gapped(k)
                ):
                    todo.append(k)
                    found = found + [p for p in self.people(k) if p not in found]
        found = found + [p for p in self._listed(index) if p not in found]
        owners = {m.owner for p in found if (m := self.made.made[p]).sort is Sort.RELATIVE}
        found = [p for p in found if p not in owners]  # «родителей Каримова вызвали»
        names = [p for p in found if self.made.made[p].sort is not Sort.ROLE]
        return names or found  # «двое рабочих: X и Y» are two, not three

    def told(self, verb: int, index: int) -> list[int]:
        """The people of a subject: all that are listed with it where the verb is a plural."""
        words = self.sentence.words
        own = self.made.at(self.number, index)
        if own is not None and self.made.made[own].possessive:
            # «муж мой, Шерзод, уехал»: the parser takes «мой» for the subject
            return self.told(verb, index - 1) if index and words[index - 1].lemma in KIN else []
        if words[verb].is_(Number="Sing"):
            found = self.and_others(self.people(index)[:1])  # «задержан X, Y отпущен»
        else:
            found = self.joined(index)
        for k in () if found else sorted(self.sentence.below(index)):
            # «уроженец Намангана Расул Жуманов», where the parser hangs the name on the town
            key = self.made.at(self.number, k)
            if (
                key is not None
                and self.made.made[key].sort is Sort.NAME
                and words[k].is_(Case="Nom")
            ):
                return [key]
        return found

    def _agree_in_case(self, one: int, other: int) -> bool:
        """«Мать и бабушка Назирова», «счета Назирова»: a genitive is whose they are, none of them."""
        words = self.sentence.words
        cases = {words[k].feats.get("Case") for k in (one, other)} - {None}
        joined = words[other].rel == "conj" and cases == {"Acc", "Gen"}
        return (len(cases) < 2 or joined) and not words[one].is_(Animacy="Inan")

    def _several(self, index: int) -> bool:
        """Can the word stand for more than one: a plural, a counted noun, a name joined to another?"""
        word, kids = self.sentence.words[index], self.sentence.children[index]
        if word.is_(Number="Plur") or word.pos in ("NUM", "PRON"):
            return True
        own = [k for k in kids if self.sentence.words[k].rel in ("appos", "flat:name")]
        near = [*kids, *(g for k in own for g in self.sentence.children[k])]
        return any(
            self.sentence.words[k].pos == "NUM" or self.sentence.words[k].rel == "conj"
            for k in near
        )

    def _listed(self, index: int) -> list[int]:
        """The names behind the next colon or dash: «исчезли двое: X и Y»."""
        words = self.sentence.words
        opens = next(
            (w for w in words[index + 1 :] if w.text in _OPENS or w.is_(VerbForm="Fin")), None
        )
        if opens is None or opens.text not in _OPENS:
            return []
        found: list[int] = []
        for word in words[opens.index + 1 :]:
            if word.text in _CLOSES or word.is_(VerbForm="Fin"):
                break
            key = self.made.at(self.number, word.index)
            if key is not None and self.made.made[key].sort is Sort.NAME and word.is_(Case="Nom"):
                found.append(key)
        return found

    def and_others(self, keys: Sequence[int]) -> list[int]:
        """Some people with those whom the words list on, where the parser lost them: «задержан X (1978 г.р.), а также
        член группы Y», «X, Y и соответчицу по делу Z». Only names in the case of the last one, and up to an «и».
        """
        found = self._run_on(keys)
        for before in self._names_before(keys[0]) if keys else ():
            run = self._run_on([before])
            if keys[0] in run:  # the parser took the last of them for the only one
                found = [*run, *(k for k in found if k not in run)]
                break
        return sorted(dict.fromkeys(found), key=lambda k: self.made.made[k].start)

    def _names_before(self, key: int) -> list[int]:
        """The names of the sentence before this one, up to a verb."""
        at = self.sentence.at(self.made.made[key].start)
        found: list[int] = []
        for word in reversed(self.sentence.words[: at or 0]):
            if word.pos == "VERB":
                break
            k = self.made.at(self.number, word.index)
            if k is not None and k != key and self.made.made[k].sort is Sort.NAME:
                found.append(k)
        return list(dict.fromkeys(reversed(found)))

    def _run_on(self, keys: Sequence[int]) -> list[int]:
        """These with whom a list goes on to behind the last of them."""
        words = self.sentence.words
        last = self.made.made[keys[-1]] if keys else None
        at = self.sentence.at(last.end - 1) if last is not None and last.end > last.start else None
        if last is None or at is None or last.sort is not Sort.NAME or last.owner is not None:
            return list(keys)
        case, pending, joint = words[at].feats.get("Case"), list(keys), ","
        while joint == ",":
            at, joint = self._joint(at + 1)
            key, at = self._next_name(at, case, joint) if joint else (None, at)
            if key is None or key in pending:
                return list(keys)
            pending.append(key)
        return pending

    def _joint(self, index: int) -> tuple[int, str]:
        """Where the next item of a list begins, and what joins it: a comma, «и», «а также»; "" for no list."""
        words = self.sentence.words
        if index < len(words) and words[index].text == "(":
            index = next((w.index + 1 for w in words[index:] if w.text == ")"), len(words))
        joint = ""
        while index < len(words) and words[index].form in _JOINTS:
            joint, index = joint + words[index].form, index + 1
        return index, joint if joint in _JOINED else ""

    def _next_name(self, index: int, case: str | None, joint: str) -> tuple[int | None, int]:
        """The person whom the next words come to, with its last word: in this case, behind a few nouns; a relative only
        where more than a comma joins it («X, сына Y»).
        """
        words = self.sentence.words
        for word in words[index : index + _BEFORE_A_NAME]:
            key = self.made.at(self.number, word.index)
            found = self.made.made[key] if key is not None else None
            if word.lemma in KIN and (found is None or joint == ","):
                break
            if found is not None and found.sort in (Sort.NAME, Sort.RELATIVE):
                ends = {self.sentence.at(found.start), last := self.sentence.at(found.end - 1)}
                cases = {case, *(words[k].feats.get("Case") for k in ends if k is not None)}
                agree = last is not None and (len(cases) == 1 or cases <= {"Gen", "Acc"})
                return (key, last or index) if agree else (None, index)
            apart = word.pos in ("PUNCT", "VERB", "SCONJ", "CCONJ")
            if apart or (word.pos == "ADP" and word.index == index):
                break
            if word.pos == "PRON" and word.form not in ("его", "ее", "их"):
                break
        return None, index

    def which(self, clause: int, index: int) -> list[int]:
        """The people at a word; at «которые», all that its clause is about («X и Y, которых увезли»)."""
        words = self.sentence.words
        behind = index > 1 and words[index - 1].text == ","
        base = index - 2 if behind else words[clause].head
        if words[index].lemma != "который" or not words[index].is_(Number="Plur") or base < 0:
            return self.joined(index)
        while words[base].rel in ("conj", "flat:name", "appos") and words[base].head >= 0:
            base = words[base].head
        several = self.joined(base)
        return several if len(several) > 1 else self.people(index)
