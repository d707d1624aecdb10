"""What `/sources` answers with."""

from marshmallow import Schema, fields

from registry.api.fields import Moment
from scrapers.setbacks import SETBACKS


class RunSchema(Schema):
    """One run of a source."""

    since = Moment()
    until = Moment()
    started_at = Moment()
    finished_at = Moment("Null while it runs, and for ever when it was killed.", allow_none=True)
    windows = fields.Int(metadata={"description": "Spans of time that it read whole."})
    new = fields.Int()
    changed = fields.Int()
    unchanged = fields.Int()
    out_of_scope = fields.Int()
    quarantined = fields.Int()
    setbacks = fields.Dict(
        keys=fields.Str(),
        values=fields.Int(),
        allow_none=True,
        metadata={"description": "What the portal did that was got over, by kind; null where it did nothing."},
    )
    waited_seconds = fields.Int(metadata={"description": "How long it wanted to be left alone, beside the usual pace."})
    error = fields.Str(allow_none=True)


class BrokenPageSchema(Schema):
    """A page that could not be read as published."""

    page_url = fields.Str(attribute="url")
    status = fields.Int(allow_none=True)
    reason = fields.Str()
    window_since = Moment()
    window_until = Moment()
    seen_at = Moment()
    is_lost = fields.Bool(metadata={"description": "Whether its releases are still missing."})


class SourceProblemSchema(Schema):
    """What is wrong with a source."""

    kind = fields.Str(metadata={"description": "`failed`, `late`, `few`, `nothing` or `gaps`."})
    sentence = fields.Str()


class SourceDaySchema(Schema):
    """What a day of a source brought, against what is usual."""

    on = fields.Date(metadata={"description": "A day in London that was read whole."})
    releases = fields.Int(metadata={"description": "Notices kept that were published on it."})
    usual = fields.Float(
        allow_none=True,
        metadata={"description": "The median of that weekday in the eight weeks before; null where too few are known."},
    )
    verdict = fields.Str(metadata={"description": "`as_usual`, `few` (below a third), `nothing` or `unknown`."})


class SourceGapSchema(Schema):
    """A span of the record that is not whole, or brought so little that it must be read again."""

    since = Moment()
    until = Moment()
    kind = fields.Str(metadata={"description": "`lost_page`, or what the day brought: `few` or `nothing`."})
    detail = fields.Str()
    found_at = Moment()
    tried_at = Moment("When it was last read again.", allow_none=True)
    closed_at = Moment("Null while it is open.", allow_none=True)
    outcome = fields.Str(allow_none=True, metadata={"description": "What the latest try came to."})


class SourceSchema(Schema):
    """A source, how it is, and how far it has been read."""

    id = fields.Str()
    url = fields.Str()
    name = fields.Str()
    title = fields.Str()
    documentation = fields.Str()
    kind = fields.Str(metadata={"description": "`portal` or `register`."})
    address = fields.Str(metadata={"description": "Where it is read from."})
    whole_since = Moment("Everything published from here on has been read ...", allow_none=True)
    whole_until = Moment("... until here.", allow_none=True)
    notices = fields.Int(metadata={"description": "How many notices of it are kept."})
    broken_pages = fields.Int(metadata={"description": "How many of its pages could not be read as published."})
    state = fields.Str(metadata={"description": "`unread`, `well` or `error`."})
    problems = fields.List(fields.Nested(SourceProblemSchema))
    lag_seconds = fields.Int(allow_none=True, metadata={"description": "How long ago its record ends."})
    usual_pause_seconds = fields.Int(
        allow_none=True, metadata={"description": "Between two readings, as a rule; null where too few are known."}
    )
    open_gaps = fields.Int(metadata={"description": "Gaps of its record; `scrape SOURCE --gaps` reads them again."})
    error_kinds = fields.Dict(
        keys=fields.Str(), values=fields.Int(), metadata={"description": "Failed runs of the last seven days, by kind."}
    )
    setbacks = fields.Dict(
        keys=fields.Str(),
        values=fields.Int(),
        metadata={
            "description": "What it did in the last seven days that was got over, by kind: "
            + "; ".join(f"`{kind}` ({words})" for kind, words in SETBACKS.items())
            + "."
        },
    )
    waited_seconds = fields.Int(
        metadata={"description": "How long it wanted to be left alone in the last seven days, beside the usual pace."}
    )
    refilled_gaps = fields.Int(metadata={"description": "Gaps that were read again, and are whole."})
    latest_run = fields.Nested(RunSchema, allow_none=True)


class SourceDetailSchema(SourceSchema):
    """A source with its latest runs, days, gaps and broken pages."""

    description = fields.Str()
    runs = fields.List(fields.Nested(RunSchema))
    days = fields.List(fields.Nested(SourceDaySchema), metadata={"description": "The latest two weeks, oldest first."})
    gaps = fields.List(fields.Nested(SourceGapSchema), metadata={"description": "Open ones first, then closed ones."})
    latest_broken_pages = fields.List(fields.Nested(BrokenPageSchema))
