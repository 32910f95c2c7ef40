"""Lambda's handler on the root logger. Imported only after the function has imported `logging`."""

import json
import logging
import time

from . import logs

_TEXT_FORMAT = "[%(levelname)s]\t%(asctime)s.%(msecs)dZ\t%(aws_request_id)s\t%(message)s\n"

# What every LogRecord has; anything else came from the caller's `extra`.
_STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "aws_request_id", "taskName"}


class LambdaLoggerHandler(logging.Handler):
    """Writes records to standard output, as one write each."""

    def emit(self, record):
        logs.write(self.format(record))


class _RequestFilter(logging.Filter):
    """Gives every record the id of the invocation being handled."""

    def filter(self, record):
        record.aws_request_id = logs.request_id
        return True


class _JSONFormatter(logging.Formatter):
    def format(self, record):
        entry = {
            "timestamp": logs.timestamp(record.created),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
        }
        if record.exc_info:
            entry.update(self._exception(record))
        if logs.request_id:
            entry["requestId"] = logs.request_id
        entry.update((name, value) for name, value in vars(record).items() if name not in _STANDARD)
        return json.dumps(entry, default=str, ensure_ascii=False) + "\n"

    def _exception(self, record):
        import traceback

        kind, error, trace = record.exc_info
        return {
            "stackTrace": traceback.format_list(traceback.extract_tb(trace)),
            "errorType": kind.__name__ if kind else None,
            "errorMessage": str(error),
            "location": f"{record.pathname}:{record.funcName}:{record.lineno}",
        }


def configure(is_json, level):
    logging.Formatter.converter = time.gmtime
    handler = LambdaLoggerHandler()
    handler.addFilter(_RequestFilter())
    handler.setFormatter(_JSONFormatter() if is_json else logging.Formatter(_TEXT_FORMAT, "%Y-%m-%dT%H:%M:%S"))
    root = logging.getLogger()
    root.addHandler(handler)
    if level:
        root.setLevel(level)
