"""The log formats of the Python runtime: what `logging` writes, in text or in JSON.

`logging` is costly to import, so it is set up at the moment the function imports it.
"""

import os
import sys
import time

is_json = False
request_id = ""

_LEVELS = {"TRACE": "DEBUG", "DEBUG": "DEBUG", "INFO": "INFO", "WARN": "WARNING", "ERROR": "ERROR", "FATAL": "CRITICAL"}


def write(text):
    sys.stdout.write(text)


def timestamp(seconds=None):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


class _LoggingHook:
    """Finds the `logging` package as ever, and configures it right after it has been loaded."""

    def find_spec(self, name, path=None, target=None):
        if name != "logging":
            return None
        from importlib.machinery import PathFinder

        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.loader:
            spec.loader.exec_module = _then(spec.loader.exec_module, _configure)
        return spec


def _then(execute, configure):
    def execute_and_configure(module):
        execute(module)
        configure()

    return execute_and_configure


def install():
    """Reads the environment and makes `logging` ready: now if it is loaded already, else when it is."""
    global is_json
    is_json = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
    if "logging" in sys.modules:
        _configure()
    else:
        sys.meta_path.insert(0, _LoggingHook())


def _configure():
    from . import logging_setup

    level = _LEVELS.get(os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper())
    logging_setup.configure(is_json, level or ("INFO" if is_json else None))
