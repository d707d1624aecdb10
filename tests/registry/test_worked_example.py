"""The worked example: every row of its tables is worked out again from the facts in its first table."""

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from registry.joint.members import members_of, suggested_lead
from registry.joint.replacement_windows import LAST_DAY, allowance
from registry.joint.scores import parts
from registry.joint_procurement import Candidate, joint_opportunities, windows_of
from registry.law import joint_value, may_reserve_to_area, threshold_position, with_vat
from registry.renewals import LeadTimes, renewal
from registry.timetable import timetable
from registry.timetabling.duties import notices_due
from registry.working_days import add_days, counts_for_standstill

DOCUMENT = Path(__file__).parents[2] / "docs" / "worked-example.md"
ON = date(2026, 11, 2)
LATER = date(2027, 10, 1)
TERM_MONTHS = 84
LEADS = LeadTimes()
BOROUGHS = {
    "Camden": "E09000007",
    "Hackney": "E09000012",
    "Hounslow": "E09000018",
    "Islington": "E09000019",
    "Lewisham": "E09000023",
    "Southwark": "E09000028",
}
NAMES = {gss: name for name, gss in BOROUGHS.items()}
NOTHING = "–"
A_DAY = re.compile(r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|\w+ember|October) \d{4}\b")


@cache
def tables():
    """Return the tables of the document by the heading above each, as lists of rows."""
    found, heading, names = {}, "", None
    for line in DOCUMENT.read_text().splitlines():
        if line.startswith("#"):
            heading, names = line.lstrip("# "), None
        elif not line.startswith("|"):
            names = None
        elif names is None:
            names = cells(line)
        elif set(line) - set("|-: "):
            found.setdefault(heading, []).append(dict(zip(names, cells(line), strict=True)))
    return found


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def told(day):
    return f"{day:%-d %B %Y}" if day else NOTHING


def read_day(text):
    return None if text == NOTHING else datetime.strptime(text, "%d %B %Y").date()


def number(text):
    return int(re.sub(r"\D", "", text))


def options(row):
    if row["Options left"] == NOTHING:
        return []
    left, months = row["Options left"].split(" × ")
    notice = None if row["Notice to take one"] == NOTHING else number(row["Notice to take one"])
    return [{"number": int(left), "months": number(months), "taken": 0, "notice_days": notice}]


def yearly(row):
    vat = {"without": "excluded", "with": "included"}.get(row["VAT"])
    return (None, None) if row["A year"] == NOTHING else (number(row["A year"]) * 100, vat)


@cache
def contracts():
    """Return the contracts of the first table."""
    made = []
    for row in tables()["The contracts"]:
        pence, vat = yearly(row)
        made.append(
            Candidate(
                id=row["Borough"],
                service_id="housing-management",
                service_kind="frontline",
                authorities=(BOROUGHS[row["Borough"]],),
                suppliers=(row["Supplier"],),
                starts_on=read_day(row["Starts"]),
                ends_on=read_day(row["Ends"]),
                options=options(row),
                open_ended=row["After its end"] == "runs on",
                break_on=read_day(row["May be ended from"]),
                annual_pence=None if pence is None else with_vat(pence, vat),
                confidence=row["Its end is known"],
            )
        )
    return tuple(made)


@cache
def opportunity():
    (found,) = joint_opportunities(contracts(), ON, LEADS)
    return found


@cache
def value():
    return joint_value([yearly(row) for row in tables()["The contracts"]], TERM_MONTHS)


@cache
def laid_out(on=ON):
    starts_on = add_days(opportunity().best_on, 1)
    return timetable(
        starts_on,
        LEADS.of("frontline"),
        value_pence=value().pence,
        value_is_least=value().is_at_least,
        on=on,
        members=len(contracts()),
    )


def renewals():
    for each in contracts():
        shown = renewal(
            SimpleNamespace(
                status="active",
                starts_on=each.starts_on,
                ends_on=each.ends_on,
                max_ends_on=None,
                options=each.options,
                open_ended=each.open_ended,
                decision=None,
                decided_on=None,
                break_on=each.break_on,
                extension_text=None,
            ),
            ON,
            LEADS.of("frontline"),
        )
        yield {
            "Borough": each.id,
            "State": shown.state,
            "Option by": told(shown.option_notice_on),
            "Start by": told(shown.act_by_on),
            "Why": shown.reason,
        }


def lengthened():
    for each in contracts():
        rule = allowance(each)
        yield {
            "Borough": each.id,
            "Longest term": f"{each.term_days:,} days",
            "Allowed": f"{rule.days} days" + ("" if rule.is_sure else ", if its cost allows"),
            "Law": rule.instrument,
        }


