from __future__ import annotations

import datetime as dt

import pytest

from vedette.errors import BadRecord
from vedette.intake import read_day

GIVEN = [
    ("2017-11-04", dt.date(2017, 11, 4)),
    (" 2017-11-04 ", dt.date(2017, 11, 4)),
    ("2017-11-04T23:30:00Z", dt.date(2017, 11, 4)),
    ("2017-11-04T00:30:00+03:00", dt.date(2017, 11, 4)),
    ("2023-09-23 21:09", dt.date(2023, 9, 23)),
    ("Sat, 04 Nov 2017 10:15:00 GMT", dt.date(2017, 11, 4)),
    ("4 November 2017", dt.date(2017, 11, 4)),
    ("4 Nov. 2017", dt.date(2017, 11, 4)),
    ("November 4, 2017", dt.date(2017, 11, 4)),
    ("November 4th, 2017", dt.date(2017, 11, 4)),
    ("2016-02-29", dt.date(2016, 2, 29)),
    (dt.date(2017, 11, 4), dt.date(2017, 11, 4)),
    (dt.datetime(2017, 11, 4, 23, 59), dt.date(2017, 11, 4)),
    (None, None),
    ("", None),
    ("  ", None),
]
NO_DATES = [
    "Fri, 04 Mar 2022222222222222222222 10:00:00 GMT",
    "Fri, 99999999999999999999 Mar 2022 10:00:00 GMT",
    "soon",
    "2017-02-29",
    "2017-13-01",
    "2017-11",
    "2017",
    "Friday",
    "4 November",
    "04/11/2017",
    "2017-11-04x",
    20171104,
    1.5,
    True,
    "9" * 500,
]


@pytest.mark.parametrize(("value", "day"), GIVEN)
def test_a_date_as_files_write_it(value: object, day: dt.date | None) -> None:
    assert read_day(value) == day


@pytest.mark.parametrize("value", NO_DATES)
def test_what_is_no_whole_date_is_named(value: object) -> None:
    with pytest.raises(BadRecord, match=str(value)[:20]):
        read_day(value)
