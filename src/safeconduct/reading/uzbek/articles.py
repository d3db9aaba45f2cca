"""Articles of law in Uzbek words: «JKning 159-moddasi 3-qismi», «Жиноят кодексининг 158 ва 244-1-моддалари».

The state is given where it is named, or where the number has a hyphen: only the codes of Uzbekistan number so.
May import: `legal`.
"""

from __future__ import annotations

import re

from safeconduct.reading.claims.legal import article_id

_NUMBER = r"\d{2,3}(?:[.\-]\d{1,2})?"
_STATE = re.compile(
    r"(?P<state>o'zbekiston|rossiya|tojikiston|qirg'iziston|qozog'iston)(?:\s+(?:respublikasi|federatsiyasi))?(?:ning)?"
)
_CODE = re.compile(
    r"(?P<CCP>jinoyat-protsessual\s+kodeks\w*|jpk)|(?P<CAO>ma'muriy\s+javobgarlik\s+to'g'risidagi\s+kodeks\w*|mjtk)"
    r"|(?P<CC>jinoyat\s+kodeks\w*|\bjk)(?![a-z])"
)
_ORDINALS = {"birinchi": "1", "ikkinchi": "2", "uchinchi": "3", "to'rtinchi": "4", "beshinchi": "5"}
_ARTICLE = re.compile(
    rf"(?P<list>{_NUMBER}(?:\s*-?\s*(?:,|va|hamda)\s*{_NUMBER})*)\s*-?\s*modda(?:lar)?(?:si|i|ning|sining|larning|lari|larining)?"
    rf"(?:ning)?(?:\s*,?\s*(?P<parts>\d(?:\s*-?\s*(?:,|va)\s*\d)*|{'|'.join(_ORDINALS)})\s*-?\s*qism\w*)?"
)
_STATES = {
    "o'zbekiston": "UZ",
    "rossiya": "RU",
    "tojikiston": "TJ",
    "qirg'iziston": "KG",
    "qozog'iston": "KZ",
}
_CONNECTED = 60  # letters between an article and the next under one named code


def articles(words: str) -> list[str]:
    """Ids of the articles that plain text names, in order, each once."""
    found: list[str] = []
    code, state, told = "", "", -1
    for match in _ARTICLE.finditer(words):
        before = words[max(0, match.start() - 90) : match.start()]
        named = list(_CODE.finditer(re.sub(r"(jk|jpk|mjtk)(ning|da|ga|dagi)\b", r"\1 ", before)))
        if named:
            code = next(k for k, v in named[-1].groupdict().items() if v)
            states = list(_STATE.finditer(before))
            state = _STATES[states[-1]["state"]] if states else ""
        elif match.start() - told > _CONNECTED:
            code, state = "", ""
        told = match.end()
        numbers = re.findall(_NUMBER, match["list"])
        for number in numbers:
            where = state or ("UZ" if "-" in number else "")
            told_parts = _ORDINALS.get(match["parts"] or "", match["parts"] or "")
            parts = re.findall(r"\d", told_parts) if number == numbers[-1] else []
            found.extend(
                article_id(number, part=part, code=code or "CC", state=where)
                for part in parts or [""]
            )
    return list(dict.fromkeys(found))
