"""Which statements an export may rest on: those that everyone may see."""

from sqlalchemy import ColumnElement, and_, or_

from registry.exports.columns import Edition
from registry.models import Statement
from registry.ocds.shapes import LONDON
from registry.visibility import Audience


def public(edition: Edition) -> ColumnElement[bool]:
    """Return the condition that a statement is public when the export is made, whatever day it is seen from."""
    today = edition.at.astimezone(LONDON).date()
    embargo_is_over = and_(Statement.audience == Audience.embargoed, Statement.public_from <= today)
    return or_(Statement.audience == Audience.public, embargo_is_over)
