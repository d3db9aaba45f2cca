"""What goes out of the door: the report page and the trail picture.

May import: `when`, `sources`, `record`, `law`, `findings`. Takes values and gives text; knows neither store nor desk.
"""

from __future__ import annotations

from safeconduct.publish.report import write_report
from safeconduct.publish.trail import draw
from safeconduct.publish.values import CaseFile, ReadFile, Report

__all__ = ["CaseFile", "ReadFile", "Report", "draw", "write_report"]
