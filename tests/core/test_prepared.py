from servicedesk.accounts.models import User
from servicedesk.core.prepared import ANYBODY, Prepared
from servicedesk.tickets.models import Ticket


def test_a_prepared_query_answers_each_person_for_themself_a4(cast, ticket):
    for role in ("customer", "agent", "administrator"):
        anybody = User(pk=ANYBODY, role=role)
        prepared = Prepared(Ticket.objects.visible_to(anybody).values_list("pk"))
        for person in (cast.customer, cast.colleague, cast.stranger, cast.agent, cast.other_agent, cast.admin):
            if person.role == role:
                expected = list(Ticket.objects.visible_to(person).values_list("pk"))
                assert prepared.fetch(person.pk) == expected, person


def test_what_is_prepared_sees_a_right_that_was_taken_away(cast, ticket):
    prepared = Prepared(Ticket.objects.visible_to(User(pk=ANYBODY, role="customer")).values_list("pk"))
    assert prepared.fetch(cast.colleague.pk) == [(ticket.pk,)]
    cast.colleague.memberships.all().delete()
    assert prepared.fetch(cast.colleague.pk) == []
