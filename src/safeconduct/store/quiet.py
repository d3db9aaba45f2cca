"""Logs that name what failed and where in the code, and never what a case says.

An exception's message may quote a row, a form field or a passage, so it is dropped and its class and the lines of
code kept. Arguments of log records are dropped in the same way, unless our own code vouches for them (`Plain`).
"""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

from django.views.debug import SafeExceptionReporterFilter

from safeconduct.errors import SafeconductError


class NothingShown(SafeExceptionReporterFilter):
    """An error report without request, settings or local variables, should one ever be made."""

    def get_post_parameters(self, request: Any) -> dict[str, Any]:  # noqa: ARG002
        """Nothing of a form."""
        return {}

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> Any:  # noqa: ARG002
        """No local variable."""
        return []

    def is_active(self, request: Any) -> bool:  # noqa: ARG002
        """Always."""
        return True


class Quiet(logging.Filter):
    """Strips every record of arguments and exception messages."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, bare."""
        if record.args and not getattr(record, "plain", False):
            record.msg = f"{record.msg} [{len(record.args)} value(s) left out]"
            record.args = ()
        if record.exc_info:
            kind, error, where = record.exc_info
            record.msg = f"{record.msg}\n{bare(kind, error, where)}"
            record.exc_info = None
            record.exc_text = None
        record.stack_info = None
        return True


def bare(
    kind: type[BaseException] | None,
    error: BaseException | None,
    where: TracebackType | None,
) -> str:
    """An exception's class and the places in the code, without its message; our own errors' problem is kept."""
    frames = [f"  {f.filename}:{f.lineno} in {f.name}" for f in traceback.extract_tb(where)]
    says = f": {error.problem}" if isinstance(error, SafeconductError) else ""
    return "\n".join([*frames, f"{kind.__name__ if kind else 'no exception'}{says}"])


def configure(_settings: dict[str, Any] | None = None) -> None:
    """Warnings and errors to standard error, through `Quiet`; the database's own logger is off."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(Quiet())
    root = logging.getLogger()
    root.handlers = [h for h in root.handlers if not getattr(h, "safeconduct", False)]
    handler.safeconduct = True  # type: ignore[attr-defined]
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for name in ("django.db.backends", "django.template"):
        logging.getLogger(name).disabled = True
    logging.getLogger("django.request").setLevel(logging.ERROR)
