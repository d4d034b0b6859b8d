"""The look, to be looked at: `python -m tests.ui.preview` serves sample pages on port 8100, made by the real templates.

The names of the pages are those of the files in samples/, and `error`. The browser tests use the same server.
"""

import json
import sys
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from types import SimpleNamespace

import django
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import mark_safe
from jinja2 import Environment, FileSystemLoader

from servicedesk.ui.jinja import environment

HERE = Path(__file__).parent
UI = HERE.parent.parent / "servicedesk/ui"
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
COUNTRIES = (
    "Austria",
    "Denmark",
    "Estonia",
    "Finland",
    "France",
    "Germany",
    "Iceland",
    "Ireland",
    "Italy",
    "Latvia",
    "Lithuania",
    "Malta",
    "Norway",
    "Poland",
    "Portugal",
    "Spain",
    "Sweden",
)


class RequestForm(forms.Form):
    country = forms.ChoiceField(
        label="Customer Country", choices=[("", "Choose a country"), *((name, name) for name in COUNTRIES)]
    )
    end_customer = forms.CharField(
        label="End Customer", required=False, help_text="Who uses the system? Earlier customers of yours are suggested."
    )
    sma = forms.ChoiceField(label="SMA status", choices=[("valid", "Valid"), ("expired", "Expired"), ("none", "None")])
    licence = forms.CharField(label="VMS license number", required=False)
    until = forms.DateField(label="Expired on", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until.show_if = "sma=expired"
    summary = forms.CharField(label="Problem summary")
    product = forms.ChoiceField(label="Which product is the problem related to", choices=[("98", "Mirasys VMS 9.8")])
    description = forms.CharField(label="Detailed description of the problem", widget=forms.Textarea)


class ReplyForm(forms.Form):
    text = forms.CharField(label="Your answer", widget=forms.Textarea)


class LoginForm(forms.Form):
    email = forms.EmailField(label="E-mail")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)


class DeskForm(forms.Form):
    name = forms.CharField(label="Name", help_text="Customers see it on the home page.")
    first = forms.IntegerField(label="First answer within", help_text="Hours in which the desk is open.")
    next = forms.IntegerField(label="Next answer within", required=False)
    who = forms.ChoiceField(
        label="Who may send requests",
        widget=forms.RadioSelect,
        choices=[("added", "People and companies that were added"), ("account", "Anyone with an account")],
    )
    days = forms.MultipleChoiceField(
        label="Open on",
        widget=forms.CheckboxSelectMultiple,
        choices=[("mon", "Monday"), ("tue", "Tuesday")],
        required=False,
    )
    guests = forms.BooleanField(
        label="People without an account may send requests",
        required=False,
        help_text="They prove their address by a mail.",
    )
    logo = forms.FileField(label="Logo", required=False)


FILLED = {
    "country": "Finland",
    "end_customer": "Harbour of Turku",
    "sma": "valid",
    "licence": "VMS-2291-AX",
    "summary": "Cameras go black at midnight",
    "product": "98",
    "description": "Every night at 00:00 all 32 cameras go black for about ten minutes …",
}
ROWS = [
    (
        "MTS-1042",
        "Cameras go black at midnight",
        "Jordan Peck · Acme Integrators",
        "Waiting for customer",
        "customer",
        "",
        "12 min",
        "",
        "",
    ),
    (
        "MTS-1051",
        "Failover server does not take over after network loss",
        "Rosa Lind · Nordlicht GmbH",
        "Waiting for us",
        "team",
        "High",
        "18 min",
        "1 h 10 min",
        "customer",
    ),
    (
        "MTS-1050",
        "Licence invalid after moving to new hardware",
        "Ivo Maric · Adria Secure",
        "Waiting for us",
        "team",
        "",
        "41 min",
        "overdue 25 min",
        "trouble",
    ),
    (
        "MTS-1048",
        "How do we export evidence with audit trail?",
        "Lea Brandt · Stadt Ulm",
        "Waiting for us",
        "team",
        "",
        "1 h",
        "4 h",
        "",
    ),
    (
        "MTS-1041",
        "ONVIF camera drops to 5 fps",
        "Tom Virta · Turku Port",
        "On hold: vendor",
        "trouble",
        "",
        "3 h",
        "",
        "",
    ),
    (
        "MTS-1033",
        "Mobile app: push arrives twice",
        "Lea Brandt · Stadt Ulm",
        "Resolved",
        "done",
        "",
        "yesterday",
        "",
        "",
    ),
]
RAIL = [
    {
        "title": "My work",
        "items": [
            {"label": "Mine", "url": "/list/", "icon": "inbox", "count": 7, "current": True},
            {"label": "Unassigned", "url": "#", "icon": "user", "count": 4},
            {"label": "Due today", "url": "#", "icon": "clock", "count": 3},
            {"label": "Notifications", "url": "#", "icon": "bell", "count": 2},
        ],
    },
    {
        "title": "Technical Support",
        "items": [
            {"label": "Waiting for us", "url": "#", "count": 31},
            {"label": "Waiting for customer", "url": "#", "count": 58},
            {"label": "All open", "url": "#", "count": 112},
            {"label": "Closed", "url": "#", "count": "1,000+"},
        ],
    },
    {
        "title": "Directory",
        "items": [
            {"label": "People", "url": "#", "icon": "user"},
            {"label": "Companies", "url": "#", "icon": "building-2"},
        ],
    },
]


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8100), Handler)
    print(f"http://127.0.0.1:{server.server_port}/home/")
    server.serve_forever()


