"""What a Russian sentence leaves out, in the matter last spoken of: «обжаловал это решение», «ему отказали», «получили 22 июля».

May import: this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from safeconduct.reading.russian.hit import Deed, Hit
from safeconduct.reading.russian.lexicon import meets
from safeconduct.reading.russian.words import Sentence, Word

if TYPE_CHECKING:
    from safeconduct.reading.russian.matters import Matters

APPEALS = {
    "asylum": "asylum_appeal",
    "extradition": "extradition_appeal",
    "expulsion": "expulsion_appeal",
}
REACH = 4  # sentences over which «это решение» finds its matter
_TAKEN = frozenset(
    ("принять", "рассмотреть", "удовлетворить")
)  # «её не приняли»; «ответа не получил»
_ASKED = frozenset(("заявление", "ходатайство", "прошение", "анкета"))
_GOT = frozenset(
    (
        "деньги",
        "звонок",
        "письмо",
        "сообщение",
        "травма",
        "ранение",
        "паспорт",
        "виза",
        "помощь",
        "ответ",
    )
)


def told(spoken: Matters, deed: Deed) -> Hit | None:
    """«обжаловал это решение», «ему отказали»: in the matter last spoken of."""
    number, sentence, word = deed.number, deed.sentence, deed.word
    acts, lemmas = deed.acts, deed.lemmas
    near = spoken.matter if number - spoken.matter_at <= REACH else ""
    if "appeal" in acts:
        if "приговор" in lemmas or spoken.last_kind in ("sentence", "conviction"):
            return Hit("appeal", ("subj", "infer"), act="appeal")
        kind = APPEALS.get(near, "complaint")
        if kind == "complaint" and not lemmas & {
            "решение",
            "отказ",
            "постановление",
            "действие",
            "арест",
        }:
            return None
        return Hit(kind, ("subj", "infer"), weak=kind == "complaint", matter=near, act="appeal")
    if (
        number - spoken.complaint_at <= 1
        and "dismiss" in acts
        and word.lemma in ("отклонить", "отвергнуть")
    ):
        court = any(meets((w,), lemmas) for w in ("суд", "судья", "мосгорсуд"))
        return Hit("court_ruling" if court else "complaint_refusal", ("someone",), act="dismiss")
    silence = "ответ" in lemmas and "receive" in acts
    if number - spoken.complaint_at <= 1 and deed.negative and (silence or word.lemma in _TAKEN):
        return Hit("complaint_refusal", ("someone",), weak=True, act="dismiss", absorbs=True)
    elided = _elided(spoken, deed, near)
    if elided is not None:
        return elided
    matter = next((m for m in spoken.lex.matters if m.name == near), None)
    if matter is None and near != "detention":
        return None
    if (
        "apply" in acts
        and near == "asylum"
        and word.lemma in ("подать", "написать")
        and number - spoken.matter_at <= 3
        and all(
            sentence.words[k].lemma in _ASKED
            for k in sentence.children[word.index]
            if sentence.words[k].rel == "obj"
        )
        and (word.lemma == "подать" or lemmas & _ASKED)
        and not lemmas & {"жалоба", "суд", "иск", "голос"}
    ):
        return Hit("asylum_application", ("infer",), weak=True, matter="asylum", act="apply")
    if (
        matter is not None
        and "refuse" in acts
        and near in ("asylum", "permit", "interim", "extradition")
        and (
            word.lemma in ("отказать", "отказывать")
            or (word.lemma == "отклонить" and lemmas & _ASKED)
        )
    ):
        if lemmas & {"помощь", "лекарство", "адвокат", "свидание", "въезд", "выезд"}:
            return None
        if not spoken.last_kind.endswith(("application", "request", "appeal", "order", "refusal")):
            return None
        return Hit(
            matter.kinds["refuse"],
            spoken.act_roles(matter, "refuse", word),
            matter=near,
            act="refuse",
        )
    if (
        "extend" in acts
        and near == "detention"
        and (lemmas & {"срок"} or not _names_a_thing(sentence, word))
        and not lemmas & {"виза", "патент", "регистрация", "проживание"}
    ):
        return Hit("detention_extension", ("dat", "infer"), weak=True, act="extend")
    if word.lemma == "удовлетворить" and spoken.last_kind in (
        "extradition_request",
        "interim_measure_request",
    ):
        kind = "extradition_order" if near == "extradition" else "interim_measure"
        return Hit(kind, ("gen-owner", "infer"), matter=near, act="decide")
    return None


def _elided(spoken: Matters, deed: Deed, near: str) -> Hit | None:
    """«Получили 22 июля. В суд подали 19 августа. Суд её не удовлетворил»: of what was told just before."""
    sentence, word, acts, lemmas = deed.sentence, deed.word, deed.acts, deed.lemmas
    if deed.number - spoken.matter_at > 3 or _names_a_thing(sentence, word):
        return None
    court = any(meets((w,), lemmas) for w in ("суд", "судья", "мосгорсуд"))
    decided = spoken.last_kind.endswith(("refusal", "order")) or spoken.last_kind == "court_ruling"
    own = word.rel in ("root", "conj") and word.is_(Tense="Past") and "не" not in lemmas
    if word.lemma == "получить" and decided and own and not lemmas & _GOT:
        return Hit("notification", ("someone",), weak=True, matter=near, act="receive")
    if "apply" in acts and court and decided and near in APPEALS and "иск" not in lemmas:
        return Hit(APPEALS[near], ("someone",), weak=True, matter=near, act="appeal")
    if word.lemma == "удовлетворить" and court and spoken.last_kind.endswith("appeal"):
        return Hit("court_ruling", ("someone",), weak=True, act="dismiss", absorbs=True)
    return None


def _names_a_thing(sentence: Sentence, word: Word) -> bool:
    """Has the verb a noun for its object? «Получили решение» leaves nothing out, «продлили до 9 ноября» does."""
    return any(
        sentence.words[k].rel in ("obj", "nsubj", "nsubj:pass")
        and sentence.words[k].pos != "PRON"
        and not (sentence.words[k].rel == "nsubj" and sentence.words[k].lemma.endswith("суд"))
        for k in sentence.children[word.index]
    )
