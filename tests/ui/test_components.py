import re
from datetime import timedelta
from pathlib import Path

import pytest
from django import forms
from django.utils import timezone, translation

import servicedesk.ui
from servicedesk.ui.shell import Shell
from tests.ui import preview

COMPONENTS = Path(servicedesk.ui.__file__).parent / "templates/ui/components"
PAGES = sorted(file.stem for file in preview.HERE.glob("samples/*.html"))


def render(source: str, **context: object) -> str:
    return " ".join(preview.pages().from_string(source).render(context).split())


class Form(forms.Form):
    summary = forms.CharField(help_text="One line.")
    licence = forms.CharField(required=False)
    who = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A")], help_text="Choose.")
    country = forms.ChoiceField(choices=[(str(n), f"Land {n}") for n in range(20)])


def test_each_component_file_defines_the_macro_of_its_name():
    ui = preview.pages().globals["ui"]
    for file in COMPONENTS.glob("*.html"):
        assert callable(getattr(ui, file.stem))


@pytest.mark.parametrize("name", [*PAGES, "error"])
def test_no_page_carries_inline_style_or_script(name):
    html = preview.page(name)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]+src=)", html)


def test_plain_text_is_escaped_everywhere():
    bad = "<script>alert(1)</script>"
    html = render(
        "{{ ui.pill(bad) }}{{ ui.avatar(bad) }}{{ ui.button(bad, name=bad, value=bad, attrs={'data-x': bad}) }}{{ ui.facts([(bad, bad)]) }}"
        "{{ ui.message(bad, now, bad, meta=bad, files=[{'name': bad, 'size': 1, 'url': '#'}]) }}{{ ui.notice(bad) }}{{ ui.tile(bad, bad, '#', 'x') }}{{ ui.turn('team', bad, bad) }}"
        "{{ ui.search_box('q', bad, bad, bad, '/') }}{{ ui.breadcrumb([(bad, None)]) }}{{ ui.empty(bad, bad) }}{{ ui.event('x', bad, now) }}",
        bad=bad, now=timezone.now(),
    )  # fmt: skip
    assert "<script" not in html
    assert html.count("&lt;script") >= 20


def test_a_field_names_its_help_and_its_errors_to_screen_readers():
    html = render("{{ ui.field(form.summary) }}", form=Form({}))
    assert 'aria-describedby="id_summary_helptext id_summary_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_summary_helptext"' in html
    assert 'id="id_summary_error"' in html


def test_a_field_says_whether_it_may_be_left_empty():
    assert "*</span>" in render("{{ ui.field(form.summary) }}", form=Form())
    assert "optional" in render("{{ ui.field(form.licence) }}", form=Form())


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    html = render("{{ ui.field(form.who) }}", form=Form())
    assert re.match(r'<fieldset class="field".*aria-describedby="id_who_helptext".*<legend', html)


def test_only_a_long_select_can_be_searched():
    assert "<search-select" in render("{{ ui.field(form.country) }}", form=Form())
    assert "<search-select" not in render("{{ ui.select('s', [('a', 'A')]) }}")


def test_the_error_summary_links_to_the_fields():
    html = render("{{ ui.error_summary(form) }}", form=Form({"who": "a", "country": "1"}))
    assert 'role="alert"' in html
    assert 'href="#id_summary"' in html


def test_a_form_without_errors_has_no_summary():
    assert render("{{ ui.error_summary(form) }}", form=Form()) == ""


def test_a_note_says_that_it_is_internal():
    assert "internal note" in render("{{ ui.note('Sam', now, 'x') }}", now=timezone.now())


def test_uploads_work_without_javascript_s42():
    html = render("{{ ui.uploads('uploads', '/up/', 's', [{'id': 'a1', 'name': 'x.log', 'size': 5, 'url': '#'}]) }}")
    assert '<input type="file" id="uploads" name="files" multiple' in html
    assert '<input type="hidden" name="uploads" value="a1">' in html
    assert 'type="checkbox" name="uploads_removed" value="a1"' in html


def test_the_header_shows_the_number_of_open_requests_s49():
    html = preview.page("home")
    assert re.search(r'href="/empty/".*?Requests.*?<span class="badge">3', html, re.DOTALL)


def test_a_visitor_sees_log_in_and_sign_up_and_no_profile_s20():
    html = preview.page("login")
    assert "Sign up" in html
    assert "Log out" not in html


def test_logging_out_is_a_post_s56():
    assert re.search(r'<form method="post" action="/logout/">.*?Log out', preview.page("home"), re.DOTALL)


def test_an_error_page_needs_nothing_but_its_words():
    html = preview.pages().get_template("ui/error.html").render(title="Too large", text="The file has more than 25 MB.")
    assert "<h1>Too large</h1>" in html
    assert f'href="{Shell().home_url}"' in html


def test_the_words_of_a_component_follow_the_active_language():
    source = "{{ ui.when(at) }}"
    at = timezone.now() - timedelta(minutes=12)
    with translation.override("en"):
        assert "12 minutes ago" in render(source, at=at)
    with translation.override("de"):
        assert "vor 12 Minuten" in render(source, at=at)


def test_a_mail_carries_its_style_and_its_preheader():
    html = (
        preview.pages()
        .from_string(
            '{% extends "ui/mail.html" %}{% block preheader %}Your answer{% endblock %}{% block content %}<p>Hello</p>{% endblock %}'
        )
        .render()
    )
    assert "<style>" in html
    assert '<div class="preheader">Your answer</div>' in html
