from django.db import migrations

from servicedesk.search.engines import Fts5, TsVector


def create(apps, schema_editor):
    engine = TsVector if schema_editor.connection.vendor == "postgresql" else Fts5
    for statement in engine.create:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_ticket")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(create, drop)]
