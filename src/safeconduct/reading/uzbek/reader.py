"""Uzbek blocks in, marks out: names, dates, places, articles and the commonest kinds by word list and endings.

There is no model of Uzbek underneath, so what this reads is never sure by itself, and what it does not try to read
is said in `Marks.unread`. Both scripts are read as one (`latin`). May import: `sources`, `record`, this package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.reading.legal import article_id
from safeconduct.reading.marks import (
    Anchor,
    Candidate,
    Marks,
    Mention,
    Moment,
    Quote,
    Sort,
    Tense,
    Told,
)
from safeconduct.reading.uzbek.latin import Plain, latin, plain
from safeconduct.reading.uzbek.lexicon import data, rows
from safeconduct.record import Mood
from safeconduct.record.places import Place, place_of
from safeconduct.sources import Block, Document

_CASES = r"(?:ning|ni|ga|ka|qa|dan|da|dagi|lar)"
_WORD = re.compile(r"[A-ZЀ-Я][\w‘’ʻʼ'`\-]*|[A-Z]‘\w+", re.UNICODE)
_TOKEN = re.compile(r"[\w‘’ʻʼ'`\-]+", re.UNICODE)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|$|[»”\"])[»”\"]?|\n|$)|[^\n]+?(?:\n|$)")
_SURNAME = re.compile(r"(?:ov|ev|yev|in|ova|eva|yeva|ina|skiy|skaya)$")
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys("ʻ`´ʹ'’", "‘"))
_PRONOUNS = {
    "uni": (3, "ni"), "unga": (3, "ga"), "uning": (3, "ning"), "u": (3, ""), "undan": (3, "dan"), "meni": (1, "ni"),
    "menga": (1, "ga"), "mening": (1, "ning"), "men": (1, ""), "bizni": (1, "ni"), "bizga": (1, "ga"),
}  # fmt: skip
_MONTHS = "|".join(data()["months"])
_DATE = re.compile(
    rf"(?:\b(?P<y>(?:19|20)\d\d)\s*-?\s*yil(?:ning|da|i|lar)?\s*,?\s*)?(?:(?P<d>\d{{1,2}})\s*-?\s*)?\b(?P<m>{_MONTHS})"
    rf"(?:da|dan|ning|gacha|ga|i)?(?:\s+(?:kuni|oyida|oyining|oyi|kunida))?(?:\s+(?P<y2>(?:19|20)\d\d)(?:-?\s*yil\w*)?)?(?!\w)"
)
_YEAR = re.compile(r"\b(?P<y>(?:19|20)\d\d)\s*-?\s*yil(?P<end>da|dan|gacha|ning|larda|i)?(?!\w)")
_NUMERIC = re.compile(r"\b(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)\b")
_LATER = (
    (re.compile(r"\b(?:ertasi kuni|ertasiga|keyingi kuni|ertasi)\b"), "P1D", "P1D", Anchor.STORY),
    (re.compile(r"\bo'sha kuni\b"), "P0D", "P0D", Anchor.STORY),
    (re.compile(r"\bkecha\b"), "P1D", "P1D", Anchor.DOCUMENT),
    (re.compile(r"\bbugun\b"), "P0D", "P0D", Anchor.DOCUMENT),
)
_ARTICLE = re.compile(
    r"(?:(?P<state>o'zbekiston(?:\s+respublikasi)?|rossiya(?:\s+federatsiyasi)?|tojikiston)(?:ning)?\s+)?"
    r"(?:(?P<code>jinoyat(?:-protsessual)?\s+kodeksi|jk|jpk|ma'muriy\s+javobgarlik\s+to'g'risidagi\s+kodeks\w*|mjtk)(?:ning|da|si)?\s+)?"
    r"(?P<n>\d{2,3}(?:-\d)?(?:\.\d)?)\s*-?\s*modda\w*(?:ning)?(?:\s*,?\s*(?P<p>\d)\s*-?\s*qism\w*)?"
)
_STATES = {"o'zbekiston": "UZ", "rossiya": "RU", "tojikiston": "TJ"}
_SAID = re.compile(r"\b(?:dedi|deydi|degan|aytdi|aytadi|ta'kidladi|ma'lum qildi)\b")
_QUOTE = re.compile(r"«([^«»]{12,})»|“([^“”]{12,})”|\"([^\"\n]{12,})\"")
_TERM = re.compile(
    r"\b(?P<n>\d+|(?:"
    + "|".join(re.escape(w) for w in data()["numbers"])
    + r")(?:\s+(?:bir|ikki|uch|to'rt|besh|olti|yetti|sakkiz|to'qqiz))?)\s*(?P<u>yil|oy|kun|sutka)(?:ga|lik|da)?\b"
)
UNREAD = (
    "Uzbek is read by word list only: names, dates, places, articles and about twenty-five kinds of event; "
    "reported speech, figures, feasts and everything else are not read"
)


@dataclass(frozen=True, slots=True)
class _Run:
    """A sentence: its place in the document and its plain text."""

    start: int
    end: int
    plain: Plain


class Uzbek:
    """Marks Uzbek text in either script. Deterministic; holds no state between documents."""

    language = "uz"

    def mark(self, document: Document, blocks: Sequence[Block]) -> Marks:
        """The marks of these blocks, offsets counting in `document.text`."""
        text = document.text
        runs = [
            _Run(s, e, plain(text, s, e))
            for b in blocks
            if b.role not in ("caption", "header", "footer", "navigation", "code")
            for s, e in _sentences(text, b)
        ]
        mentions = _mentions(text, runs)
        moments = sorted((m for r in runs for m in _moments(r)), key=lambda m: m.start)
        candidates: list[Candidate] = []
        for run in runs:
            candidates.extend(_candidates(text, run, mentions, moments))
        order = sorted(range(len(mentions)), key=lambda k: (mentions[k].start, mentions[k].end))
        place = {old: new for new, old in enumerate(order)}
        told = []
        for k in order:
            owner = mentions[k].owner
            told.append(replace(mentions[k], owner=None if owner is None else place[owner]))
        author = next(
            (
                place[k]
                for k, m in enumerate(mentions)
                if m.sort is Sort.NAME
                and re.search(
                    r"(?:^|\s)(?:men|мен),?\s*$", text[max(0, m.start - 8) : m.start], re.IGNORECASE
                )
            ),
            None,
        )
        return Marks(
            language="uz",
            sentences=tuple((r.start, r.end) for r in runs),
            paragraphs=tuple((b.start, b.end) for b in blocks),
            mentions=tuple(told),
            moments=tuple(moments),
            quotes=tuple(_quotes(text, blocks, mentions, place)),
            candidates=tuple(
                replace(c, victims=tuple(place[v] for v in c.victims)) for c in candidates
            ),
            author=author,
            unread=(UNREAD,),
        )


def reader() -> Uzbek:
    """The reader of Uzbek."""
    return Uzbek()


def _sentences(text: str, block: Block) -> list[tuple[int, int]]:
    made = []
    for match in _SENTENCE.finditer(text, block.start, block.end):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            made.append((start, end))
    return made


# -- people ------------------------------------------------------------------------------------------------------------


def _bare(word: str) -> str:
    """A capitalised word without its case ending, in its own letters («Nazarovning» → Nazarov)."""
    shown = word.translate(_ONE_APOSTROPHE)
    ending = re.search(rf"-?(?:{_CASES}|(?:нинг|ни|га|ка|қа|дан|да))$", shown)
    if ending and len(shown) - len(ending.group()) >= 3:
        stem = shown[: -len(ending.group())]
        if (
            _SURNAME.search(latin(stem))
            or ending.group() in ("ning", "ni", "нинг", "ни")
            or len(ending.group()) >= 3
        ):
            return stem
    return shown


def place(words: str) -> Place | None:
    """The place a word names, with or without its case ending, in either script."""
    for shown in (
        words,
        latin(words),
        re.sub(rf"-?{_CASES}(?:{_CASES})?$", "", latin(words)),
        re.sub(rf"{_CASES}$", "", words.lower()),
    ):
        found = place_of(shown)
        if found is not None:
            return found
    cut = re.sub(r"(?:нинг|ни|га|ка|қа|дан|да|даги)$", "", words)
    return place_of(cut)


def _mentions(text: str, runs: Sequence[_Run]) -> list[Mention]:
    lists = data()
    stop = set(lists["not_names"]) | set(lists["months"])
    made: list[Mention] = []
    known: set[str] = set()
    waiting: list[tuple[int, int, str]] = []
    for run in runs:
        words = list(_TOKEN.finditer(text, run.start, run.end))
        i = 0
        while i < len(words):
            shown = words[i].group()
            low = plain(shown, 0, len(shown)).text
            if low in _PRONOUNS:
                person, case = _PRONOUNS[low]
                made.append(
                    Mention(
                        words[i].start(),
                        words[i].end(),
                        Sort.PRONOUN,
                        person=person,
                        possessive=case == "ning",
                        subject=case == "",
                    )
                )
            elif _name_word(shown, low, stop) and place(shown) is None:
                j = i + 1
                while j < len(words) and j - i < 4:
                    nxt = words[j].group()
                    nlow = plain(nxt, 0, len(nxt)).text
                    gap = text[words[j - 1].end() : words[j].start()]
                    kin_name = re.fullmatch(rf"(?:o'g'li|qizi|ugli|kizi){_CASES}?", nlow)
                    if gap != " " or not (
                        kin_name or (_name_word(nxt, nlow, stop) and place(nxt) is None)
                    ):
                        break
                    j += 1
                parts = [_bare(w.group()) for w in words[i:j]]
                full = len(parts) > 1 and any(
                    _SURNAME.search(latin(p)) or latin(p) in ("O'g'li", "o'g'li", "qizi")
                    for p in parts
                )
                if full or (len(parts) == 1 and (_SURNAME.search(latin(parts[0])) and i > 0)):
                    known.update(parts)
                    made.append(
                        _named(
                            text,
                            run,
                            words[i].start(),
                            words[j - 1].end(),
                            parts,
                            words[max(0, i - 1)].group() if i else "",
                        )
                    )
                elif len(parts) == 1:
                    waiting.append((words[i].start(), words[i].end(), parts[0]))
                i = j
                continue
            else:
                kin = _kin(low)
                if kin:
                    made.append(_relative(words, i, made, kin))
            i += 1
    for start, end, name in waiting:
        if name in known:
            made.append(Mention(start, end, Sort.NAME, name=name, subject=True))
    return made


def _name_word(shown: str, low: str, stop: set[str]) -> bool:
    bare = re.sub(rf"{_CASES}$", "", low)
    return (
        shown[0].isupper()
        and len(shown) > 2
        and low not in stop
        and bare not in stop
        and not shown.isupper()
    )


def _named(
    text: str, run: _Run, start: int, end: int, parts: Sequence[str], before: str
) -> Mention:
    name = " ".join(parts)
    shown = latin(name)
    sex = (
        "f"
        if re.search(r"(?:ova|eva|yeva|ina|skaya)$|qizi$", shown)
        else "m"
        if re.search(r"(?:ov|ev|yev|in)$|o'g'li$", shown)
        else None
    )
    role = data()["roles"].get(plain(before, 0, len(before)).text) if before else None
    tail = text[end : end + 1]
    del run, tail
    return Mention(
        start, end, Sort.NAME, name=name, sex=sex, subject=True, role=(role,) if role else ()
    )


def _kin(low: str) -> tuple[str, str | None] | None:
    """«akasi», «ukam», «otasini»: a relative with the owner's ending."""
    for stem, (relation, sex) in data()["kin"].items():
        if re.fullmatch(rf"{re.escape(stem)}(?:si|i|m|im|ng|ing|lari)(?:{_CASES})?", low):
            return relation, sex
    return None


