"""A word of our own for querysets: ``among``, as ``in``, where there are hundreds or thousands."""

from django.db import models


class Among(models.Lookup):
    """Whether a value is in a JSON array: however many they are, they are one value of the query.

    >>> Article.objects.filter(pk__among=json.dumps(keys))
    """

    lookup_name = "among"
    prepare_rhs = False  # it is no value of the field
    element = "jsonb_array_elements_text({}::jsonb)"

    def as_sqlite(self, compiler, connection):
        return self._sql("{} IN (SELECT value FROM json_each({}))", compiler, connection)

    def as_postgresql(self, compiler, connection):
        among = f"{{}} = ANY(ARRAY(SELECT {self.element}))"
        return self._sql(among, compiler, connection)

    def _sql(self, template, compiler, connection):
        value, value_params = self.process_lhs(compiler, connection)
        array, array_params = self.process_rhs(compiler, connection)
        return template.format(value, array), [*value_params, *array_params]


class AmongNumbers(Among):
    """The same for whole numbers, which PostgreSQL takes for texts otherwise."""

    element = "jsonb_array_elements_text({}::jsonb)::bigint"


models.CharField.register_lookup(Among)
models.IntegerField.register_lookup(AmongNumbers)
