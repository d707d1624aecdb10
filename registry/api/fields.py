"""Fields that several schemas share."""

from datetime import date, datetime, time
from typing import Any

from marshmallow import ValidationError, fields, validate

from registry.ocds.shapes import EARLIEST, LATEST, LONDON


class Day(fields.Date):
    """A calendar day, 1900 to 2200."""

    def __init__(self, description: str = "", **options: Any) -> None:
        metadata = {"description": description} if description else {}
        super().__init__(format="%Y-%m-%d", metadata=metadata, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> date:
        found: date = super()._deserialize(value, attr, data, **options)
        if not EARLIEST <= found <= LATEST:
            raise ValidationError("Give a day between 1900-01-01 and 2200-12-31.")
        return found


class Moment(fields.AwareDateTime):
    """An instant, ISO 8601 with its offset."""

    def __init__(self, description: str = "", **options: Any) -> None:
        super().__init__(format="iso", metadata={"description": description} if description else {}, **options)


class MomentFilter(fields.Str):
    """A day or an instant, ISO 8601; without an offset it is London time. A day stands for its first or last moment."""

    def __init__(self, description: str, *, end_of_day: bool = False, **options: Any) -> None:
        self.time_of_day = time.max if end_of_day else time.min
        described = f"{description} A day, or a moment with or without its offset."
        super().__init__(metadata={"description": described, "example": "2026-12-31"}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        given = super()._deserialize(value, attr, data, **options)
        try:
            if len(given) == len("2026-12-31"):
                found = datetime.combine(date.fromisoformat(given), self.time_of_day)
            else:
                found = datetime.fromisoformat(given)
        except ValueError:
            raise ValidationError("Give a day or a moment: 2026-12-31, 2026-12-31T12:00:00Z.") from None
        if not EARLIEST.year <= found.year < LATEST.year:
            raise ValidationError("Give a year from 1900 to 2199.")
        return found if found.tzinfo else found.replace(tzinfo=LONDON)


class Choice(fields.Str):
    """One or several of fixed words, separated by commas; loads as a list."""

    def __init__(self, words: list[str], description: str, **options: Any) -> None:
        self.words = words
        listed = "|".join(words)
        metadata = {"description": f"{description} One of {', '.join(words)}, or several with commas between."}
        super().__init__(metadata={**metadata, "pattern": f"^({listed})(,({listed}))*$"}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        chosen = super()._deserialize(value, attr, data, **options).split(",")
        if wrong := [word for word in chosen if word not in self.words]:
            raise ValidationError(f"{', '.join(wrong)!r}: choose from {', '.join(self.words)}.")
        return chosen


def text_filter(description: str, longest: int = 200, **metadata: Any) -> fields.Str:
    """Return a text argument of bounded length."""
    return fields.Str(validate=validate.Length(1, longest), metadata={"description": description, **metadata})