def _relative(
    words: Sequence[re.Match[str]], i: int, made: Sequence[Mention], kin: tuple[str, str | None]
) -> Mention:
    """The owner is the name or pronoun right before («Nazarovning akasi»); «-m» is the speaker's own."""
    owner = None
    if made and i and words[i - 1].start() <= made[-1].end <= words[i].start():
        owner = len(made) - 1
    return Mention(
        words[i].start(),
        words[i].end(),
        Sort.RELATIVE,
        relation=kin[0],
        sex=kin[1],
        owner=owner,
        subject=True,
    )


# -- time --------------------------------------------------------------------------------------------------------------


def _moments(run: _Run) -> list[Moment]:
    made: list[Moment] = []
    taken: list[tuple[int, int]] = []
    text = run.plain.text

    def put(start: int, end: int, **told: object) -> None:
        if any(start < b and a < end for a, b in taken):
            return
        taken.append((start, end))
        made.append(Moment(*run.plain.span(start, end), **told))  # type: ignore[arg-type]

    for m in _NUMERIC.finditer(text):
        if 1 <= int(m["m"]) <= 12:
            put(*m.span(), told=Told(int(m["y"]), int(m["m"]), int(m["d"])))
    for m in _DATE.finditer(text):
        year = m["y"] or m["y2"]
        day = int(m["d"]) if m["d"] else None
        if m["m"] == "may" and not (m["d"] or year or "oy" in m.group()):
            continue
        put(*m.span(), told=Told(int(year) if year else None, data()["months"][m["m"]], day))
    for m in _YEAR.finditer(text):
        bound = {"dan": "since", "gacha": "until"}.get(m["end"] or "", "")
        put(*m.span(), told=Told(int(m["y"])), bound=bound)
    for pattern, least, most, anchor in _LATER:
        for m in pattern.finditer(text):
            put(*m.span(), least=least, most=most, anchor=anchor, back=anchor is Anchor.DOCUMENT)
    for m in _TERM.finditer(text):
        count = _number(m["n"])
        unit = {"yil": "Y", "oy": "M", "kun": "D", "sutka": "D"}[m["u"]]
        if count and not (unit == "Y" and count > 100):
            put(*m.span(), length=f"P{count}{unit}", sets_story=False)
    return made


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    return int(sum(data()["numbers"].get(w, 0) for w in words.split()))


