"""Calendar months in SQL, as `registry.months` counts them."""

from typing import Any

from sqlalchemy import Boolean, Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class MonthsBefore(GenericFunction[Any]):
    """`MonthsBefore(day, months)`: the same day of the month so many months earlier, or that month's last day."""

    type = Date()
    inherit_cache = True


class IsMonthEnd(GenericFunction[Any]):
    """`IsMonthEnd(day)`: whether a day is the last of its month."""

    type = Boolean()
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


@compiles(IsMonthEnd, "sqlite")
def _is_month_end_on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    (day,) = (compiler.process(each, **options) for each in element.clauses)
    return f"(strftime('%d', {day}, '+1 day') = '01')"


@compiles(IsMonthEnd, "postgresql")
def _is_month_end_on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    (day,) = (compiler.process(each, **options) for each in element.clauses)
    return f"(extract(day from ({day}) + 1) = 1)"
