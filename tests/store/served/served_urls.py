"""A login, a page that takes a paper in, and one that says what is there."""

from django.contrib.auth import authenticate, login
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from safeconduct import casework
from safeconduct.casework import Actor
from safeconduct.store import vault


@csrf_exempt
def enter(request):
    user = authenticate(
        request, name=request.POST.get("name"), passphrase=request.POST.get("passphrase")
    )
    if user is None:
        return HttpResponse("wrong name or passphrase", status=403)
    login(request, user)
    return HttpResponse(f"hello {user.name}")


@csrf_exempt
def take(request):
    actor = Actor(request.user.name, request.user.manager)
    lines = casework.cases(vault.office(), actor)
    case = lines[0].case if lines else casework.open_case(vault.office(), actor, "Served")
    upload = request.FILES["file"]
    casework.take(vault.office(), actor, upload.read(), name=upload.name, case=case.id)
    return HttpResponse("taken")


def state(request):
    if not request.user.is_authenticated:
        return HttpResponse("who are you?", status=403)
    actor = Actor(request.user.name, request.user.manager)
    case = casework.cases(vault.office(), actor)[0].case
    return HttpResponse(
        " ".join(job.state for job in casework.jobs(vault.office(), actor, case.id))
    )


def fails(request):
    raise ValueError(f"{request.GET}")


urlpatterns = [
    path("fails/", fails),
    path("login/", enter),
    path("take/", take),
    path("state/", state),
]