# -- events ------------------------------------------------------------------------------------------------------------


def _candidates(
    text: str, run: _Run, mentions: Sequence[Mention], moments: Sequence[Moment]
) -> list[Candidate]:
    found: list[tuple[int, int, Candidate]] = []
    words = run.plain.text
    inside = [k for k, m in enumerate(mentions) if run.start <= m.start < run.end]
    places = [
        (m.start(), p)
        for m in _WORD.finditer(text, run.start, run.end)
        if (p := place(m.group())) is not None
    ]
    for row in rows():
        for match in row.pattern.finditer(words):
            if not match["tense"] and not match["neg"]:
                continue
            start, end = run.plain.span(*match.span())
            if any(a < end and start < b and b - a >= end - start for a, b, _ in found):
                continue
            clause = max(
                (
                    words.rfind(mark, 0, match.start())
                    for mark in (", ", " va ", "; ", " ammo ", " lekin ")
                ),
                default=-1,
            )
            near = words[max(0, clause) : match.end()]
            here = [
                p
                for at, p in places
                if at < end and (at >= run.plain.origin[max(0, clause)] or len(near.split()) < 4)
            ]
            if row.needs and not any(_met(n, near, here) for n in row.needs):
                continue
            victims, explicit = _victims(
                text, run, mentions, inside, start, row.victim, bool(match["pass"]) or row.own
            )
            mood = _mood(match, words)
            moment = _nearest(moments, run, start)
            length = next(
                (i for i, m in enumerate(moments) if m.length and run.start <= m.start < start),
                None,
            )
            attributes = _attributes(words, match.start(), row.kind)
            if row.kind == "sentence" and length is not None:
                attributes["term"] = moments[length].length
            where = here[-1].name if here else None
            passage = run.plain.origin[max(0, clause + 1 if clause >= 0 else 0)]
            if moment is not None and run.start <= moments[moment].start < start:
                passage = (
                    min(passage, moments[moment].start)
                    if not _other_verb(found, moments[moment].start, start)
                    else passage
                )
            if not victims:
                continue
            found.append(
                (
                    start,
                    end,
                    Candidate(
                        row.kind, passage, end, start, match.group(), victims, moment=moment, where=where,
                        mood=mood, tense=Tense.PAST, explicit=explicit, strong=True, attributes=attributes,
                        doubts=("read by word list",),
                    ),
                )
            )  # fmt: skip
    return [c for _, _, c in sorted(found, key=lambda f: f[0])]


