from django.db import models


class SetupVersion(models.Model):
    """One row whose number every change of desks, request types, fields and statuses replaces."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_setup_version")]
