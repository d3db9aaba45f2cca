"""Ids of articles of law as every room writes them: STATE-CODE-article-part ("RU-CC-205.5-1"; "UZ-CC-159").

Codes: CC criminal, CCP criminal procedure, CAO administrative offences. The state is given only where the words force
it: the code is named with its state, or the number exists in one of the two codes alone.

May import: nothing.
"""

from __future__ import annotations

# Numbers with a part after the point exist only in the Russian codes, with a hyphen ("244-1") in the Uzbek one.
_RU_ADMINISTRATIVE_FROM, _RU_ADMINISTRATIVE_TO = 5, 21


def article_id(number: str, *, part: str = "", code: str = "", state: str = "") -> str:
    """One article: `number` as written ("205.5", "244-1"), `part` ("1"), `code` and `state` where told or forced.

    What is not known is left out: "CC-159" for a criminal article of an untold state, "159" for nothing but a number.
    """
    number = number.strip().replace("–", "-")
    if not code and "." in number and not state:
        whole = int(number.split(".")[0])
        if _RU_ADMINISTRATIVE_FROM <= whole <= _RU_ADMINISTRATIVE_TO:
            code, state = "CAO", "RU"
        elif 100 <= whole <= 361:
            code, state = "CC", "RU"
    if code == "CAO" and not state and "." in number:
        state = "RU"
    if state and not code:
        whole = int(number.split(".")[0].split("-")[0])
        if state == "RU" and "." in number and whole <= _RU_ADMINISTRATIVE_TO:
            code = "CAO"
        elif whole >= 95:
            code = "CC"
    return "-".join(p for p in (state, code, number, part) if p)
