"""JSON as Lambda's Python runtimes write it."""

import json
import sys

# Runtimes since python3.12 send text as it is; older ones escaped it.
_ESCAPES = sys.version_info < (3, 12)


class _DecimalFound(Exception):
    """The fast encoder met a Decimal, which it cannot write as a number."""


class _Literal(float):
    """A number that prints as the Decimal it came from."""

    def __new__(cls, decimal):
        literal = super().__new__(cls, decimal)
        literal.text = str(decimal)
        return literal


def _is_decimal(value):
    decimal = sys.modules.get("decimal")
    return decimal is not None and isinstance(value, decimal.Decimal)


def _refuse(value):
    if _is_decimal(value):
        raise _DecimalFound
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


_encoder = json.JSONEncoder(ensure_ascii=_ESCAPES, default=_refuse)


def to_json(value):
    """The JSON text of `value`, Decimals as numbers. Raises TypeError or ValueError when it has none."""
    try:
        return _encoder.encode(value)
    except _DecimalFound:
        return "".join(_encode_with_decimals(value))


def _encode_with_decimals(value):
    """The pure Python encoder, the only one that lets a number choose how it is printed."""

    def default(unknown):
        return _Literal(unknown) if _is_decimal(unknown) else _refuse(unknown)

    def float_text(number):
        return number.text if isinstance(number, _Literal) else float.__repr__(number)

    quote = json.encoder.encode_basestring_ascii if _ESCAPES else json.encoder.encode_basestring
    encode = json.encoder._make_iterencode(
        {}, default, quote, None, float_text, ": ", ", ", False, False, False
    )
    return encode(value, 0)
