"""Fills the database of the environment with people, companies and requests that carry markup wherever somebody may write.

`python -m tests.browser.hostile`: for each of the payloads a person of that name in a company of that name, with a
request and a file of that name. One integrator is in all the companies.
"""

from importlib import import_module

import django

from tests.browser.world import ADMIN

INTEGRATOR = "integrator@hostile.example"
PAYLOADS = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover='alert(1)' style='position:fixed;inset:0",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<base href=//elsewhere.example><meta http-equiv=refresh content=0>",
    "<form action=//elsewhere.example><button>Log in</button></form>",
    "</textarea></option></select><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "{{ 7 * 7 }}{% raw %}${7 * 7}#{7 * 7}",
    "[click](javascript:alert(1)) ![x](javascript:alert(1))",
    '<a href="jav&#x09;ascript:alert(1)">click</a>',
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp;quot;",
    '\\"-alert(1)}//`<!--<script>',
]


def main() -> None:
    django.setup()
    people = import_module("django.contrib.auth").get_user_model().objects
    organizations = import_module("servicedesk.organizations.actions")
    admin = people.get(email=ADMIN)
    integrator = people.create(email=INTEGRATOR, full_name="Ivo Maric", password=admin.password)
    for number, payload in enumerate(PAYLOADS):
        company = organizations.create_organization(name=payload, by=admin)
        person = people.create(email=f"person{number}@hostile.example", full_name=payload, password="!")
        for member in (person, integrator):
            organizations.add_member(company, member, by=admin)
        _file_request(payload, person, company)


def _file_request(payload: str, person, company) -> None:
    setup = import_module("servicedesk.desks.setup").setup()
    actions = import_module("servicedesk.tickets.actions")
    answer_to = import_module("servicedesk.desks.answers").answer_to
    file = import_module("django.core.files.uploadedfile").SimpleUploadedFile(f"{payload}.txt", b"nothing")
    (desk,) = [desk for desk in setup.desks.values() if desk.key == "MTS"]
    kind = setup.type_by_slug(desk.pk, "technical-support-request")
    facts = {"end-customer": payload, "vms-license-number": payload}
    actions.open_ticket(
        kind,
        by=person,
        requester=person,
        organization=company,
        title=payload,
        description=f"{payload}\n\n> {payload}\n\n- {payload}",
        answers=[answer_to(field, facts[field.key]) for field in setup.fields_of(kind.pk) if field.key in facts],
        uploads=[actions.keep_upload(file, by=person, scope="hostile").pk],
    )


if __name__ == "__main__":
    main()
