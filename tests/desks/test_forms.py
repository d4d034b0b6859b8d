"""The one form of a request type: every kind of question, what is refused, and that nothing typed is lost (S33–S41)."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override

from servicedesk.desks import actions
from servicedesk.desks.forms import LONGEST_LINE, LONGEST_TEXT, form_class, preset_of
from servicedesk.desks.models import Field, Option
from servicedesk.desks.setup import renew_version, setup
from servicedesk.tickets import actions as tickets
from servicedesk.tickets.models import FieldValue
from tests.cast import ANSWERS

UPLOAD = "abcdefghijklmnopqrstuv"


def sent(**answers) -> QueryDict:
    """What a browser sends; `_` stands for `-`."""
    data = QueryDict(mutable=True)
    for name, value in answers.items():
        data.setlist(name.replace("_", "-"), value if isinstance(value, list) else [value])
    return data


VALID = [
    ("text", "  VMS\t2291 ", "VMS 2291", "VMS 2291", {"text": "VMS 2291"}),
    ("long_text", "one\r\ntwo", "one\ntwo", "one\ntwo", {"text": "one\ntwo"}),
    ("country", "FI", "FI", {"en": "Finland", "de": "Finnland"}, {"text": "FI"}),
    ("number", "1,000.5", "1000.5", "1000.5", {"number": Decimal("1000.5")}),
    ("number", "0", "0", "0", {"number": Decimal(0)}),
    ("date", "2026-11-24", "2026-11-24", "2026-11-24", {"date": date(2026, 11, 24)}),
    ("date", "24.11.2026", "2026-11-24", "2026-11-24", {"date": date(2026, 11, 24)}),
    ("yes_no", "no", "no", {"en": "No", "de": "Nein"}, {"text": "no"}),
]


@pytest.mark.parametrize(("kind", "typed", "value", "shown", "column"), VALID)
def test_an_answer_has_its_value_its_words_and_its_typed_column_s2(
    ask, form_class_now, kind, typed, value, shown, column
):
    key = ask(kind)
    form = form_class_now()({"unit": "A camera", key: typed})
    assert form.is_valid(), form.errors
    [answer] = form.answers()
    assert (answer.value, answer.shown, answer.typed) == (value, shown, [column])


def test_one_and_several_choices_are_read_as_their_labels_s35_s38(ask, form_class_now):
    one, many = ask("choice", "Which one", ["Red wine", "Beer"]), ask("choices", "Which ones", ["Tea", "Milk"])
    form = form_class_now()(sent(unit="A cup", **{one: "beer", many: ["tea", "milk"]}))
    assert form.is_valid(), form.errors
    single, several = form.answers()
    assert (single.value, single.shown) == ("beer", {"en": "Beer"})
    assert several.shown == [{"en": "Tea"}, {"en": "Milk"}]
    assert [typed["option"].value for typed in several.typed] == ["tea", "milk"]


def test_a_question_for_files_is_answered_by_what_is_attached_s42(ask, form_class_now):
    key = ask("file", "Your logs", required=True)
    form = form_class_now()(sent(unit="A log", uploads=[UPLOAD]))
    assert form.is_valid(), form.errors
    assert str(form.file_question().label) == "Your logs"
    assert list(form_class_now()(sent(unit="A log")).errors) == [key]
    assert not form_class_now()(sent(unit="A log", uploads=["../../etc/passwd"])).is_valid()


ALL_KINDS = [kind.value for kind in Field.Kind]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_required_question_must_be_answered(ask, form_class_now, kind):
    key = ask(kind, options=["One"] if kind in ("choice", "choices") else (), required=True)
    form = form_class_now()({"unit": "A camera"})
    assert key in form.errors


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_an_optional_question_may_be_left_out(ask, form_class_now, kind):
    ask(kind, options=["One"] if kind in ("choice", "choices") else ())
    form = form_class_now()({"unit": "A camera"})
    assert form.is_valid(), form.errors
    assert form.answers()[0].shown in ("", [])


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("text", "x" * (LONGEST_LINE + 1)),
        ("long_text", "x" * (LONGEST_TEXT + 1)),
        ("choice", "no-such-option"),
        ("choices", "no-such-option"),
        ("country", "XX"),
        ("number", "twelve"),
        ("number", "NaN"),
        ("number", "1e9"),
        ("number", "9" * 30),
        ("number", "1" * 5000),
        ("number", "1.1234567"),
        ("number", "--1"),
        ("date", "2026-02-30"),
        ("date", "tomorrow"),
        ("yes_no", "maybe"),
        ("text", "\0"),
    ],
)
def test_what_is_no_answer_is_refused_at_its_field_and_kept_a44(ask, form_class_now, kind, typed):
    key = ask(kind, options=["One"] if kind in ("choice", "choices") else (), required=True)
    form = form_class_now()({"unit": "A camera", key: typed})
    assert list(form.errors) == [key]
    assert form["unit"].value() == "A camera"
    assert form[key].value() in (typed, [typed])


def test_every_answer_stays_in_the_form_when_one_is_wrong_s40(request_type):
    typed = ANSWERS | {"sma-status": "", "problem-summary": ""}
    form = form_class(request_type)(typed)
    assert set(form.errors) == {"sma-status", "problem-summary"}
    page = str(form)
    for kept in (
        "Harbour of Turku",
        "VMS-2291-AX",
        "Every night at 00:00",
        'value="FI" selected',
        'value="recorder" selected',
    ):
        assert kept in page


@pytest.mark.parametrize("hostile", ["a\0b", "a\x07b", "a\u202eb", "a\ud800b", "a\x1bb", "a\u2028b"])
def test_control_characters_become_harmless_a58_a65(ask, form_class_now, hostile):
    line, text = ask("text", "One line"), ask("long_text", "Many lines")
    form = form_class_now()({"unit": hostile, line: hostile, text: hostile})
    assert form.is_valid(), form.errors
    for answer in [form.title(), *(answer.value for answer in form.answers())]:
        assert answer in ("a b", "ab")


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [
        ("de", "1,5", "1.5"), ("de", "1.000", "1000"), ("de", "1.000,25", "1000.25"), ("de", "1.5", "1.5"), ("de", "-3", "-3"),
        ("en", "1.5", "1.5"), ("en", "1,000", "1000"), ("en", "1,000.25", "1000.25"), ("en", "+3", "3"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_the_persons_language_writes_it_s61(ask, form_class_now, language, typed, number):
    key = ask("number")
    with override(language):
        form = form_class_now()({"unit": "A scale", key: typed})
        assert form.is_valid(), form.errors
        assert form.answers()[0].value == number


def test_a_pattern_refuses_with_its_hint_in_the_persons_language_s36(ask, form_class_now):
    key = ask("text", pattern=r"VMS-\d{4}-[A-Z]{2}", pattern_hint={"en": "Like VMS-2291-AX.", "de": "Wie VMS-2291-AX."})
    assert form_class_now()({"unit": "A licence", key: "VMS-2291-AX"}).is_valid()
    assert form_class_now()({"unit": "A licence", key: "VMS-2291-AX and more"}).errors[key] == ["Like VMS-2291-AX."]
    with override("de"):
        assert form_class_now()({"unit": "A licence", key: "2291"}).errors[key] == ["Wie VMS-2291-AX."]
    assert form_class_now()({"unit": "A licence"}).is_valid()


def test_a_pattern_is_not_asked_about_an_answer_that_is_too_long_a62(ask, form_class_now):
    key = ask("text", pattern=r"\w*\w*\w*", pattern_hint={"en": "Letters."})
    form = form_class_now()({"unit": "A licence", key: "a" * 1_000_000 + "!"})
    assert len(form.errors[key]) == 1
    assert "250" in form.errors[key][0]


@pytest.fixture
def conditional(ask, form_class_now):
    """Which site -> Which room (only for Head office) -> Which shelf (only for Archive)."""
    site = ask("choice", "Which site", ["Head office", "Elsewhere"])
    room = ask(
        "choice", "Which room", ["Archive", "Lab"], required=True, show_if_field=site, show_if_values=["head-office"]
    )
    shelf = ask("text", "Which shelf", required=True, show_if_field=room, show_if_values=["archive"])
    return lambda **answers: form_class_now()(sent(unit="A box", **answers)), site, room, shelf


def test_a_question_is_asked_only_when_its_condition_is_met(conditional):
    form, _site, room, shelf = conditional
    assert form(which_site="elsewhere").is_valid()
    assert list(form(which_site="head-office").errors) == [room]
    assert list(form(which_site="head-office", which_room="archive").errors) == [shelf]
    assert form(which_site="head-office", which_room="archive", which_shelf="B").is_valid()


def test_an_answer_to_a_question_that_was_not_asked_does_not_count(conditional):
    form, *_keys = conditional
    with_stale = form(which_site="elsewhere", which_room="archive", which_shelf="B")
    assert with_stale.is_valid()
    assert [answer.value for answer in with_stale.answers()] == ["elsewhere", "", ""]


def test_the_page_knows_the_condition_too(conditional):
    form, *_keys = conditional
    assert form().fields["which-room"].show_if == "which-site=head-office"


def test_a_question_may_hang_on_several_choices_and_on_yes(ask, form_class_now):
    sure, which = ask("yes_no", "Are you sure"), ask("choices", "Which ones", ["Tea", "Milk"])
    one = ask("text", "How sure", show_if_field=sure, show_if_values=["yes"], required=True)
    other = ask("text", "How warm", show_if_field=which, show_if_values=["milk"], required=True)
    assert set(form_class_now()(sent(unit="x", are_you_sure="yes", which_ones=["tea", "milk"])).errors) == {one, other}
    assert form_class_now()(sent(unit="x", are_you_sure="no", which_ones=["tea"])).is_valid()


PRESETS = [
    ("text", "VMS", "VMS"),
    ("number", "5.50", Decimal("5.5")),
    ("date", "2026-11-24", date(2026, 11, 24)),
    ("country", "FI", "FI"),
    ("yes_no", "yes", "yes"),
    ("choice", "tea", "tea"),
    ("choices", "tea,milk", ["tea", "milk"]),
]


@pytest.mark.parametrize(("kind", "preset", "answer"), PRESETS)
def test_a_hidden_question_carries_its_preset_as_an_answer_of_its_kind(ask, form_class_now, kind, preset, answer):
    key = ask(kind, options=["Tea", "Milk"] if kind in ("choice", "choices") else (), preset=preset, hidden=True)
    form = form_class_now()({"unit": "A camera", key: "something else"})
    assert form.is_valid(), form.errors
    assert key not in form.fields
    assert preset_of(Field.objects.get(key=key)) == answer
    [given] = form.answers()
    assert given.shown
    for language in ("de", "en"):
        with override(language):
            assert form_class_now()({"unit": "A camera"}).fields.keys() == {"unit"}


def test_a_shown_preset_is_where_the_answer_begins(ask, form_class_now):
    key = ask("number", preset="5.5")
    with override("de"):
        assert 'value="5,5"' in str(form_class_now()()[key])


def test_a_preset_that_is_no_option_any_more_is_no_answer(ask, form_class_now):
    key = ask("choice", options=["Tea", "Milk"], preset="tea", hidden=True)
    Option.objects.filter(field__key=key, value="tea").update(retired_at=timezone.now())
    renew_version()
    form = form_class_now()({"unit": "A cup"})
    assert form.is_valid()
    assert form.answers()[0].shown == ""


def test_labels_help_and_options_are_said_in_the_persons_language_s61(request_type):
    with override("de"):
        page = str(form_class(request_type)())
        assert "Land des Kunden" in page
        assert "Der Software-Wartungsvertrag dieses Systems." in page
        assert "Gültig" in page
        assert page.index("Finnland") < page.index("Frankreich")
    assert "Customer Country" in str(form_class(request_type)())


def test_a_text_without_a_translation_is_said_in_english_s61(ask, form_class_now):
    key = ask("text", "Serial number")
    with override("de"):
        assert form_class_now()()[key].label == "Serial number"


def test_what_is_retired_is_not_asked_and_not_offered(admin, request_type):
    field = Field.objects.get(key="sma-status")
    rows = [actions.OptionSetting(option.label, option.value, option.value == "none") for option in field.options.all()]
    actions.change_field(field, by=admin, options=rows)
    actions.retire_field(Field.objects.get(key="end-customer"), by=admin)
    form = form_class(setup().types[request_type.pk])
    assert "end-customer" not in form.base_fields
    assert "none" not in [value for value, _label in form.base_fields["sma-status"].choices]
    assert not form(ANSWERS | {"sma-status": "none"}).is_valid()


def test_a_form_without_a_title_is_called_after_its_type(ask, form_class_now):
    form = form_class_now()({"unit": "A camera"})
    assert form.is_valid()
    assert form.title() == "A camera"
    Field.objects.filter(key="unit").update(use="fact")
    renew_version()
    form = form_class_now()({"unit": "A camera"})
    assert form.is_valid()
    assert form.title() == "Return hardware"


def test_the_answers_reach_the_ticket_typed_s2(ask, form_class_now, customer, second_desk):
    number, day, choices = (
        ask("number", "How many"),
        ask("date", "Since when"),
        ask("choices", "Which ones", ["Tea", "Milk"]),
    )
    form = form_class_now()(sent(unit="A cup", how_many="1,000.5", since_when="2026-11-24", which_ones=["tea", "milk"]))
    assert form.is_valid(), form.errors
    ticket = tickets.open_ticket(
        setup().type_by_slug(second_desk.pk, "return-hardware"),
        by=customer,
        requester=customer,
        title=form.title(),
        description="",
        answers=form.answers(),
    )
    values = FieldValue.objects.filter(ticket=ticket)
    assert values.get(field__key=number).number == Decimal("1000.5")
    assert values.get(field__key=day).date == date(2026, 11, 24)
    assert set(values.filter(field__key=choices).values_list("option__value", flat=True)) == {"tea", "milk"}
    assert {fact["key"]: fact["shown"] for fact in ticket.fields}[choices] == [{"en": "Tea"}, {"en": "Milk"}]


def test_a_change_of_the_set_up_is_in_the_next_form_at_once_s41(ask, form_class_now):
    before = form_class_now()
    key = ask("text", "One more thing")
    assert key not in before.base_fields
    assert key in form_class_now().base_fields
