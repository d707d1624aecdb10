"""What the worker does for watches, each minute: collect, and then deliver."""

import logging
from datetime import UTC, datetime

from sqlalchemy.orm import Session, sessionmaker

from registry.renewals import LeadTimes
from watches.collecting import collect
from watches.delivering import deliver_webhooks
from watches.finding.searches import MakeIndex
from watches.mailing import deliver_mail
from watches.settings import WatchSettings

log = logging.getLogger(__name__)


def tell_watches(
    sessions: sessionmaker[Session], make_index: MakeIndex, lead_times: LeadTimes, settings: WatchSettings
) -> None:
    """Find what there is to tell, and tell what is due; what fails is tried again, and stops nothing else."""
    steps = {
        "collecting": lambda: collect(sessions, make_index, lead_times, datetime.now(UTC)),
        "webhooks": lambda: deliver_webhooks(sessions, settings),
        "mail": lambda: deliver_mail(sessions, settings),
    }
    for name, step in steps.items():
        try:
            if done := step():
                log.info("watches: %s: %s", name, done)
        except Exception:
            log.exception("watches: %s failed; it is tried again", name)
