"""The questions of a form are configuration: S33–S41."""

import pytest

from servicedesk.audit.models import AuditEntry
from servicedesk.core.errors import Refused
from servicedesk.desks import actions
from servicedesk.desks.actions import OptionSetting
from servicedesk.desks.errors import WrongSettings
from servicedesk.desks.forms import form_class
from servicedesk.desks.models import Field
from servicedesk.desks.setup import setup
from servicedesk.tickets.forms import SendingForm


def named(key: str) -> Field:
    return Field.objects.select_related("request_type").get(key=key)


def labels(request_type) -> list[str]:
    return [str(field) for field in setup().fields_of(request_type.pk)]


def test_a_field_stands_at_the_end_of_the_form_s41(admin, request_type):
    field = actions.add_field(request_type, by=admin, kind="date", label={"en": "Since when", "de": "Seit wann"})
    assert labels(request_type)[-1] == "Since when"
    assert field.key == "since-when"


@pytest.mark.parametrize(
    "label", ["Key", "Organization", "Uploads", "Person", "Files", "Questions", "Email", "Überall", "問題"]
)
def test_no_question_is_called_like_something_else_in_the_form(admin, request_type, label):
    first = actions.add_field(request_type, by=admin, kind="text", label={"en": label})
    second = actions.add_field(request_type, by=admin, kind="text", label={"en": label})
    assert "-" in first.key
    assert first.key != second.key
    assert first.key not in SendingForm.base_fields
    assert {first.key, second.key} <= form_class(setup().types[request_type.pk]).base_fields.keys()