class Handler(BaseHTTPRequestHandler):
    uploads = 0

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/static/"):
            file = UI / path.lstrip("/")
            self.answer(file.read_bytes(), guess_type(file.name)[0] or "text/plain")
        elif path == "/live/":
            self.live()
        else:
            self.show(path.strip("/") or "home")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/uploads/" and b"refused.exe" in body:
            self.answer(json.dumps({"error": "Programs are not accepted."}).encode(), "application/json", 400)
        elif self.path == "/uploads/":
            Handler.uploads += 1
            self.answer(
                json.dumps({"id": f"u{Handler.uploads}", "name": "shot.png", "size": len(body), "url": "#"}).encode(),
                "application/json",
                201,
            )
        elif self.path == "/draft/":
            self.answer(b'{"saved": "10:42"}', "application/json")
        elif self.path == "/preview/":
            self.answer(b"<p>How it will <strong>look</strong></p>", "text/html")
        elif self.path.endswith("/remove/"):
            self.answer(b"", "text/plain", 204)
        else:
            self.show(self.path.split("?")[0].strip("/"), sent=True)

    def show(self, name: str, sent: bool = False) -> None:
        known = name == "error" or (HERE / f"samples/{name}.html").is_file()
        self.answer(page(name if known else "error", sent).encode(), "text/html; charset=utf-8", 200 if known else 404)

    def live(self) -> None:
        if "since=1" not in self.path:
            self.answer(b"", "text/html", 204)
            return
        html = '<section class="conversation" id="conversation" aria-label="Conversation" data-announce="A new message has come"><p id="fresh">A new message</p></section>'
        self.answer(html.encode(), "text/html", 200, {"Live-Since": "2"})

    def answer(self, body: bytes, kind: str, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": POLICY,
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Silence: the pages are what is looked at."""


def page(name: str, sent: bool = False) -> str:
    context = {
        "shell": shell(name),
        "monday": timezone.now() - timedelta(days=3),
        "rows": ROWS,
        "reply": ReplyForm(),
        "form": {"form": RequestForm, "login": LoginForm, "settings": DeskForm}.get(name, ReplyForm)(
            {} if sent else None, initial=FILLED
        ),
    }
    if name == "error":
        return (
            pages()
            .get_template("ui/error.html")
            .render(
                context,
                code=404,
                title="This page does not exist",
                text="The address may be mistyped, or the request is not shared with you.",
                what_to_do="Check the address, or look among your requests.",
            )
        )
    return pages().get_template(f"{name}.html").render(context)


def shell(name: str) -> SimpleNamespace:
    anonymous = name == "login"
    agent = name in ("list", "ticket", "settings")
    return SimpleNamespace(
        site_name="Service Desk" if agent else "Mirasys Service Desk", letter="M", home_url="/home/", brand_url=None, path=f"/{name}/",
        user=None if anonymous else SimpleNamespace(name="Jordan Peck", email="jordan@acme.example", initials="JP"),
        requests_url="/empty/", open_requests=3, login_url="/login/", signup_url="/login/", logout_url="/logout/",
        menu=[{"label": "Profile", "url": "#", "icon": "user"}, {"label": "Change password", "url": "#", "icon": "lock"}],
        languages=[{"code": "en", "label": "English", "current": True}, {"code": "de", "label": "Deutsch", "current": False}], language_url="/language/",
        notices=[], rail=RAIL, csrf=mark_safe('<input type="hidden" name="csrfmiddlewaretoken" value="sample">'),
    )  # fmt: skip


def pages() -> Environment:
    result = environment(loader=FileSystemLoader([HERE / "samples", UI / "templates"]))
    result.globals["static"] = "/static/{}".format
    return result


if not settings.configured:
    settings.configure(
        STATIC_URL="/static/",
        INSTALLED_APPS=["django.contrib.staticfiles"],
        USE_TZ=True,
        TIME_ZONE="Europe/Helsinki",
        FORM_RENDERER="django.forms.renderers.Jinja2",
    )
    django.setup()

if __name__ == "__main__":
    main()
