"""What a watch takes and answers, as JSON."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from registry.api.fields import Moment
from search.schemas import SearchArguments
from watches.kinds import Every, Kind

KINDS = [each.value for each in Kind]
EVERY = [each.value for each in Every]


class WatchedSearch(SearchArguments):
    """A search, with the arguments of `/search`."""

    class Meta:
        exclude = ("sort", "boost", "cursor")


class EmailIn(Schema):
    """Where mail goes, and how often at most."""

    address = fields.Email(required=True, validate=validate.Length(max=254))
    every = fields.Str(
        load_default=Every.daily.value,
        validate=validate.OneOf(EVERY),
        metadata={"description": "`instant`; `daily` at 7 in London; `weekly` on Mondays at 7."},
    )


class WebhookIn(Schema):
    """Where events are sent."""

    url = fields.Url(
        required=True,
        schemes={"https", "http"},
        require_tld=False,
        validate=validate.Length(max=2000),
        metadata={"description": "An https address that everyone could reach."},
    )


class WatchChannels(Schema):
    """What a watch is called, and how it is told; its feed is always there."""

    name = fields.Str(validate=validate.Length(1, 300), metadata={"description": "What you call it."})
    email = fields.Nested(
        EmailIn,
        allow_none=True,
        metadata={"description": "The address is asked first, once, whether it wants this. Null ends it."},
    )
    webhook = fields.Nested(WebhookIn, allow_none=True, metadata={"description": "Null ends it."})


class NewWatch(WatchChannels):
    """A wish to be told."""

    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    subject = fields.Str(
        validate=validate.Length(1, 200),
        metadata={"description": "The id of the contract, supplier, service, authority, joint opportunity or plan."},
    )
    search = fields.Nested(WatchedSearch, metadata={"description": "What to search for, where a search is watched."})

    @validates_schema(skip_on_field_errors=True)
    def has_what_it_is_on(self, body: dict[str, Any], **_: Any) -> None:
        """Refuse a watch on nothing, or on two things."""
        wanted, other = ("search", "subject") if body["kind"] == Kind.search else ("subject", "search")
        if wanted not in body:
            raise ValidationError(f"A watch on a {body['kind']} needs it.", wanted)
        if other in body:
            raise ValidationError(f"A watch on a {body['kind']} takes {wanted} instead.", other)


class WatchEdit(WatchChannels):
    """What may be changed of a watch; what it is on stays."""

    new_links = fields.Bool(
        metadata={"description": "True: the feed's address and the webhook's secret end, and new ones are made."}
    )


class DeliveryCounts(Schema):
    """How far events were told."""

    waiting = fields.Int()
    failed = fields.Int(metadata={"description": "Given up after three days of trying."})
    last_error = fields.Str(allow_none=True, metadata={"description": "What the last try met, while one is waiting."})


class EmailSchema(DeliveryCounts):
    """Where mail goes."""

    address = fields.Str()
    every = fields.Str(validate=validate.OneOf(EVERY))
    confirmed_at = Moment("When the address said that it wants this; nothing is sent before.", allow_none=True)


class WebhookSchema(DeliveryCounts):
    """Where events are sent, and what they are signed with."""

    url = fields.Str()
    secret = fields.Str(metadata={"description": "Base64 after `whsec_`; see Standard Webhooks."})


class WatchSchema(Schema):
    """A wish to be told."""

    id = fields.Str()
    url = fields.Str()
    kind = fields.Str(validate=validate.OneOf(KINDS))
    subject = fields.Str(allow_none=True)
    search = fields.Dict(allow_none=True, metadata={"description": "The arguments of the search, as given."})
    name = fields.Str()
    feed_url = fields.Str(metadata={"description": "Its Atom feed. Who has the address may read it: keep it to you."})
    email = fields.Nested(EmailSchema, allow_none=True)
    webhook = fields.Nested(WebhookSchema, allow_none=True)
    created_at = Moment()


class TestSchema(Schema):
    """A test that is on its way."""

    event = fields.Str(metadata={"description": "Its id, as the channels tell it."})
    channels = fields.List(fields.Str(), metadata={"description": "To which it goes; its feed has it already."})


class FeedArguments(Schema):
    """By which right a feed is read, where no key is sent."""

    token = fields.Str(
        validate=validate.Length(1, 1000),
        metadata={"description": "The token of the watch's `feed_url`."},
    )
