"""Rendering: what every page is given besides its own content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safeconduct.desk import notices
from safeconduct.desk.access import Desk


def page(
    request: HttpRequest, desk: Desk, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the desk. `here` is its own address, for forms that come back to it."""
    everywhere = {
        "desk": desk,
        "say": desk.say,
        "notice": notices.take(request),
        "here": request.get_full_path(),
    }
    return render(request, f"desk/{template}", {**everywhere, **context}, status=status)
