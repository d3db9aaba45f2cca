"""The product's settings with three pages of our own, so that serving is tested apart from the desk's pages."""

from safeconduct.store.settings import *  # noqa: F403

ROOT_URLCONF = "served_urls"
