import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from servicedesk.core.files import new_key
from servicedesk.tickets import actions
from servicedesk.tickets.models import Draft, MessageFile, Upload
from servicedesk.tickets.sweeping import sweep_drafts_and_uploads

DAY = timedelta(days=1)


@pytest.fixture
def stored(settings, tmp_path):
    """Return a function that stores bytes as if so long ago, and gives their key."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "servicedesk.core.files.DurableStorage", "OPTIONS": {"location": tmp_path}}
    }

    def store(age: timedelta) -> str:
        key = default_storage.save(new_key(), ContentFile(b"bytes"))
        moment = (timezone.now() - age).timestamp()
        os.utime(tmp_path / key, (moment, moment))
        return key

    return store


def upload(person, key, age=timedelta(0)):
    return Upload.objects.create(
        person=person,
        scope="reply:1",
        name="a.log",
        size=5,
        content_type="text/plain",
        storage_key=key,
        created_at=timezone.now() - age,
    )


def test_bytes_that_no_row_names_go_after_a_day(db, stored):
    old, fresh = stored(2 * DAY), stored(DAY / 2)
    sweep_drafts_and_uploads()
    assert not default_storage.exists(old)
    assert default_storage.exists(fresh)


def test_bytes_that_a_row_names_stay(cast, ticket, stored):
    key, small = stored(2 * DAY), stored(2 * DAY)
    actions.reply(ticket, by=cast.customer, body="log", uploads=[upload(cast.customer, key).pk])
    MessageFile.objects.update(thumbnail_key=small)
    waiting = stored(DAY / 2)
    upload(cast.customer, waiting)
    sweep_drafts_and_uploads()
    assert all(default_storage.exists(one) for one in (key, small, waiting))


def test_a_file_that_nobody_sent_goes_with_its_bytes(customer, stored):
    key = stored(2 * DAY)
    upload(customer, key, age=2 * DAY)
    sweep_drafts_and_uploads()
    assert not Upload.objects.exists()
    assert not default_storage.exists(key)


def test_a_kept_form_goes_after_its_hour_and_a_draft_after_two_months(customer):
    now = timezone.now()
    Draft.objects.create(person=customer, scope="kept", expires_at=now - timedelta(minutes=1))
    Draft.objects.create(person=customer, scope="old", saved_at=now - 61 * DAY)
    Draft.objects.create(person=customer, scope="living", saved_at=now - 59 * DAY)
    sweep_drafts_and_uploads()
    assert [draft.scope for draft in Draft.objects.all()] == ["living"]
