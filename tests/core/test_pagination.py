import pytest
from django.core.exceptions import BadRequest
from django.db.models import Q

from servicedesk.audit.models import AuditEntry
from servicedesk.core.pagination import page


@pytest.fixture
def entries(db):
    # Two of each verb, so that the id decides between equal values.
    return AuditEntry.objects.bulk_create(
        AuditEntry(verb=f"v{n // 2:02}", thing="t", thing_id="1", name="n") for n in range(11)
    )


def walk(descending, apart=()):
    rows, cursor = [], ""
    while True:
        found = page(
            AuditEntry.objects.all(),
            by="verb",
            descending=descending,
            size=3,
            cursor=cursor,
            bound_to="x",
            apart=apart,
        )
        rows += found.rows
        if not found.after:
            return rows, found
        cursor = found.after


@pytest.mark.parametrize("descending", [True, False])
def test_the_pages_together_are_everything_once_in_order(entries, descending):
    rows, _last = walk(descending)
    assert rows == sorted(entries, key=lambda entry: (entry.verb, entry.pk), reverse=descending)


def test_going_back_shows_what_was_there_before(entries):
    first = page(AuditEntry.objects.all(), by="verb", size=3, bound_to="x")
    second = page(AuditEntry.objects.all(), by="verb", size=3, cursor=first.after, bound_to="x")
    again = page(AuditEntry.objects.all(), by="verb", size=3, cursor=second.before, bound_to="x")
    assert again.rows == first.rows
    assert first.before is None
    assert again.before is None


def test_a_cursor_is_bound_to_its_person_filter_and_order_a68(entries):
    cursor = page(AuditEntry.objects.all(), by="verb", size=3, bound_to="x").after
    for other in ({"bound_to": "y"}, {"by": "thing"}, {"cursor": cursor[:-1]}, {"cursor": "nonsense"}):
        with pytest.raises(BadRequest):
            page(AuditEntry.objects.all(), **{"by": "verb", "size": 3, "cursor": cursor, "bound_to": "x"} | other)


@pytest.mark.parametrize("descending", [True, False])
def test_rows_that_are_set_apart_come_in_the_same_order(entries, descending):
    apart = [Q(verb__lt="v02"), Q(verb__gte="v02", verb__lt="v04"), Q(verb__in=[]), Q(verb__gte="v04")]
    together, _last = walk(descending)
    assert walk(descending, apart=apart)[0] == together


def test_of_rows_that_are_set_apart_none_is_shown_that_the_list_does_not_hold(entries):
    rows = AuditEntry.objects.filter(verb__in=["v00", "v03"])
    found = page(rows, by="verb", descending=False, apart=[Q(verb__lt="v02"), Q(verb__gte="v02")]).rows
    assert found == [entry for entry in entries if entry.verb in ("v00", "v03")]
    assert page(rows, by="verb", apart=[Q(pk__in=[]), Q(verb__in=[])]).rows == []
