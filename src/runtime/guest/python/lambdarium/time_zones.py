"""`zoneinfo` on the browser's time zones: Pyodide has no zone files."""

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
    # The variable TZ is known only now; a snapshot was made in UTC.
    time.tzset()
