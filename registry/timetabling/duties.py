"""Which notices a contract needs over its life, by its value, its kind and the day its procurement commenced."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from registry.law import Kind, contract_details_days
from registry.thresholds import ACT, LARGE, NOTIFIABLE, PAYMENTS, PIPELINE, threshold_position

_S71 = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Duty:
    """One notice, or one publication without a notice of its own."""

    notice: str | None
    name: str
    when: str
    instrument: str
    is_optional: bool = False


def notices_due(
    pence_with_vat: int | None, commenced_on: date, *, kind: Kind = "services", on: date | None = None
) -> tuple[Duty, ...]:
    """Return what is to be published for a contract by a competition, in the order of its life.

    `on` is the day on which it is asked, for duties that began later than the Act; that of commencement when None. An
    unknown value is treated as above the threshold, and as too small for what only large contracts need. Before the Act
    nothing is returned: those procurements keep the notices of the previous law.
    """
    if commenced_on < ACT:
        return ()
    if threshold_position(pence_with_vat, commenced_on, kind).position == "below":
        return _below() if (pence_with_vat or 0) >= NOTIFIABLE[-1].value else ()
    worth, day = pence_with_vat or 0, on or commenced_on
    is_light = kind == "light_touch"
    given: tuple[tuple[bool, Callable[[], tuple[Duty, ...]]], ...] = (
        (worth > PIPELINE[-1].value, _pipeline),
        (True, lambda: _to_award(kind)),
        (worth > LARGE[-1].value, _copy),
        (worth > LARGE[-1].value and day >= _S71 and not is_light, _performance),
        (commenced_on >= PAYMENTS[-1].from_on and kind != "concession", _payments),
        (not is_light, _changes),
        (True, _ending),
    )
    return tuple(duty for holds, duties in given if holds for duty in duties())


def _below() -> tuple[Duty, ...]:
    instrument = NOTIFIABLE[-1].instrument
    return (
        Duty("UK4", "Below-threshold tender notice", "before it is advertised elsewhere, if it is", instrument),
        Duty("UK7", "Contract details notice", "as soon as reasonably practicable after it is entered", instrument),
    )


def _pipeline() -> tuple[Duty, ...]:
    when = "between 1 April and 26 May of a year in whose next 18 months the tender notice is planned"
    return (Duty("UK1", "Pipeline notice", when, PIPELINE[-1].instrument),)


def _to_award(kind: Kind) -> tuple[Duty, ...]:
    details = contract_details_days(kind)
    act = "Procurement Act 2023, s. "
    return (
        Duty(
            "UK2", "Preliminary market engagement notice", "before the tender notice, if suppliers are met", act + "17"
        ),
        Duty("UK3", "Planned procurement notice", "40 days to 12 months before the tender notice", act + "15", True),
        Duty("UK4", "Tender notice", "to start the competition", act + "21"),
        Duty("UK6", "Contract award notice", "before the contract is entered; it starts the standstill", act + "50"),
        Duty("UK7", "Contract details notice", f"within {details.value} days of entering it", details.instrument),
    )


def _copy() -> tuple[Duty, ...]:
    return (Duty(None, "Copy of the contract", "within 90 days of entering it", LARGE[-1].instrument),)


def _performance() -> tuple[Duty, ...]:
    when = "at least every 12 months and at the end, and within 30 days of a failure"
    return (Duty("UK9", "Contract performance notice", when, "Procurement Act 2023, s. 71 (SI 2025/1316)"),)


def _payments() -> tuple[Duty, ...]:
    when = "payments over £30,000, within 30 days of the end of each quarter"
    return (Duty("UK8", "Contract payments", when, PAYMENTS[-1].instrument),)


def _changes() -> tuple[Duty, ...]:
    when = "before a change, unless it is small: 10% of value (works 15%) or of the longest term"
    return (Duty("UK10", "Contract change notice", when, "Procurement Act 2023, s. 75"),)


def _ending() -> tuple[Duty, ...]:
    when = "within 30 days of its end, expiry too"
    return (Duty("UK11", "Contract termination notice", when, "Procurement Act 2023, s. 80"),)
