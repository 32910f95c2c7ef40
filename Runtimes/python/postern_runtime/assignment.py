"""Waiting, with the interpreter up and this client loaded, to be told what to run.

Standard input brings the command as the launcher's `image.h` lays it out: two 32-bit counts of arguments and variables,
then NUL-terminated strings, the first of them the working directory.
"""

# Loaded now, while nobody waits: most functions use them.
import json  # noqa: F401
import logging  # noqa: F401
import os
import socket  # noqa: F401
import sys
import time
import traceback  # noqa: F401


def await_assignment():
    image = _read_all(0)
    working_directory, arguments, variables = parse(image)
    sys.argv[1:] = []
    os.environ.clear()
    os.environ.update(variable.split("=", 1) for variable in variables)
    os.chdir(working_directory)
    time.tzset()
    _close_input()


def parse(image):
    argument_count = int.from_bytes(image[0:4], sys.byteorder)
    working_directory, *strings = os.fsdecode(image[8:]).split("\0")[:-1]
    return working_directory, strings[:argument_count], strings[argument_count:]


def _read_all(descriptor):
    parts = []
    while part := os.read(descriptor, 65536):
        parts.append(part)
    if not parts:
        sys.exit(0)  # nothing was assigned before the sandbox went away
    return b"".join(parts)


def _close_input():
    null = os.open("/dev/null", os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
