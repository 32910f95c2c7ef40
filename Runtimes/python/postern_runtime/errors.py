"""Errors as Lambda reports them: a JSON body, a header, a log record."""

import sys

_INDENT = "\u00a0"  # CloudWatch's console drops ordinary leading blanks
_OWN_FILES = __file__.rpartition("/")[0] + "/"


class RuntimeFault(Exception):
    """An error of Lambda's own vocabulary, such as Runtime.HandlerNotFound."""

    def __init__(self, error_type, message, trace=()):
        super().__init__(message)
        self.error_type = error_type
        self.trace = list(trace)


def describe(error, request_id):
    """The error body of Python runtimes since 3.9; `request_id` is empty during initialisation."""
    if isinstance(error, RuntimeFault):
        error_type, trace = error.error_type, error.trace
    else:
        error_type, trace = type(error).__name__, _stack_of(error)
    return {"errorMessage": str(error), "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def _stack_of(error):
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    # The frames before the function's own code are this runtime's or the import system's.
    for start, frame in enumerate(frames):
        if not frame.filename.startswith((_OWN_FILES, "<frozen importlib")) and "/importlib/" not in frame.filename:
            return traceback.format_list(frames[start:])
    return traceback.format_list(frames)


def headers_for(description, to_json):
    """The headers that go with an error body."""
    cause = to_json(_xray_cause(description))
    headers = {
        "Content-Type": "application/json",
        "Lambda-Runtime-Function-Error-Type": _one_line(description["errorType"]),
    }
    if len(cause) < 1 << 20:
        headers["Lambda-Runtime-Function-XRay-Error-Cause"] = cause
    return headers


def _xray_cause(description):
    import os

    exception = {"message": description["errorMessage"], "type": description["errorType"], "stack": []}
    return {"working_directory": os.getcwd(), "exceptions": [exception], "paths": []}


def _one_line(text):
    return text.replace("\r", " ").replace("\n", " ")


def log(description, to_json):
    """Writes the error as one record: its lines are joined by carriage returns, which end no record."""
    from . import logs

    if logs.is_json:
        record = {"timestamp": logs.timestamp(), "log_level": "ERROR", **description}
        logs.write(to_json(record) + "\n")
        return
    lines = [f"[ERROR] {description['errorType']}: {description['errorMessage']}"]
    if description["stackTrace"]:
        lines.append("Traceback (most recent call last):")
    for entry in description["stackTrace"]:
        lines += [_indented(line) for line in entry.rstrip("\n").split("\n")]
    logs.write("\r".join(lines) + "\n")
    sys.stdout.flush()


def _indented(line):
    text = line.lstrip(" ")
    return _INDENT * (len(line) - len(text)) + text
