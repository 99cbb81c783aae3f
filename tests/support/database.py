"""What a test that writes for good leaves behind: the database as the migrations made it."""

from django.db import connection


def restore(migrated):
    """Put back the rows of the migrations, by model, into tables that may have been emptied."""
    for model, rows in migrated.items():
        model._base_manager.bulk_create(rows, ignore_conflicts=True)


def delete_by_hand(model, column, value):
    """Take rows out of the table as a hand in the database would: no model is asked."""
    quote = connection.ops.quote_name
    sql = f"DELETE FROM {quote(model._meta.db_table)} WHERE {quote(column)} = %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
