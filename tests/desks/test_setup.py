from servicedesk.desks import actions
from servicedesk.desks.models import Category, Desk, SetupVersion
from servicedesk.desks.setup import setup


def test_a_fresh_installation_has_one_working_desk_s14(desk):
    assert [known.key for known in setup().desks.values()] == ["MTS"]
    assert [str(kind) for kind in setup().types_of(desk.pk)] == ["New Technical Support Request"]
    assert {status.category for status in setup().statuses_of(desk.pk)} == set(Category)


def test_the_default_desk_is_made_once_and_not_again(desk, admin):
    assert actions.ensure_default_desk() is None
    Desk.objects.update(key="XXX")
    assert actions.ensure_default_desk() is None


def test_every_change_gives_the_set_up_a_new_number(desk, admin):
    before = SetupVersion.objects.get().number
    actions.change_desk(desk, by=admin, phone="+358 1")
    assert SetupVersion.objects.get().number != before
    assert setup().desks[desk.pk].phone == "+358 1"


def test_a_snapshot_of_before_is_not_changed_by_a_change(desk, admin):
    before = setup()
    actions.change_desk(desk, by=admin, phone="+358 1")
    assert before.desks[desk.pk].phone == ""
