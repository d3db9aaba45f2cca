"""The desk as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Label `desk`; no tables of its own."""

    name = "safeconduct.desk"
    label = "desk"
