"""The tables change shape forwards and backwards with rows in them, and nothing is lost that both shapes have."""

from __future__ import annotations

import pytest

from offices import on_file
from safeconduct import casework
from safeconduct.store import engine as django_engine
from safeconduct.store import models


@pytest.fixture
def busy(office, anna):
    case = casework.open_case(office, anna, "Yusupov")
    reading = on_file(office, case.id)
    casework.accept(office, anna, reading.document, [reading.claims[0].id])
    with office.act("Anna", "queue"):
        office.enqueue("read", reading.document, "Anna")
    return office


def test_every_migration_goes_back_and_forth_with_rows_in_the_tables(busy):
    case = busy.cases()[0]
    before = (busy.cases(), busy.sources(case.id), busy.readings(case.id), busy.history())
    django_engine.migrate(busy.alias, "0001_record")
    assert (busy.cases(), busy.sources(case.id), busy.readings(case.id), busy.history()) == before
    django_engine.migrate(busy.alias)
    assert (busy.cases(), busy.sources(case.id), busy.readings(case.id), busy.history()) == before
    assert busy.jobs(case.id) == ()  # what waited is gone with its table; reading again queues it
    assert list(busy.chain.faults()) == []


def test_back_to_nothing_and_up_again(busy):
    django_engine.migrate(busy.alias, "zero")
    django_engine.migrate(busy.alias)
    assert busy.cases() == ()


def test_the_models_are_what_the_migrations_make():
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    wanted = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert wanted.changes(graph=loader.graph).get("store") is None


def test_no_table_but_ours_and_the_list_of_migrations(office):
    from django.db import connections

    tables = set(connections[office.alias].introspection.table_names())
    ours = {m._meta.db_table for m in (models.Case, models.Source, models.Custody, models.Run, models.Proposal,
            models.Judgement, models.Judgement.sources.through, models.Account, models.Audit, models.Job)}  # fmt: skip
    assert tables == {*ours, "django_migrations"}
