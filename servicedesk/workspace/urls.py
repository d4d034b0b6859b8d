from django.urls import path, register_converter

from servicedesk.tickets.references import ReferenceConverter
from servicedesk.workspace.views import companies, drafts, new, people, tickets

register_converter(ReferenceConverter, "ticket")

urlpatterns = [
    path("", tickets.start, name="workspace"),
    path("new/", new.choose, name="choose_type"),
    path("desks/<slug:desk>/new/<slug:request_type>/", new.on_behalf, name="new_ticket"),
    path("desks/<slug:desk>/new/<slug:request_type>/draft/", drafts.of_new_ticket, name="draft_new_ticket"),
    path("tickets/", tickets.index, name="tickets"),
    path("tickets/live/", tickets.index_live, name="tickets_live"),
    path("tickets/<ticket:reference>/", tickets.show, name="ticket"),
    path("tickets/<ticket:reference>/live/", tickets.live, name="ticket_live"),
    path("tickets/<ticket:reference>/reply/", tickets.reply, name="ticket_reply"),
    path("tickets/<ticket:reference>/reply/draft/", drafts.of_reply, name="draft_ticket_reply"),
    path("tickets/<ticket:reference>/note/", tickets.note, name="ticket_note"),
    path("tickets/<ticket:reference>/note/draft/", drafts.of_note, name="draft_ticket_note"),
    path("tickets/<ticket:reference>/status/", tickets.status, name="ticket_status"),
    path("tickets/<ticket:reference>/priority/", tickets.priority, name="ticket_priority"),
    path("tickets/<ticket:reference>/assign/", tickets.assign, name="ticket_assign"),
    path("tickets/<ticket:reference>/resolve/", tickets.resolve, name="ticket_resolve"),
    path("tickets/<ticket:reference>/close/", tickets.close, name="ticket_close"),
    path("tickets/<ticket:reference>/reopen/", tickets.reopen, name="ticket_reopen"),
    path("tickets/<ticket:reference>/fields/", tickets.fields, name="ticket_fields"),
    path("tickets/<ticket:reference>/mails/", tickets.mails, name="ticket_mails"),
    path("tickets/<ticket:reference>/share/", tickets.share, name="ticket_share"),
    path("tickets/<ticket:reference>/participants/", tickets.add_participant, name="ticket_add_participant"),
    path(
        "tickets/<ticket:reference>/participants/<int:person>/remove/",
        tickets.remove_participant,
        name="ticket_remove_participant",
    ),
    path("people/", people.index, name="people"),
    path("people/<int:person>/", people.show, name="person"),
    path("people/<int:person>/invite/", people.invite, name="invite_person"),
    path("people/<int:person>/companies/", people.add_company, name="person_add_company"),
    path(
        "people/<int:person>/companies/<int:organization>/remove/", people.remove_company, name="person_remove_company"
    ),
    path("companies/", companies.index, name="organizations"),
    path("companies/new/", companies.new, name="new_organization"),
    path("companies/<int:organization>/", companies.show, name="organization"),
    path("companies/<int:organization>/rename/", companies.rename, name="rename_organization"),
    path("companies/<int:organization>/members/", companies.add_member, name="organization_add_member"),
    path(
        "companies/<int:organization>/members/<int:person>/remove/",
        companies.remove_member,
        name="organization_remove_member",
    ),
]
