"""Addresses. Cases by their id, everything within by keyed references; no address holds a word of a case."""

from __future__ import annotations

from django.urls import URLPattern, path

from safeconduct.desk.views import cases, history, papers, people, person, review, sessions

urlpatterns: list[URLPattern] = [
    path("login/", sessions.login, name="login"),
    path("logout/", sessions.logout, name="logout"),
    path("lock/", sessions.lock, name="lock"),
    path("language/", sessions.language, name="language"),
    path("keys/", sessions.keys, name="keys"),
    path("", cases.index, name="cases"),
    path("agenda/", cases.agenda, name="agenda"),
    path("history/", history.office, name="office-history"),
    path("new/", cases.new, name="new-case"),
    path("case/<slug:case>/", cases.case, name="case"),
    path("case/<slug:case>/change/", cases.change, name="change-case"),
    path("case/<slug:case>/upload/", papers.upload, name="upload"),
    path("case/<slug:case>/progress/", papers.progress, name="progress"),
    path("case/<slug:case>/history/", history.case, name="history"),
    path("case/<slug:case>/undo/", review.undo, name="undo"),
    path("case/<slug:case>/paper/<slug:ref>/", papers.paper, name="paper"),
    path("case/<slug:case>/paper/<slug:ref>/original/", papers.original, name="original"),
    path("case/<slug:case>/paper/<slug:ref>/again/", papers.again, name="again"),
    path("case/<slug:case>/paper/<slug:ref>/judge/", review.judge, name="judge"),
    path("case/<slug:case>/paper/<slug:ref>/add/", review.add, name="add-claim"),
    path("case/<slug:case>/paper/<slug:ref>/claim/<slug:claim>/", review.correct, name="correct"),
    path("case/<slug:case>/people/", people.index, name="people"),
    path("case/<slug:case>/people/judge/", people.judge, name="judge-people"),
    path("case/<slug:case>/person/<slug:ref>/", person.show, name="person"),
    path("case/<slug:case>/person/<slug:ref>/describe/", person.describe, name="describe"),
    path("case/<slug:case>/person/<slug:ref>/split/", person.split, name="split"),
]
