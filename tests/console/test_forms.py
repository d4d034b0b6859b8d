"""The form builder: request types, fields and options without code (S33–S41)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from servicedesk.audit.models import AuditEntry
from servicedesk.desks import actions
from servicedesk.desks.models import Field, RequestType
from servicedesk.tickets.models import MessageFile
from servicedesk.tickets.scopes import new_request
from tests.cast import ANSWERS
from tests.console.reading import form_of

TYPES = "/console/desks/at/technical-support/types/"
TYPE = TYPES + "at/technical-support-request/"
CUSTOMERS_FORM = "/desks/technical-support/new/technical-support-request/"
KINDS = [kind.value for kind in Field.Kind]


def test_a_form_of_every_kind_is_built_and_offered_by_clicks_alone_s41(console, browse, customer):
    sent = form_of(console.get(TYPES + "add/").content)
    sent["name_en"], sent["name_de"] = "Ask about a product", "Frage zu einem Produkt"
    assert console.post(TYPES + "add/", sent).headers["Location"] == TYPES + "at/ask-about-a-product/"
    kind = TYPES + "at/ask-about-a-product/"
    for number, value in enumerate(KINDS):
        page = console.get(f"{kind}fields/add/{value}/").content
        sent = form_of(page)
        sent["label_en"] = f"Question {number}"
        if value in ("choice", "choices"):
            sent.setlist("options_en", ["Red", "Green", ""])
        if value == "text":
            sent["use"], sent["required"] = "title", "on"
        assert console.post(f"{kind}fields/add/{value}/", sent).headers["Location"] == kind, value
    assert browse(customer).get("/desks/technical-support/new/ask-about-a-product/").status_code == 404
    assert console.post(kind + "offer/").status_code == 302
    page = browse(customer).get("/desks/technical-support/new/ask-about-a-product/").content.decode()
    for number in range(len(KINDS)):
        assert f"Question {number}" in page
    assert "Green" in page


def test_a_form_without_a_title_is_not_offered_and_says_why(console, admin, desk):
    actions.add_request_type(desk, by=admin, name={"en": "Half built"})
    answer = console.post(TYPES + "at/half-built/offer/", follow=True)
    assert "needs a field that becomes the request" in answer.content.decode()
    assert RequestType.objects.get(slug="half-built").retired_at


def test_saving_any_page_as_it_is_changes_nothing(console, request_type):
    pages = [TYPE + "settings/", *(f"{TYPE}fields/at/{field.key}/" for field in request_type.fields.all())]
    for page in pages:
        answer = console.post(page, form_of(console.get(page).content))
        assert answer.status_code == 302, answer.content.decode()
    assert not AuditEntry.objects.exclude(by=None).exists()


def test_the_builder_shows_the_customers_form_beside_it(console):
    page = console.get(TYPE).content
    preview = form_of(page, "preview")
    assert "problem-summary" in preview
    assert "customer-country" in page.decode()
    assert 'id="preview_problem-summary"' in page.decode()


def test_the_preview_shows_a_change_before_it_is_saved(console, request_type):
    path = TYPE + "fields/at/sma-status/"
    sent = form_of(console.get(path).content)
    sent["label_en"], sent["then"] = "Maintenance agreement", "preview"
    values = sent.getlist("options_en")
    sent.setlist("options_en", ["Paid up", *values[1:]])
    answer = console.post(path, sent)
    page = answer.content.decode()
    assert "Nothing is saved yet" in page
    frame = page.split('id="preview-title"')[1]
    assert "Maintenance agreement" in frame
    assert "Paid up" in frame
    assert form_of(answer.content)["label_en"] == "Maintenance agreement"
    assert str(Field.objects.get(key="sma-status")) == "SMA status"
    assert not AuditEntry.objects.exclude(by=None).exists()


def test_a_new_field_can_be_seen_before_it_is_saved(console, request_type):
    path = TYPE + "fields/add/choices/"
    sent = form_of(console.get(path).content)
    sent["label_en"], sent["then"] = "Which cameras", "preview"
    sent.setlist("options_en", ["Indoor", "Outdoor", ""])
    page = console.post(path, sent).content.decode()
    assert "Outdoor" in page.split('id="preview-title"')[1]
    assert not Field.objects.filter(key="which-cameras").exists()


def test_a_change_is_in_the_customers_form_at_once_in_both_languages_s61(console, browse, customer):
    path = TYPE + "fields/at/end-customer/"
    sent = form_of(console.get(path).content)
    sent["label_en"], sent["label_de"], sent["required"] = "Who uses it", "Wer nutzt es", "on"
    console.post(path, sent)
    client = browse(customer)
    assert "Who uses it" in client.get(CUSTOMERS_FORM).content.decode()
    customer.language = "de"
    customer.save()
    assert "Wer nutzt es" in client.get(CUSTOMERS_FORM).content.decode()


def test_options_are_added_renamed_and_retired_in_one_saving_s35_s38(console):
    path = TYPE + "fields/at/sma-status/"
    sent = form_of(console.get(path).content)
    english = sent.getlist("options_en")
    sent.setlist("options_en", ["Paid", *english[1:4], "In doubt", "", ""])
    sent.setlist("options_retired", ["2"])
    assert console.post(path, sent).status_code == 302
    options = Field.objects.get(key="sma-status").options
    assert [(option.value, str(option), bool(option.retired_at)) for option in options.all()] == [
        ("valid", "Paid", False),
        ("expired", "Expired", False),
        ("none", "None", True),
        ("unknown", "I do not know", False),
        ("in-doubt", "In doubt", False),
    ]


def test_an_option_moves_and_what_else_was_typed_is_saved_with_it(console):
    path = TYPE + "fields/at/sma-status/"
    sent = form_of(console.get(path).content)
    sent["help_en"], sent["move"] = "Typed before moving.", "2:up"
    answer = console.post(path, sent)
    assert answer.headers["Location"] == path + "#options"
    field = Field.objects.get(key="sma-status")
    assert [option.value for option in field.options.all()] == ["valid", "none", "expired", "unknown"]
    assert field.help["en"] == "Typed before moving."


@pytest.mark.parametrize("move", ["0:up", "99:down", "x:up", "-1:up", "1:sideways", "999999999999:up", "²:up"])
def test_a_move_that_leads_nowhere_changes_no_order(console, move):
    path = TYPE + "fields/at/sma-status/"
    sent = form_of(console.get(path).content)
    sent["move"] = move
    assert console.post(path, sent).status_code == 302
    assert [option.value for option in Field.objects.get(key="sma-status").options.all()] == [
        "valid",
        "expired",
        "none",
        "unknown",
    ]


@pytest.mark.parametrize(
    ("field", "changes", "said"),
    [
        ("vms-license-number", {"pattern": "(a+)+", "pattern_hint_en": "x"}, "for ever"),
        ("vms-license-number", {"pattern": "(", "pattern_hint_en": "x"}, "cannot be read"),
        ("vms-license-number", {"pattern": "VMS-[0-9]+"}, "what the pattern asks for"),
        ("vms-license-number", {"label_en": ""}, "required"),
        ("vms-license-number", {"hidden": "on"}, "carries its preset value"),
        ("vms-license-number", {"use": "title"}, "Another field of this form is that already"),
        ("problem-summary", {"use": "fact"}, "needs its title"),
        ("sma-status", {"options_en": ["Valid", "valid", "None", "Unknown"]}, "the same English text"),
        ("sma-status", {"options_en": ["", "Expired", "None", "Unknown"]}, "English text"),
        ("sma-status", {"options_retired": ["0", "1", "2", "3"]}, "at least one option"),
        ("description", {"show_if": ["sma-status=valid", "product=recorder"]}, "one field only"),
        ("description", {"show_if": ["sma-status=nonsense"]}, "valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_is_kept(console, field, changes, said):
    path = f"{TYPE}fields/at/{field}/"
    sent = form_of(console.get(path).content)
    sent["help_de"] = "Getippt <b>"
    for name, value in changes.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    answer = console.post(path, sent)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    kept = form_of(answer.content)
    assert kept["help_de"] == "Getippt <b>"
    for name, value in changes.items():
        if name != "show_if" and value:
            wanted = value if isinstance(value, list) else [value]
            assert kept.getlist(name)[: len(wanted)] == wanted
    assert not AuditEntry.objects.exclude(by=None).exists()


def test_rows_that_do_not_belong_together_are_no_error_500(console):
    path = TYPE + "fields/at/sma-status/"
    for strange in (
        {"options_value": ["valid"]},
        {"options_en": ["A"]},
        {"options_value": ["x"] * 3, "options_en": ["A"], "options_de": ["B"]},
        {},
    ):
        sent = form_of(console.get(path).content)
        for name in ("options_value", "options_en", "options_de"):
            sent.setlist(name, strange.get(name, []))
        assert console.post(path, sent).status_code in (200, 302)
    assert Field.objects.get(key="sma-status").options.filter(retired_at=None).exists()


def test_a_condition_is_chosen_by_its_answers(console, browse, customer):
    path = TYPE + "fields/add/date/"
    sent = form_of(console.get(path).content)
    sent["label_en"] = "Expired on"
    sent.setlist("show_if", ["sma-status=expired"])
    assert console.post(path, sent).status_code == 302
    assert 'data-show-if="sma-status=expired"' in browse(customer).get(CUSTOMERS_FORM).content.decode()
    assert form_of(console.get(TYPE + "fields/at/expired-on/").content).getlist("show_if") == ["sma-status=expired"]


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [("customer-country", "FI", "FI"), ("end-customer", "Harbour", "Harbour"), ("sma-status", "expired", "expired")],
)
def test_a_preset_is_where_customers_begin(console, field, typed, kept):
    path = f"{TYPE}fields/at/{field}/"
    sent = form_of(console.get(path).content)
    sent["preset"] = typed
    assert console.post(path, sent).status_code == 302
    assert form_of(console.get(TYPE).content, "preview")[field] == kept
    assert form_of(console.get(path).content)["preset"] == kept


def test_a_preset_number_is_typed_as_the_administrators_language_writes_it_s61(console, admin, request_type):
    actions.add_field(request_type, by=admin, kind="number", label={"en": "How many"})
    admin.language = "de"
    admin.save()
    path = TYPE + "fields/at/how-many/"
    sent = form_of(console.get(path).content)
    sent["preset"] = "1,125"
    assert console.post(path, sent).status_code == 302
    assert Field.objects.get(key="how-many").preset == "1.125"
    assert form_of(console.get(path).content)["preset"] == "1,125"


def test_several_preset_choices_are_ticked(console, admin, request_type):
    rows = [actions.OptionSetting({"en": "Tea"}), actions.OptionSetting({"en": "Milk"})]
    actions.add_field(request_type, by=admin, kind="choices", label={"en": "Which ones"}, options=rows)
    path = TYPE + "fields/at/which-ones/"
    sent = form_of(console.get(path).content)
    sent.setlist("preset", ["tea", "milk"])
    assert console.post(path, sent).status_code == 302
    assert form_of(console.get(path).content).getlist("preset") == ["tea", "milk"]


def test_fields_are_ordered_retired_and_brought_back(console, request_type):
    console.post(TYPE + "fields/at/end-customer/move/", {"to": "up"})
    console.post(TYPE + "fields/at/product/retire/")
    page = console.get(TYPE).content.decode()
    assert page.index("End Customer") < page.index("Customer Country")
    assert "product" not in form_of(page.encode(), "preview")
    console.post(TYPE + "fields/at/product/restore/")
    assert "product" in form_of(console.get(TYPE).content, "preview")


def test_a_type_is_retired_for_customers_and_offered_again(console, browse):
    console.post(TYPE + "retire/")
    assert browse().get("/").content.decode().count("New Technical Support Request") == 0
    console.post(TYPE + "offer/")
    assert "New Technical Support Request" in browse().get("/").content.decode()


def test_a_kind_that_does_not_exist_is_404(console):
    assert console.get(TYPE + "fields/add/photo/").status_code == 404


@pytest.mark.parametrize("with_javascript", [True, False])
def test_a_required_question_for_files_is_answered_by_an_attached_file_s42(
    browse, admin, customer, request_type, with_javascript
):
    actions.add_field(
        request_type,
        by=admin,
        kind="file",
        label={"en": "Your recorder log"},
        help={"en": "Under Settings, Logs."},
        required=True,
    )
    client = browse(customer)
    refused = client.post(CUSTOMERS_FORM, ANSWERS).content.decode()
    assert "Your recorder log: This field is required" in refused
    assert "Under Settings, Logs." in refused
    file = SimpleUploadedFile("recorder.log", b"00:00 black")
    if with_javascript:
        upload = client.post("/uploads/", {"file": file, "scope": new_request(request_type.pk)}).json()["id"]
        answer = client.post(CUSTOMERS_FORM, ANSWERS | {"uploads": upload})
    else:
        answer = client.post(CUSTOMERS_FORM, ANSWERS | {"files": file})
    assert answer.headers["Location"] == "/requests/MTS-1001/"
    assert MessageFile.objects.get().name == "recorder.log"
