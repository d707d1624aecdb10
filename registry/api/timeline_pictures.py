"""A timeline as a picture: where each bar, mark and word stands. Places are pixels from the top left."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from registry.api.pictures import Axis, shortened
from registry.months import add_months

WIDTH, LEFT, RIGHT, TOP = 1000, 345, 975, 96
ROW, HEAD = 22, 26
_TITLE, _NAME = 42, 40
"""How many characters of a title, and of an authority's name, there is room for."""
_BEFORE, _AFTER = 36, 144
"""Months before and after the day it is seen from that are drawn at the most."""


def picture(timeline: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template draws: the axis, groups of bars by authority, windows, and all of it in words."""
    on, bars = timeline["on"], timeline["bars"]
    axis = _axis(on, bars, timeline["windows"])
    groups, bottom = _groups(bars, axis)
    return {
        "width": WIDTH,
        "height": bottom + 60,
        "top": TOP,
        "bottom": bottom,
        "left": LEFT,
        "right": RIGHT,
        "on": on,
        "today": axis.at(on),
        "years": axis.years(),
        "groups": groups,
        "windows": [_window(each, axis) for each in timeline["windows"]][:1],
        "not_shown": timeline["not_shown"],
        "told": [words_of(each) for each in bars],
    }


def words_of(bar: Mapping[str, Any]) -> str:
    """Return a bar in words: whose, what, from when until when."""
    parts = [
        ", ".join(each.short_name for each in bar["authorities"]) or "Authority not known",
        bar["contract"]["title"],
    ]
    days = [
        f"starts {_day(bar['starts_on'])}" if bar["starts_on"] else "start not known",
        f"ends {_day(bar['ends_on'])}" if bar["ends_on"] else "end not known",
    ]
    if bar["latest_ends_on"] and bar["latest_ends_on"] != bar["ends_on"]:
        days.append(f"at the latest {_day(bar['latest_ends_on'])}")
    if bar["act_by_on"]:
        days.append(f"act by {_day(bar['act_by_on'])}")
    return f"{': '.join(parts)}: {', '.join(days)}."


def _axis(on: date, bars: Iterable[Mapping[str, Any]], windows: Iterable[Mapping[str, Any]]) -> Axis:
    earliest, last = add_months(on, -_BEFORE), add_months(on, _AFTER)
    days = [bar[name] for bar in bars for name in ("starts_on", "ends_on", "latest_ends_on", "act_by_on") if bar[name]]
    days += [window[name] for window in windows for name in ("first_on", "last_on") if window[name]]
    first_on = max(earliest, min([*days, add_months(on, -6)]))
    return Axis(first_on, min(last, max([*days, add_months(on, 24)])), LEFT, RIGHT)


def _groups(bars: Iterable[Mapping[str, Any]], axis: Axis) -> tuple[list[dict[str, Any]], int]:
    """Return the bars by authority, each with its place, and where the last ends."""
    groups, y = [], TOP
    for name, of in groupby(bars, key=lambda bar: ", ".join(each.short_name for each in bar["authorities"])):
        rows = []
        head, y = y, y + HEAD
        for bar in of:
            rows.append(_row(bar, y, axis))
            y += ROW
        groups.append({"name": shortened(name or "Authority not known", _NAME), "y": head, "rows": rows})
    return groups, y


def _row(bar: Mapping[str, Any], y: int, axis: Axis) -> dict[str, Any]:
    row = {"y": y, "title": shortened(bar["contract"]["title"], _TITLE), "told": words_of(bar), "instead": None}
    latest = bar["latest_ends_on"] or bar["ends_on"]
    if bar["ends_on"] is None:
        return {**row, "instead": "end not known"}
    if latest < axis.first_on:
        return {**row, "instead": f"term ended on {_day(latest)}"}
    return {**row, **_bar(bar, latest, axis)}


def _bar(bar: Mapping[str, Any], latest: date, axis: Axis) -> dict[str, Any]:
    """Return where a bar begins, ends and is marked; one that is cut at an end of the axis says so."""
    starts_on, ends_on, act_by_on = bar["starts_on"], bar["ends_on"], bar["act_by_on"]
    is_drawn = act_by_on is not None and axis.first_on <= act_by_on <= axis.last_on
    return {
        "start": axis.at(starts_on) if starts_on else axis.left,
        "is_cut_before": starts_on is None or starts_on < axis.first_on,
        "end": axis.at(ends_on),
        "latest": axis.at(latest) if latest > ends_on else None,
        "is_cut_after": latest > axis.last_on,
        "ends": [axis.at(each) for each in bar["natural_ends"] if ends_on < each <= axis.last_on],
        "act_by": axis.at(act_by_on) if is_drawn else None,
    }


def _window(window: Mapping[str, Any], axis: Axis) -> dict[str, Any]:
    first, last = axis.at(window["first_on"]), axis.at(window["last_on"] or axis.last_on)
    until = f"until {_day(window['last_on'])}" if window["last_on"] else "with no end"
    many = len(window["authorities"])
    return {
        "first": first,
        "last": max(last, first + 2),
        "best": axis.at(window["best_on"]),
        "told": f"{many} authorities could replace together from {_day(window['first_on'])} {until}, "
        f"best on {_day(window['best_on'])}.",
    }


def _day(on: date) -> str:
    return f"{on:%-d %b %Y}"
