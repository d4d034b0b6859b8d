"""Background work behind the `django.tasks` interface, in a table of the same database.

A job enqueued in a transaction exists if and only if the transaction commits, and runs at least once. A task whose
effect must happen once writes it in one transaction under a unique key.
"""
