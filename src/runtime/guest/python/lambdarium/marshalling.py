"""JSON in and out, by the rules of AWS's encoder (simplejson): Decimal digits raw, NaN allowed, bytes as text,
named tuples as objects, nothing escaped beyond what JSON demands."""

import decimal
import json
import json.encoder
import math

from .errors import Fault


def unmarshal(text):
    try:
        return json.loads(text)
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}") from None


def marshal(value):
    """JSON text; `bytes` pass through untouched, as AWS has it."""
    if type(value) is bytes or isinstance(value, bytes):
        return value
    try:
        return to_json(value)
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}") from None


def to_json(value):
    if _has_record(value):
        value = _without_records(value)
    try:
        return _fast.encode(value)
    except _NeedsRawNumbers:
        return "".join(_raw_chunks(value))


class _NeedsRawNumbers(Exception):
    """The C encoder met a Decimal; only the Python encoder can write its digits as they are."""


class _RawNumber(float):
    """A number with its own spelling."""

    def __new__(cls, text):
        number = super().__new__(cls, 0.0)
        number.text = text
        return number


def _default(value):
    if isinstance(value, bytes):
        return str(value, "utf-8")
    if isinstance(value, decimal.Decimal):
        raise _NeedsRawNumbers
    as_dict = getattr(value, "_asdict", None)
    if callable(as_dict):
        return as_dict()
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def _default_raw(value):
    if isinstance(value, decimal.Decimal):
        return math.nan if value.is_nan() else _RawNumber(str(value))
    return _default(value)


def _spelled(number):
    if type(number) is _RawNumber:
        return number.text
    if number != number:
        return "NaN"
    if number in (math.inf, -math.inf):
        return "Infinity" if number > 0 else "-Infinity"
    return float.__repr__(number)


_CONTAINERS = (dict, list, tuple)
_fast = json.JSONEncoder(ensure_ascii=False, default=_default)


def _raw_chunks(value):
    write = json.encoder._make_iterencode(
        {}, _default_raw, json.encoder.encode_basestring, None, _spelled, ": ", ", ", False, False, False
    )
    return write(value, 0)


def _has_record(value):
    """Whether a named tuple hides in the value: the C encoder would write it as a plain list."""
    if not isinstance(value, _CONTAINERS):
        return False
    seen = set()
    waiting = [value]
    while waiting:
        container = waiting.pop()
        if isinstance(container, tuple) and callable(getattr(container, "_asdict", None)):
            return True
        if id(container) in seen:
            continue  # a circle, or the same object twice
        seen.add(id(container))
        inside = container.values() if isinstance(container, dict) else container
        waiting += [item for item in inside if isinstance(item, _CONTAINERS)]
    return False


def _without_records(value):
    if isinstance(value, dict):
        return {key: _without_records(item) for key, item in value.items()}
    if isinstance(value, tuple) and callable(getattr(value, "_asdict", None)):
        return {key: _without_records(item) for key, item in value._asdict().items()}
    if isinstance(value, (list, tuple)):
        return [_without_records(item) for item in value]
    return value
