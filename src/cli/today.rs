//! The day, for what is dated. `SOURCE_DATE_EPOCH`, in seconds, stands for the clock when something must come out
//! the same twice.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use crate::render::words::Day;

/// Today, here.
pub(super) fn today() -> Day {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<i64>().ok());
    let fixed = given.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let date: Date =
        fixed.map_or_else(ZonedDateTime::now, |instant| instant.to_zoned_datetime(TimeZone::UTC)).date();
    Day { year: i32::from(date.year()), month: date.month().unsigned_abs(), day: date.day().unsigned_abs() }
}
