"""From claims and judgements to people, events and chronologies.

Nothing here is stored: the same rows give the same views, so undoing a judgement is leaving it out.

1. `standing` closes what was undone; 2. `people` unites referents judged the same; 3. `judged` applies accept,
reject and correct to claims; 4. `events` joins claims that tell one happening; 5. `chronology` picks one person's.
"""

from __future__ import annotations

from safeconduct.record.views.events import events
from safeconduct.record.views.people import people
from safeconduct.record.views.personal import chronology
from safeconduct.record.views.standing import Judged, corrected, happened, judged, standing

__all__ = [
    "Judged",
    "chronology",
    "corrected",
    "events",
    "happened",
    "judged",
    "people",
    "standing",
]
