"""Calendar months taken off days in SQL, as `registry.months` takes them."""

from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class MonthsBefore(GenericFunction[Any]):
    """`MonthsBefore(day, months)`: the same day of the month so many months earlier, or that month's last day."""

    type = Date()
    inherit_cache = True


@compiles(MonthsBefore, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    day, months = (compiler.process(each, **options) for each in element.clauses)
    # SQLite lets 31 March less a month run over into March: the last day of the month meant comes before that.
    same_day = f"date({day}, '-' || ({months}) || ' months')"
    month_end = f"date({day}, 'start of month', '+1 month', '-' || ({months}) || ' months', '-1 day')"
    return f"min({same_day}, {month_end})"


@compiles(MonthsBefore, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    day, months = (compiler.process(each, **options) for each in element.clauses)
    return f"(({day}) - make_interval(months => ({months})::int))::date"
