"""Bodies that act (police, services, courts) and the offices where things happen, from English words.

May import: `record.places`, `reading.legal`, this room.
"""

from __future__ import annotations

import re

# Bodies: words, what they are called, the state that alone has one of that name ("" where the clause must tell).
_BODIES = (
    (r"\bFSB\b|federal security service", "FSB", "RU"),
    (r"\bSNB\b|\bGSBN?\b|\bSGB\b|national security service|state security service", "SNB", ""),
    (r"\bKGB\b|\bGKNB\b|state committee (?:for|of) national security", "security service", ""),
    (r"prosecutor general|general prosecutor|prosecutor|prosecution", "prosecutor", ""),
    (
        r"migration service|migration (?:office|department|authorit)|\bFMS\b",
        "migration service",
        "",
    ),
    (
        r"ministry of (?:the )?interior|interior ministry|\bMVD\b|\bMIA\b|\bGUVM\b",
        "interior ministry",
        "",
    ),
    (r"border (?:service|guard)s?", "border service", ""),
    (r"european court|\bECHR\b|\bECtHR\b|strasbourg court", "ECtHR", "-"),
    (r"human rights committee|\bHRC\b|\bUNHRC\b", "HRC", "-"),
    (r"committee against torture|\bUNCAT\b|\bCAT\b", "CAT", "-"),
    (r"\bUNHCR\b|UN refugee agency|high commissioner for refugees", "UNHCR", "-"),
    (r"investigative committee", "investigative committee", "RU"),
    (
        r"security (?:service|officer|agent|force)s?|special services?|intelligence",
        "security service",
        "",
    ),
    (r"police|policem[ae]n", "police", ""),
    (r"bailiffs?", "bailiffs", ""),
    (r"court|judge", "court", ""),
)


_OFFICES = re.compile(
    r"\b(?:migration[\w ]* (?:office|offices|service|centre|center|department)|police (?:station|department)|airport|office|offices|"
    r"home|flat|apartment|house|hostel|dormitory|market|mosque|checkpoint|border|railway station|train station|construction site|"
    r"workplace|court(?:house)?|hospital|embassy|consulate|detention cent(?:re|er)|prison)\b",
    re.IGNORECASE,
)
