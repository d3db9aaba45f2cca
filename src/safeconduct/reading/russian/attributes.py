"""Attributes of a Russian candidate: articles, term, form, body, agent, office, state, place.

May import: this package, `record`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from safeconduct.reading.marks import Moment
from safeconduct.reading.particulars import bears
from safeconduct.reading.russian.articles import Reference
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.weights import dictionary
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.record.places import Place, demonyms, place_of

_OFFENCE = re.compile(
    r"\s+(?:в\s+том,\s+что\s+(?P<that>[^.;»]{5,90})|(?:в|за|о|об|по\s+обвинению\s+в)\s+(?P<what>[^.,;()»\d]{4,90}))",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"(?:соверш[её]н\w*|совершил\w*|имел[оа]?\s+место|деяни[еия]\w*|за\s+события|событи\w+)[^.;]{0,90}?(?:19|20)\d\d[^.;]{0,30}",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:(?:том же )?управлени\w+(?: миграционн\w+ служб\w*)?|миграционн\w+ служб\w*|у?фмс|отдел\w* полиции|отделени\w+|аэропорт\w*(?: [А-Я]\w+)?|вокзал\w*|дом\w*|квартир\w*|общежити\w+|сизо\S*|изолятор\w*|центр\w* временн\w+ содержани\w+|ворот\w*|рынк\w+|мечет\w+)",
    re.IGNORECASE,
)


@cache
def _nominative(words: str) -> str:
    """A place's words in the nominative, as far as the dictionary knows them."""
    made = []
    for piece in words.split():
        parse = dictionary().parse(piece.lower())
        geo = next((p for p in parse if "Geox" in p.tag), None)
        best = geo or parse[0]
        form = best.normal_form
        inflected = (
            best.inflect({"nomn"}) if geo is None and best.tag.POS in ("ADJF", "NOUN") else None
        )
        text = inflected.word if inflected is not None else form
        made.append(text[0].upper() + text[1:])
    return " ".join(made)


@cache
def place(words: str) -> Place | None:
    """The place some words in any case name («Узбекистане», «Екатеринбург»)."""
    found = place_of(words) or place_of(_nominative(words))
    if found is None:
        for parse in dictionary().parse(words.lower()):
            found = place_of(parse.normal_form)
            if found is not None:
                break
    return found


