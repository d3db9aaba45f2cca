"""What is done in a matter: «отказать» beside «убежище» is an asylum refusal, «обжаловал это решение» an appeal in the
matter last spoken of.

May import: this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from safeconduct.reading.russian import leftout
from safeconduct.reading.russian.hit import Deed, Hit
from safeconduct.reading.russian.leftout import APPEALS, REACH
from safeconduct.reading.russian.lexicon import Matter, lexicon, meets
from safeconduct.reading.russian.words import Word, plain

_MATTER_OF = {
    "asylum": "asylum", "extradition": "extradition", "expulsion": "expulsion", "permit": "permit", "interim": "interim",
    "complaint": "complaint", "undesirability": "expulsion", "detention": "detention",
}  # fmt: skip


_ACT_ROLES: dict[str, tuple[str, ...]] = {
    "apply": ("subj", "infer"),
    "appeal": ("subj", "infer"),
    "refuse": ("dat", "obj", "gen-owner", "infer"),
    "dismiss": ("gen-owner", "infer"),
    "quash": ("gen-owner", "infer"),
}
# «По убежищу: …»: the matter that the words before a colon or a dash name, by their stem
_TOPIC = re.compile(
    r"\s*(?:(?:по|насч[её]т|про|что\s+до)\s+)?(?:\w+\s+)?(убежищ|выдач|экстрадиц|выдворени|депортаци)\w*\s*[:—–]",
    re.IGNORECASE,
)
_TOPICS = {
    "убежи": "asylum",
    "выдач": "extradition",
    "экстр": "extradition",
    "выдво": "expulsion",
    "депор": "expulsion",
}
_GIVEN = frozenset(  # what is given out to one who gets asylum
    ("статус", "убежище", "удостоверение", "свидетельство", "документ", "защита", "справка")
)
_UPHELD = frozenset(("законный", "обоснованный", "правомерный"))


class Matters:
    """Kinds made out of acts in matters. Holds the matter last spoken of, for «это решение»."""

    def __init__(self) -> None:
        self.matter, self.matter_at, self.last_kind = "", -99, ""
        self.complaint_at = -99
        self.lex = lexicon()

    def note(self, number: int, hit: Hit) -> None:
        """The matter a hit is of becomes the one last spoken of."""
        if hit.kind == "notification":
            return  # what was handed over stays what is spoken of
        if hit.kind == "complaint":
            self.complaint_at = number
        root = hit.matter or hit.kind.split("_")[0]
        if root in _MATTER_OF and root != "complaint":
            self.matter, self.matter_at = _MATTER_OF[root], number
            self.last_kind = hit.kind
        elif hit.kind.startswith("interim"):
            self.matter, self.matter_at, self.last_kind = "interim", number, hit.kind

    def open(self, number: int, words: str) -> None:
        """«По убежищу: …», «Выдача — …» names what the next sentences are about."""
        if found := _TOPIC.match(words):
            self.matter, self.matter_at = _TOPICS[plain(found[1])[:5]], number
            self.last_kind = ""

    def kind_of(self, act: str, number: int) -> str:
        """The kind of an act in the matter last spoken of, within a dozen lines of a list; "" where there is none."""
        if number - self.matter_at > 3 * REACH:
            return ""
        matter = next((m for m in self.lex.matters if m.name == self.matter), None)
        return matter.kinds.get(act, "") if matter is not None else ""

    def told(self, deed: Deed) -> Hit | None:
        """What the deed tells by the words of its clause, else by the matter last spoken of."""
        number, sentence, word = deed.number, deed.sentence, deed.word
        acts, lemmas = deed.acts, deed.lemmas
        for matter in self.lex.matters:
            if not any(meets(t, lemmas) for t in matter.terms):
                continue
            if any(meets(t, lemmas) for t in matter.without):
                continue
            if "apply" in acts and lemmas & self.lex.words["contests"]:
                contest = matter.kinds.get(
                    "appeal", "complaint"
                )  # «заявление об оспаривании отказа»
                return Hit(contest, ("subj", "infer"), matter=matter.name, act="appeal")
            for act in acts:
                # «подал ходатайство», «отклонил жалобу на отказ»: a complaint about a refusal is no refusal
                if (
                    matter.name != "complaint"
                    and act in ("refuse", "apply")
                    and lemmas & {"жалоба", "апелляция", "иск"}
                ):
                    continue
                if act == "decide" and any(lemma.startswith("!") for lemma in lemmas):
                    continue  # «постановил выдачу не производить»
                # «удовлетворил жалобу на выдачу», «отменил запрет на выдачу»: what is decided is not the matter itself
                if act in ("decide", "quash", "stop") and lemmas & self.lex.words["against"]:
                    continue
                if (
                    act == "dismiss"
                    and word.lemma == "оставить"
                    and not lemmas & {"удовлетворение", "рассмотрение", "движение"}
                ):
                    continue  # «оставлены без оценки» dismisses nothing
                if act == "lose" and lemmas & self.lex.words["closed"]:
                    continue  # «дело прекращено с предоставлением убежища»
                if word.lemma == "выдать" and matter.name == "asylum" and not lemmas & _GIVEN:
                    continue  # «Польша выдала беженца из Чечни»
                if act == "quash" and word.lemma == "признать" and matter.name != "asylum":
                    if lemmas & _UPHELD:
                        return Hit("court_ruling", ("gen-owner", "infer"), matter=matter.name)
                    if not lemmas & self.lex.words["quashes"]:
                        continue
                if deed.negative and act in matter.negated:
                    return Hit(
                        matter.negated[act],
                        self.act_roles(matter, act, word),
                        matter=matter.name,
                        act=act,
                        absorbs=True,
                    )
                kind = matter.kinds.get(act)
                if kind is None:
                    continue
                if "отказ" in lemmas and act in ("grant", "receive", "extend", "lose", "annul"):
                    refused = matter.kinds.get("refuse")
                    if (
                        refused is None
                        or act in ("lose", "annul")
                        or lemmas & self.lex.words["quashes"]
                        or lemmas & _UPHELD
                    ):
                        continue  # «признала отказ в убежище незаконным»
                    return Hit(
                        refused,
                        self.act_roles(matter, act, word),
                        matter=matter.name,
                        act="receive",
                        absorbs=True,
                    )
                if (
                    matter.name == "permit"
                    and act in ("extend", "grant")
                    and word.is_(VerbForm="Inf")
                    and (
                        word.head >= 0 and sentence.words[word.head].lemma in self.lex.words["came"]
                    )
                ):
                    return Hit(
                        "permit_application", ("subj", "infer"), matter="permit", act="extend"
                    )
                if matter.name == "complaint":
                    return self._complaint(number, act, word, lemmas)
                if (
                    matter.name == "extradition"
                    and act in ("receive", "apply")
                    and not (
                        lemmas & {"запрос", "ходатайство", "требование", "поручение"}
                        and not lemmas & {"жалоба", "отказ", "отозвать"}
                    )
                ):
                    continue
                if (
                    matter.name == "extradition"
                    and act == "decide"
                    and not (
                        lemmas
                        & {
                            "решение",
                            "постановление",
                            "запрос",
                            "ходатайство",
                            "суд",
                            "прокурор",
                            "генпрокурор",
                            "генпрокуратура",
                            "прокуратура",
                            "санкция",
                            "приказ",
                            "распоряжение",
                        }
                    )
                ):
                    continue
                return Hit(kind, self.act_roles(matter, act, word), matter=matter.name, act=act)
        return leftout.told(self, deed)

    def also(self, deed: Deed, hit: Hit) -> Iterator[Hit]:
        """What else is granted in one breath: «получил вид на жительство и статус беженца»."""
        for matter in self.lex.matters:
            named = matter.name != hit.matter and "grant" in matter.kinds
            if (
                named
                and any(meets(t, deed.lemmas) for t in matter.terms)
                and not any(meets(t, deed.lemmas) for t in matter.without)
            ):
                yield replace(hit, kind=matter.kinds["grant"], matter=matter.name)

    def _complaint(self, number: int, act: str, word: Word, lemmas: frozenset[str]) -> Hit | None:
        near = self.matter if number - self.matter_at <= REACH else ""
        court = any(meets((w,), lemmas) for w in ("суд", "судья", "мосгорсуд", "горсуд", "райсуд"))
        if act in ("apply", "receive"):
            self.complaint_at = number
            if act == "receive" and word.lemma in ("получить", "передать"):
                return None
            to_court = court or bool(lemmas & {"апелляционный", "апелляция", "кассация"})
            for name, terms in (
                ("asylum", ("убежище", "беженец", "отказ")),
                ("extradition", ("выдача", "экстрадиция")),
                ("expulsion", ("выдворение", "депортация")),
            ):
                if lemmas & set(terms):
                    near = (
                        name
                        if name != "asylum" or near == "asylum" or lemmas & {"убежище", "беженец"}
                        else near
                    )
            if lemmas & self.lex.words["authorities"] and not court:
                return Hit("complaint", ("subj", "infer"), act=act)
            decision = lemmas & {"постановление", "решение", "отказ", "определение"}
            if near in APPEALS and (
                to_court
                or (
                    decision
                    and lemmas
                    & {"выдача", "экстрадиция", "выдворение", "депортация", "убежище", "беженец"}
                )
                or self.last_kind.endswith(("refusal", "order", "appeal"))
                or self.last_kind in ("extradition", "expulsion")
            ):
                return Hit(APPEALS[near], ("subj", "infer"), matter=near, act="appeal")
            return Hit("complaint", ("subj", "infer"), act=act)
        kind = (
            "court_ruling"
            if court or lemmas & {"апелляционный", "кассационный"}
            else "complaint_refusal"
        )
        return Hit(kind, ("gen-owner", "infer"), act="dismiss")

    def act_roles(self, matter: Matter, act: str, word: Word) -> tuple[str, ...]:
        if word.lemma in self.lex.words["gets"]:
            return ("subj", "dat", "infer")
        if act in ("apply", "appeal") and matter.name == "interim":
            return ("отношение", "gen-owner", "infer")
        if act == "refuse" and matter.name == "extradition":
            return ("gen-owner", "obj", "infer")  # «отказала таджикским коллегам в выдаче Каримова»
        if act in _ACT_ROLES:
            return _ACT_ROLES[act]
        if act in ("grant", "extend") and matter.name in ("asylum", "permit"):
            return ("dat", "obj", "gen-owner", "infer")
        return tuple(r for r in matter.victim if r != "subj")