def _other_verb(found: Sequence[tuple[int, int, Candidate]], low: int, high: int) -> bool:
    return any(low < a < high for a, _, _ in found)


def _met(need: str, near: str, here: Sequence[Place]) -> bool:
    if need == "@state":
        return any(p.is_state for p in here)
    if need == "@abroad":
        return any(p.is_state for p in here) or "chet el" in near or "xorij" in near
    return need in near


def _mood(match: re.Match[str], words: str) -> Mood:
    tense = match["tense"] or ""
    after = words[match.end() : match.end() + 14]
    if match["neg"] or re.match(r"\s+(?:emas|yo'q)\b", after):
        return Mood.NEGATED
    if tense.startswith("sa") or "agar" in words[: match.start()].split()[-8:]:
        return Mood.CONDITIONAL
    if re.match(r"\s+(?:mumkin|kerak|ehtimol)", after):
        return Mood.FEARED
    if tense.startswith(("moqchi", "adi", "ydi", "r", "ar", "ish")) and not match["coop"]:
        return Mood.PLANNED if not tense.startswith("ish") else Mood.GENERIC
    return Mood.QUESTION if words.rstrip().endswith("?") else Mood.FACT


def _case(text: str, mention: Mention) -> str:
    shown = plain(text, mention.start, mention.end).text
    ending = re.search(rf"(?:{_CASES})$", shown)
    return ending.group() if ending else ""


