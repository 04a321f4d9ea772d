"""`zoneinfo` on the browser's time zones: Pyodide has no zone files."""

import calendar
import io
import time
import zoneinfo
import zoneinfo._common


def set_up(zone_file, zone_names):
    """`zone_file(key)` gives the bytes of a zone's file or None, `zone_names()` the names there are."""

    def load_tzdata(key):
        data = zone_file(key)
        if data is None:
            raise zoneinfo.ZoneInfoNotFoundError(f"No time zone found with key {key}")
        return io.BytesIO(data.to_bytes())

    zoneinfo._common.load_tzdata = load_tzdata
    zoneinfo.available_timezones = lambda: set(zone_names())
    _renew_constants()


def _renew_constants():
    """The variable TZ is known only now, and `time` read its constants when the snapshot was made."""
    year = time.gmtime().tm_year
    january, july = (time.localtime(calendar.timegm((year, month, 1, 0, 0, 0))) for month in (1, 7))
    standard, saving = (july, january) if january.tm_isdst else (january, july)
    time.timezone, time.altzone = -standard.tm_gmtoff, -saving.tm_gmtoff
    time.daylight = int(january.tm_gmtoff != july.tm_gmtoff)
    time.tzname = (standard.tm_zone, saving.tm_zone)
