"""Conditions: a question that is shown only for some answers to another one above it."""

from typing import Any

from servicedesk.desks.models import Field

KINDS = (Field.Kind.CHOICE, Field.Kind.CHOICES, Field.Kind.YES_NO)
YES_AND_NO = [("yes", {"en": "Yes", "de": "Ja"}), ("no", {"en": "No", "de": "Nein"})]


def questions_before(field: Field) -> list[Field]:
    """The questions that a condition of `field` can ask about; all of the form for a new one."""
    asked = field.request_type.fields.filter(retired_at=None, hidden=False, kind__in=KINDS).prefetch_related("options")
    return [
        question
        for question in asked
        if field.pk is None or (question.position, question.pk) < (field.position, field.pk)
    ]


def answers_for_conditions(question: Field) -> list[tuple[str, Any]]:
    """The (value, texts) that can be chosen for a question."""
    if question.kind == Field.Kind.YES_NO:
        return YES_AND_NO
    return [(option.value, option.label) for option in question.options.all()]


def dependants(field: Field) -> list[Field]:
    """The questions that are shown only for some answers to `field`."""
    return list(field.request_type.fields.filter(retired_at=None, show_if_field=field.key))