@pytest.mark.parametrize(
    ("settings", "about"),
    [
        ({"kind": "text", "label": {}}, {"label"}),
        ({"kind": "text", "label": {"de": "Nur deutsch"}}, {"label"}),
        ({"kind": "photo"}, {"kind"}),
        ({"kind": "text", "use": "title"}, {"use"}),
        ({"kind": "long_text", "use": "title"}, {"use"}),
        ({"kind": "text", "use": "nonsense"}, {"use"}),
        ({"kind": "long_text", "use": "description"}, {"use"}),
        ({"kind": "number", "pattern": "[0-9]+", "pattern_hint": {"en": "Digits."}}, {"pattern"}),
        ({"kind": "text", "pattern": "[0-9]+"}, {"pattern_hint"}),
        ({"kind": "text", "pattern": "(a+)+", "pattern_hint": {"en": "Letters."}}, {"pattern"}),
        ({"kind": "text", "pattern": "(", "pattern_hint": {"en": "Letters."}}, {"pattern"}),
        ({"kind": "text", "pattern": "x" * 201, "pattern_hint": {"en": "Letters."}}, {"pattern"}),
        ({"kind": "text", "hidden": True}, {"hidden"}),
        ({"kind": "file", "preset": "x"}, {"preset"}),
        ({"kind": "number", "preset": "many"}, {"preset"}),
        ({"kind": "date", "preset": "soon"}, {"preset"}),
        ({"kind": "country", "preset": "XX"}, {"preset"}),
        ({"kind": "date", "suggests_earlier": True}, {"suggests_earlier"}),
        ({"kind": "choice"}, {"options"}),
        ({"kind": "text", "show_if_field": "no-such", "show_if_values": ["x"]}, {"show_if"}),
        ({"kind": "text", "show_if_field": "end-customer", "show_if_values": ["x"]}, {"show_if"}),
        ({"kind": "text", "show_if_field": "sma-status", "show_if_values": []}, {"show_if"}),
        ({"kind": "text", "show_if_field": "sma-status", "show_if_values": ["no-such"]}, {"show_if"}),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_the_setting(admin, request_type, settings, about):
    before = Field.objects.count()
    with pytest.raises(WrongSettings) as refusal:
        actions.add_field(request_type, by=admin, **{"label": {"en": "A question"}} | settings)
    assert set(refusal.value.messages) == about
    assert Field.objects.count() == before


def test_a_form_has_one_place_for_files_s42(admin, request_type):
    first = actions.add_field(request_type, by=admin, kind="file", label={"en": "Your logs"})
    with pytest.raises(WrongSettings, match="one place for files"):
        actions.add_field(request_type, by=admin, kind="file", label={"en": "Your pictures"})
    assert actions.change_field(first, by=admin, required=True).required


def test_the_kind_of_a_field_stays(admin, request_type):
    with pytest.raises(WrongSettings) as refusal:
        actions.change_field(named("end-customer"), by=admin, kind="number")
    assert "kind" in refusal.value.messages


def test_a_form_in_use_keeps_its_title(admin, request_type):
    title = named("problem-summary")
    with pytest.raises(Refused, match="title"):
        actions.retire_field(title, by=admin)
    with pytest.raises(WrongSettings, match="title"):
        actions.change_field(title, by=admin, use="fact")
    actions.retire_request_type(request_type, by=admin)
    actions.retire_field(named("problem-summary"), by=admin)
    assert "Problem summary" not in labels(request_type)


def test_a_retired_field_stays_on_its_requests_and_can_come_back(admin, request_type, ticket):
    actions.retire_field(named("end-customer"), by=admin)
    assert "End Customer" not in labels(request_type)
    ticket.refresh_from_db()
    assert "Harbour of Turku" in [fact["shown"] for fact in ticket.fields]
    actions.restore_field(named("end-customer"), by=admin)
    assert labels(request_type)[-1] == "End Customer"


def test_a_second_title_does_not_come_back(admin, request_type):
    actions.retire_request_type(request_type, by=admin)
    actions.retire_field(named("problem-summary"), by=admin)
    actions.add_field(request_type, by=admin, kind="text", use="title", label={"en": "In one line"})
    with pytest.raises(Refused, match="already"):
        actions.restore_field(named("problem-summary"), by=admin)


def test_fields_change_places(admin, request_type):
    actions.move_field(named("end-customer"), by=admin, up=True)
    assert labels(request_type)[:2] == ["End Customer", "Customer Country"]
    actions.move_field(named("end-customer"), by=admin, up=True)
    assert labels(request_type)[:2] == ["End Customer", "Customer Country"]


@pytest.fixture
def dependent(admin, request_type):
    return actions.add_field(
        request_type,
        by=admin,
        kind="date",
        label={"en": "Expired on"},
        show_if_field="sma-status",
        show_if_values=["expired"],
    )


def test_a_question_stays_below_the_one_it_depends_on(admin, request_type, dependent):
    for _place in range(4):
        actions.move_field(named("expired-on"), by=admin, up=True)
    before = labels(request_type)
    with pytest.raises(Refused, match="must stay below"):
        actions.move_field(named("expired-on"), by=admin, up=True)
    with pytest.raises(Refused, match="must stay below"):
        actions.move_field(named("sma-status"), by=admin, up=False)
    assert labels(request_type) == before


def test_a_field_that_others_depend_on_is_neither_retired_nor_hidden(admin, dependent):
    with pytest.raises(Refused, match="Expired on"):
        actions.retire_field(named("sma-status"), by=admin)
    with pytest.raises(WrongSettings, match="Expired on"):
        actions.change_field(named("sma-status"), by=admin, hidden=True, preset="valid")


def test_a_condition_asks_only_about_what_stands_above(admin, request_type, dependent):
    with pytest.raises(WrongSettings) as refusal:
        actions.change_field(named("sma-status"), by=admin, show_if_field="product", show_if_values=["recorder"])
    assert "show_if" in refusal.value.messages


def test_a_preset_is_kept_alike_for_every_language(admin, request_type):
    field = actions.add_field(request_type, by=admin, kind="number", label={"en": "How many"}, preset="1,000.50")
    assert named(field.key).preset == "1000.5"


def as_rows(field: Field) -> list[OptionSetting]:
    return [OptionSetting(option.label, option.value, option.retired_at is not None) for option in field.options.all()]


def test_options_are_added_renamed_ordered_and_retired_s35_s38(admin, request_type):
    field = named("sma-status")
    _valid, expired, none, unknown = as_rows(field)
    wanted = [
        unknown,
        OptionSetting({"en": "In doubt"}),
        OptionSetting({"en": "Paid", "de": "Bezahlt"}, "valid"),
        expired,
    ]
    actions.change_field(field, by=admin, options=wanted)
    shown = [(option.value, option.label["en"]) for option in named("sma-status").options.filter(retired_at=None)]
    assert shown == [("unknown", "I do not know"), ("in-doubt", "In doubt"), ("valid", "Paid"), ("expired", "Expired")]
    assert named("sma-status").options.get(value=none.value).retired_at


def test_an_option_keeps_its_value_when_it_is_renamed_so_that_requests_keep_their_answer(admin, ticket):
    field = named("sma-status")
    valid, *others = as_rows(field)
    actions.change_field(field, by=admin, options=[OptionSetting({"en": "Paid"}, valid.value), *others])
    assert ticket.values.get(field=field).option.label == {"en": "Paid"}
    assert {fact["key"]: fact["shown"] for fact in ticket.fields}["sma-status"] == {"en": "Valid", "de": "Gültig"}


@pytest.mark.parametrize(
    "wanted",
    [
        [],
        [OptionSetting({"de": "Nur deutsch"})],
        [OptionSetting({"en": "One"}, is_retired=True)],
        [OptionSetting({"en": "One"}), OptionSetting({"en": " one "})],
        [OptionSetting({"en": f"Option {number}"}) for number in range(201)],
    ],
)
def test_options_that_cannot_be_are_refused(admin, request_type, wanted):
    field = named("sma-status")
    before = as_rows(field)
    with pytest.raises(WrongSettings) as refusal:
        actions.change_field(field, by=admin, options=wanted)
    assert set(refusal.value.messages) == {"options"}
    assert as_rows(named("sma-status")) == before


def test_the_preset_of_a_choice_is_one_of_its_options(admin, request_type):
    field = named("sma-status")
    actions.change_field(field, by=admin, preset="valid")
    with pytest.raises(WrongSettings) as refusal:
        actions.change_field(field, by=admin, options=as_rows(field)[1:])
    assert set(refusal.value.messages) == {"preset"}


def test_trying_a_change_shows_the_form_and_changes_nothing(admin, request_type):
    before = labels(request_type)
    form = actions.form_after(
        request_type,
        actions.add_field,
        request_type,
        by=admin,
        kind="choice",
        label={"en": "Which site"},
        options=[OptionSetting({"en": "Here"})],
    )
    assert "Which site" in str(form())
    assert "Here" in str(form())
    assert labels(request_type) == before
    assert not Field.objects.filter(key="which-site").exists()
    assert not AuditEntry.objects.filter(by=admin).exists()
    with pytest.raises(WrongSettings):
        actions.form_after(request_type, actions.add_field, request_type, by=admin, kind="choice", label={})


def test_the_record_names_what_changed_s64(admin, request_type):
    field = named("sma-status")
    actions.change_field(field, by=admin, required=False, options=[*as_rows(field), OptionSetting({"en": "In doubt"})])
    [entry] = AuditEntry.objects.filter(by=admin)
    assert (entry.verb, entry.thing, entry.name) == ("changed", "field", "SMA status")
    assert entry.details["changes"] == {"required": [True, False], "options": ["in-doubt"]}