class Attributes:
    """What stands around a trigger. `state` is the state of refuge the text forces for its own courts, or ""."""

    def __init__(
        self, text: str, moments: Sequence[Moment], references: Sequence[Reference], state: str
    ) -> None:
        self.text, self.moments, self.references, self.state = text, moments, references, state
        self.form: tuple[str, int] | None = None  # the form of asylum last told, and where

    def of(
        self, sentence: Sentence, word: Word, inside: Sequence[int], kind: str, length: int | None
    ) -> dict[str, object]:
        """Attributes by name, as plain JSON values."""
        words = sentence.words
        clause = " ".join(words[i].text for i in inside)
        low = clause.lower().replace("ё", "е")
        whole = self.text[sentence.start : sentence.end].lower().replace("ё", "е")
        made: dict[str, object] = {}
        state = self.jurisdiction(sentence, inside, kind)
        if bears(kind, "articles"):
            articles = self.articles(sentence, word, kind, state)
            if articles:
                made["articles"] = articles
        if state and bears(kind, "state"):
            made["state"] = state
        if length is not None:
            iso = self.moments[length].length
            if kind in ("sentence", "conviction") or (
                kind in ("detention", "detention_extension")
                and re.search(
                    r"\bна\b|сроком",
                    self.text[self.moments[length].start : self.moments[length].end].lower(),
                )
            ):
                made["term"] = iso
        if kind in ("sentence", "conviction") and "пожизненн" in low:
            made["term"] = "life"
        if kind.startswith("asylum"):
            if "временн" in whole and "убежищ" in whole:
                made["form"] = "temporary_asylum"
            elif "беженц" in whole or "беженец" in whole:
                made["form"] = "refugee_status"
            elif self.form and sentence.start - self.form[1] < 900:
                made["form"] = self.form[
                    0
                ]  # a refusal or an appeal is of what was asked for before
            if "form" in made:
                self.form = (str(made["form"]), sentence.start)
        if kind.startswith("interim"):
            for pattern, name, home in lexicon().bodies:
                if home == "-" and pattern.search(whole):
                    made["body"] = name
                    break
            else:
                if re.search(r"правил\w+ 39", whole):
                    made["body"] = "ECtHR"
                elif re.search(r"правил\w+ 9[24]", whole):
                    made["body"] = "HRC"
        if kind == "criminal_charge" and (act := self.alleged(sentence)):
            made["alleged_act"] = act
        if kind in ("criminal_charge", "media_accusation", "conviction"):
            offence = self.offence(word)
            if offence:
                made["accused_of" if kind == "media_accusation" else "offence"] = offence
        if kind in (
            "arrest",
            "abduction",
            "detention",
            "disappearance",
            "search",
            "asylum_refusal",
            "asylum_application",
            "permit_application",
        ):
            found = _AT.search(self.text[words[min(inside)].start : words[max(inside)].end])
            if found:
                made["at"] = found.group()
        if kind == "court_ruling":
            if re.search(r"незаконн|отменил|удовлетвор|необоснован|обязал", low):
                made["decided"] = "for"
            elif re.search(r"отклонил|отказал|без удовлетворения|в силе|без изменени|законн", low):
                made["decided"] = "against"
        if kind == "notification":
            for words_of, of in (
                ("выдач|экстрад", "extradition_order"), ("выдвор|депорт", "expulsion_order"), ("убежищ|бежен|отказ", "asylum_refusal"),
                ("нежелат", "undesirability_order"), ("приговор", "sentence"), ("постановлен|определен|решени", "court_ruling"),
            ):  # fmt: skip
                if re.search(words_of, low):
                    made["of"] = of
                    break
            if re.search(r"адвокат|защитник|представител", low):
                made["to"] = "counsel"
        if kind in (
            "departure",
            "transfer_abroad",
            "extradition",
            "expulsion",
            "resettlement",
            "entry",
        ):
            to = self.destination(sentence, inside)
            if to:
                made["to"] = to
        if kind in ("detention", "arrest", "detention_extension") and re.search(
            r"выдач|экстрадици", low
        ):
            made["ground"] = "extradition"
        if re.search(r"\b(?:снова|вновь|опять|повторно|еще раз|второй раз|в третий раз)\b", low):
            made["again"] = True
        number = re.search(r"(?:решени|постановлени|дел)\w*\s+№\s*(\S+)", clause)
        if number:
            made["decision_number"] = number.group(1)
        return made

    # -- where and by whom ---------------------------------------------------------------------------------------------

    def _places(self, sentence: Sentence, inside: Sequence[int]) -> list[tuple[str, str]]:
        """Preposition and words of each place in the clause."""
        found = []
        for start, end, sort in sentence.names:
            if sort == "PER" or (sort != "LOC" and place(self.text[start:end]) is None):
                continue
            at = [w.index for w in sentence.words if start <= w.start < end]
            if not at or not set(at) & set(inside):
                continue
            head = next((i for i in at if sentence.words[i].head not in at), at[0])
            prep = next(
                (
                    sentence.words[k].form
                    for k in sentence.children[head]
                    if sentence.words[k].rel == "case"
                ),
                "",
            )
            if not prep and at[0] and sentence.words[at[0] - 1].pos == "ADP":
                prep = sentence.words[at[0] - 1].form
            if not prep and sentence.words[head].head >= 0:
                up = sentence.words[head].head
                prep = next(
                    (
                        sentence.words[k].form
                        for k in sentence.children[up]
                        if sentence.words[k].rel == "case"
                    ),
                    "",
                )
            found.append((prep, self.text[start:end]))
        return found

    def where(
        self, sentence: Sentence, inside: Sequence[int], *, leaving: bool = False
    ) -> str | None:
        """The place named in the clause, by its canonical name where known; where `leaving`, the place left."""
        places = self._places(sentence, inside)
        at, off = ("в", "во", "на", "у", "под"), ("из", "со", "с", "до")
        for preps in (off, at) if leaving else (at, off):
            for prep, words in places:
                if prep in preps:
                    known = place(words)
                    return known.name if known else _nominative(words)
        return None

    def destination(self, sentence: Sentence, inside: Sequence[int]) -> str | None:
        for prep, words in self._places(sentence, inside):
            known = place(words)
            if known is not None and prep in ("в", "во", "на"):
                return known.state
        return None

    def by(
        self, sentence: Sentence, word: Word, inside: Sequence[int], passive: bool
    ) -> str | None:
        """The body that acted, as STATE-body where the words give the state."""
        for k in sentence.children[word.index]:
            kid = sentence.words[k]
            agent = (kid.rel.startswith("nsubj") and not passive) or (
                passive and kid.is_(Case="Ins")
            )
            if not agent:
                continue
            below = sorted(sentence.below(k))
            words = " ".join(sentence.words[i].text for i in below)
            names = self.bodies(words, sentence, below)
            if names:
                return ", ".join(names)
        del inside
        return None

    def bodies_in(self, sentence: Sentence, inside: Sequence[int]) -> list[str]:
        """Bodies named anywhere in these words."""
        words = " ".join(sentence.words[i].text for i in inside)
        return self.bodies(words, sentence, inside)

    def bodies(self, words: str, sentence: Sentence, below: Sequence[int]) -> list[str]:
        """Bodies named in some words, with their states."""
        states = [s for w in below if (s := demonyms().get(sentence.words[w].lemma))]
        states += [
            p.state for _, name in self._places(sentence, below) if (p := place(name)) is not None
        ]
        states = list(dict.fromkeys(states))
        for pattern, name, home in lexicon().bodies:
            if pattern.search(words):
                if home == "-":
                    return [name]
                if home:
                    return [f"{home}-{name}"]
                return [f"{s}-{name}" for s in states] or [name]
        return []

    # -- law -----------------------------------------------------------------------------------------------------------

    def jurisdiction(self, sentence: Sentence, inside: Sequence[int], kind: str) -> str:
        """The state whose law or officers the clause names: a place it happened in, a demonym, a code's state."""
        del kind
        lemmas = [sentence.words[i].lemma for i in inside]
        for lemma in lemmas:
            if lemma in demonyms():
                return demonyms()[lemma]
        for prep, words in self._places(sentence, inside):
            known = place(words)
            if known is not None and prep in ("в", "во", "на"):
                return known.state
        return ""

    def articles(self, sentence: Sentence, word: Word, kind: str, state: str) -> list[str]:
        near = [r for r in self.references if sentence.start <= r.start < sentence.end]
        if not near:
            whole = self.text[sentence.whole[0] : sentence.whole[1]].lower()
            if kind in ("arrest", "detention") and "административном правонарушении" in whole:
                # a ruling's head names the offence its record is about
                return next(
                    (r.ids() for r in self.references if r.code == "CAO" and r.start < 900), []
                )
            return []
        after = [r for r in near if r.start >= word.start]
        found: list[str] = []
        for r in after or near:
            code = "CC" if bears(kind, "criminal") and not re.match(r"\d{1,2}\.", r.number) else ""
            home = state if bears(kind, "criminal") and kind != "extradition_request" else ""
            found.extend(r.ids(code=code, state=home))
        return list(dict.fromkeys(found))

    def alleged(self, sentence: Sentence) -> dict[str, object]:
        """When, and in which state, the act is said to have been done: «якобы совершено в Фергане в мае 2018 г.»"""
        start = sentence.whole[0]
        end = min(len(self.text), sentence.whole[1] + 220)
        run = self.text[start:end].split("\n\n")[0]
        found = _ACT.search(run)
        if not found:
            return {}
        act: dict[str, object] = {}
        for moment in self.moments:
            inside = start + found.start() <= moment.start < start + found.end()
            if inside and moment.told is not None and moment.told.year is not None:
                told = moment.told
                act["when"] = f"{told.year:04d}" + (
                    f"-{told.month:02d}" + (f"-{told.day:02d}" if told.day else "")
                    if told.month
                    else ""
                )
                break
        named = re.search(r"\bв\s+([А-ЯЁ][а-яё-]+)", found.group())
        if act and named and (known := place(named.group(1))) is not None:
            act["place"] = known.state
        return act

    def offence(self, word: Word) -> str | None:
        tail = self.text[word.end : word.end + 220].split("\n")[0]
        found = re.match(
            r"(?:\s+(?!в\b|за\b|о\b|об\b)[\w«»-]+){0,4}?" + _OFFENCE.pattern, tail, re.IGNORECASE
        )
        if not found or re.match(r"\s*деяни", found["that"] or found["what"] or ""):
            return None
        what = (found["that"] or found["what"]).strip()
        what = re.split(
            r"\s+(?:и\s+(?:объяв|арест|задерж|приговор)|в\s+(?:январ|феврал|март|апрел|мае|июн|июл|август|сентябр|октябр|ноябр|декабр))",
            what,
        )[0]
        what = re.sub(r"\s+(?:по|в|на|и|с)$", "", what)
        if (
            re.match(r"(?:году|отношении|качестве|розыск|Узбекистан|Росси|суд)", what)
            or place(what.split()[0]) is not None
        ):
            return None
        return what[:100]