def windows():
    for each in windows_of(contracts(), ON, LEADS)[0]:
        yield {
            "Borough": each.candidate.id,
            "Ends of its own": "; ".join(told(date.fromordinal(end)) for end in each.candidate.ends),
            "Earliest": told(date.fromordinal(each.first)),
            "Latest": "any day" if each.last == LAST_DAY else told(date.fromordinal(each.last)),
        }


def together():
    found = opportunity()
    yield {"What": "First day for all", "Found": told(found.first_on)}
    yield {"What": "Last day for all", "Found": told(found.last_on)}
    yield {"What": "Best day", "Found": told(found.best_on)}
    yield {"What": "Bridging days, all together", "Found": str(found.facts.bridging_days)}
    yield {"What": "Boroughs", "Found": ", ".join(sorted(NAMES[gss] for gss in found.authorities))}
    lead = NAMES[suggested_lead(members_of(found, ON, LEADS))]
    yield {"What": "Suggested to lead, as the first to have to act", "Found": lead}
    yield {"What": "New contract starts on", "Found": told(laid_out().starts_on)}
    yield {"What": "Score", "Found": f"{found.score} of 100"}


def needs():
    for each in members_of(opportunity(), ON, LEADS):
        yield {
            "Borough": each.candidate.id,
            "Action": each.bridge.action.replace("_", " "),
            "Days bridged": str(each.bridge.days),
            "In words": each.bridge.words,
        }


def score():
    for each in parts(opportunity().facts):
        yield {"Part": each.name, "Points": f"{each.points} of {each.out_of}", "Why": each.words}


def worth():
    yield {"Question": "What is it worth a year?", "Answer": value().words}
    yield {"Question": "And over its whole life?", "Answer": f"At least £{value().pence // 100:,} with VAT."}
    position = threshold_position(value().pence, laid_out().day_of("tender_notice"), at_least=value().is_at_least)
    yield {"Question": "Is it above the threshold?", "Answer": position.words}


def duties():
    commenced_on = laid_out().day_of("tender_notice")
    for each in notices_due(value().pence, commenced_on):
        optional = " (optional)" if each.is_optional else ""
        yield {
            "Notice": each.notice or NOTHING,
            "Name": each.name + optional,
            "When": each.when,
            "Instrument": each.instrument,
        }


def days():
    for each in laid_out().milestones:
        yield {
            "Day": f"{each.on:%a} {told(each.on)}",
            "Notice": each.notice or NOTHING,
            "Milestone": each.name,
            "By": each.basis,
            "Why": each.why,
        }


def standstill():
    day, ends_on, count = laid_out().day_of("award_notice"), laid_out().day_of("standstill_ends"), 0
    while day <= ends_on:
        count += counts_for_standstill(day)
        yield {"Day": f"{day:%a} {told(day)}", "Counts as": str(count) if counts_for_standstill(day) else NOTHING}
        day = add_days(day, 1)


def late():
    shown = laid_out(LATER)
    yield {"What": "Days late, since the first step", "Found": str(shown.days_late)}
    yield {"What": "Earliest start, each phase at its shortest", "Found": told(shown.earliest_starts_on)}


def gives():
    for each in laid_out(LATER).gives:
        yield {
            "What gives": each.what,
            "Days": str(each.days),
            "Enough": "yes" if each.is_enough else "no",
            "In words": each.words,
        }


WORKED_OUT = {
    "What each contract's dates mean": renewals,
    "How much longer each may run": lengthened,
    "When each can be replaced": windows,
    "The joint opportunity": together,
    "What each borough does": needs,
    "The score": score,
    "What it is worth": worth,
    "What is published": duties,
    "The timetable": days,
    "The standstill, day by day": standstill,
    "If it is begun late": late,
    "What gives, in order": gives,
}


@pytest.mark.parametrize("heading", WORKED_OUT)
def test_the_document_says_what_is_worked_out(heading):
    assert tables()[heading] == list(WORKED_OUT[heading]())


def test_no_table_of_the_document_is_left_unchecked():
    assert set(tables()) == {"The contracts", *WORKED_OUT}


def test_every_day_in_the_text_is_in_a_table_or_given():
    lines = DOCUMENT.read_text().splitlines()
    in_tables = {day for line in lines if line.startswith("|") for day in A_DAY.findall(line)}
    in_text = {day for line in lines if not line.startswith("|") for day in A_DAY.findall(line)}

    assert in_text <= in_tables | {told(ON), told(LATER), "24 February 2025", "2 May 2028"}


def test_a_replacement_begun_on_the_day_could_be_ready_when_the_document_says():
    assert {told(each.ready_on) for each in members_of(opportunity(), ON, LEADS)} == {"2 May 2028"}


def test_the_example_is_not_late_and_cannot_be_reserved():
    assert not laid_out().is_late
    assert not may_reserve_to_area(laid_out().day_of("tender_notice"), laid_out().position.position)
