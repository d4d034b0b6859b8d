from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.core.texts import say
from servicedesk.desks.models.request_type import RequestType


class Field(models.Model):
    """One question of a request type."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        LONG_TEXT = "long_text", _("Long text")
        CHOICE = "choice", _("Choice")
        CHOICES = "choices", _("Several choices")
        COUNTRY = "country", _("Country")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        YES_NO = "yes_no", _("Yes or no")
        FILE = "file", _("File")

    class Use(models.TextChoices):
        FACT = "fact", _("A fact beside the conversation")
        TITLE = "title", _("The request's title")
        DESCRIPTION = "description", _("The first message")

    request_type = models.ForeignKey(RequestType, on_delete=models.CASCADE, related_name="fields")
    key = models.SlugField(max_length=60)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    use = models.CharField(_("Use"), max_length=12, choices=Use, default=Use.FACT)
    label = models.JSONField(_("Label"), default=dict)
    help = models.JSONField(_("Help text"), default=dict, blank=True)
    required = models.BooleanField(_("Required"), default=False)
    pattern = models.CharField(_("Pattern"), max_length=200, blank=True)
    pattern_hint = models.JSONField(_("What the pattern asks for"), default=dict, blank=True)
    preset = models.CharField(_("Preset value"), max_length=250, blank=True)
    # A hidden field is not shown to customers and carries its preset value.
    hidden = models.BooleanField(_("Hidden"), default=False)
    suggests_earlier = models.BooleanField(_("Suggests the company's earlier answers"), default=False)
    half_width = models.BooleanField(_("Half width"), default=False)
    # Shown only while the other field (its key) has one of these values.
    show_if_field = models.SlugField(max_length=60, blank=True)
    show_if_values = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["request_type", "key"], name="a_field_key_is_used_once_in_a_request_type"),
            models.UniqueConstraint(
                fields=["request_type"],
                condition=models.Q(use="title", retired_at__isnull=True),
                name="a_request_type_has_one_title",
            ),
            models.UniqueConstraint(
                fields=["request_type"],
                condition=models.Q(use="description", retired_at__isnull=True),
                name="a_request_type_has_one_description",
            ),
            models.CheckConstraint(
                condition=models.Q(use="fact")
                | models.Q(use="title", kind="text")
                | models.Q(use="description", kind="long_text"),
                name="titles_are_text_and_descriptions_long_text",
            ),
        ]

    def __str__(self) -> str:
        return say(self.label)


class Option(models.Model):
    """One answer of a choice field. A retired one stays on the tickets that have it and is offered no more."""

    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="options")
    value = models.SlugField(max_length=60)
    label = models.JSONField(_("Label"), default=dict)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["field", "value"], name="an_option_value_is_used_once_in_a_field")
        ]

    def __str__(self) -> str:
        return say(self.label)