def _victims(
    text: str,
    run: _Run,
    mentions: Sequence[Mention],
    inside: Sequence[int],
    at: int,
    roles: Sequence[str],
    passive: bool,
) -> tuple[tuple[int, ...], bool]:
    """Whom it happened to: with -ni under an active verb, bare under a passive one; else the last one spoken of."""
    before = [k for k in inside if mentions[k].start < at]
    relatives = {mentions[k].owner for k in before if mentions[k].sort is Sort.RELATIVE}
    cases = {
        "object": ("ni",),
        "dative": ("ga", "ka", "qa"),
        "owner": ("ning",),
        "against": ("ga",),
        "subject": ("",),
        "first": ("",),
    }
    order = (
        ["subject", *(r for r in roles if r != "subject")]
        if passive and "subject" in roles and "owner" not in roles
        else list(roles)
    )
    for role in order:
        for k in reversed(before):
            if k in relatives and role in ("subject", "object"):
                continue
            case = _case(text, mentions[k])
            if mentions[k].sort is Sort.PRONOUN:
                case = _PRONOUNS[plain(text, mentions[k].start, mentions[k].end).text][1]
            if mentions[k].sort is Sort.RELATIVE:
                case = case if case in ("ni", "ga", "ning") else ""
            if case in cases[role]:
                return (k,), True
            if role == "against" and re.match(
                r"\s+qarshi",
                plain(text, mentions[k].end, min(len(text), mentions[k].end + 10)).text,
            ):
                return (k,), True
    spoken = [
        k
        for k, m in enumerate(mentions)
        if m.start < at and m.sort in (Sort.NAME, Sort.RELATIVE) and m.role == ()
    ]
    near = [k for k in spoken if at - mentions[k].start < 400]
    first = bool(re.search(r"\b\w+(?:imiz|imda|imizda|imizga)\w*\b", run.plain.text))
    if first:
        own = [k for k, m in enumerate(mentions) if m.person == 1]
        if own:
            return (own[-1],), False
    return ((max(near, key=lambda k: mentions[k].start),), False) if near else ((), False)


def _nearest(moments: Sequence[Moment], run: _Run, at: int) -> int | None:
    before = [i for i, m in enumerate(moments) if run.start <= m.start < at and not m.length]
    return before[-1] if before else None


def _attributes(words: str, at: int, kind: str) -> dict[str, object]:
    made: dict[str, object] = {}
    if kind in ("criminal_charge", "conviction", "sentence", "wanted_listing"):
        found = []
        for m in _ARTICLE.finditer(words):
            code = ""
            if m["code"]:
                code = (
                    "CCP"
                    if "protsess" in m["code"] or m["code"] == "jpk"
                    else "CAO"
                    if "ma'mur" in m["code"] or m["code"] == "mjtk"
                    else "CC"
                )
            state = next((v for k, v in _STATES.items() if (m["state"] or "").startswith(k)), "")
            found.append(article_id(m["n"], part=m["p"] or "", code=code or "CC", state=state))
        if found:
            made["articles"] = list(dict.fromkeys(found))
    del at
    return made


# -- speech ------------------------------------------------------------------------------------------------------------


def _quotes(
    text: str, blocks: Sequence[Block], mentions: Sequence[Mention], place_: dict[int, int]
) -> list[Quote]:
    made = []
    for block in blocks:
        for match in _QUOTE.finditer(text, block.start, block.end):
            start, end = match.start() + 1, match.end() - 1
            after = plain(text, match.end(), min(len(text), match.end() + 110)).text.split("\n")[0]
            before = plain(text, max(block.start, match.start() - 110), match.start()).text
            speaker = None
            if _SAID.search(after[:40]):
                speaker = next(
                    (
                        k
                        for k, m in enumerate(mentions)
                        if m.sort is Sort.NAME and match.end() <= m.start < match.end() + 110
                    ),
                    None,
                )
            elif _SAID.search(before) or before.rstrip().endswith(":"):
                near = [
                    k
                    for k, m in enumerate(mentions)
                    if m.sort is Sort.NAME and block.start <= m.start < match.start()
                ]
                speaker = near[-1] if near else None
            if speaker is not None or _SAID.search(after[:40]):
                made.append(Quote(start, end, None if speaker is None else place_[speaker]))
    return sorted(made, key=lambda q: q.start)
