"""The office's record on disk: Django models, encrypted SQLite, blobs, audit chain, jobs, accounts, backup.

May import the value types of `when`, `sources`, `record`; fits `casework.Store` by shape and never imports it.
Django is loaded on first use, through `safeconduct.store.engine.start`.
"""
