"""The life of one execution environment: load the handler, then one invocation after the other."""

import os
import sys

from . import errors, logs
from .client import RuntimeClient
from .context import LambdaContext
from .handler import load
from .output import json, to_json


def main():
    _prepare_interpreter()
    client = RuntimeClient(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        function = load(os.environ["_HANDLER"])
    except Exception as error:
        _fail_initialisation(client, error)
    while True:
        headers, body = client.next()
        handle(client, function, headers, body)


def _prepare_interpreter():
    # A line is one write, so lines of threads do not mix, and what is printed is out before the response is.
    sys.stdout.reconfigure(line_buffering=True, encoding="utf-8", errors="backslashreplace")
    sys.stderr.reconfigure(line_buffering=True, encoding="utf-8", errors="backslashreplace")
    sys.path[:] = _search_path(sys.path, os.environ)
    _provide_exit()
    logs.install()


def _provide_exit():
    """`exit` comes from `site`, without which the interpreter runs: it would read directories of the host."""
    import builtins

    if not hasattr(builtins, "exit"):
        from _sitebuiltins import Quitter

        builtins.exit = Quitter("exit", "Ctrl-D (i.e. EOF)")
        builtins.quit = Quitter("quit", "Ctrl-D (i.e. EOF)")


def _search_path(given, environment):
    """The function's code first, then layers, then the interpreter's own path without the directory of this script.

    See https://docs.aws.amazon.com/lambda/latest/dg/python-package.html#python-package-searchpath.
    """
    version = environment.get("AWS_EXECUTION_ENV", "").removeprefix("AWS_Lambda_")
    actual = f"python{sys.version_info.major}.{sys.version_info.minor}"
    versions = dict.fromkeys([version, actual] if version.startswith("python") else [actual])
    layers = [f"/opt/python/lib/{name}/site-packages" for name in versions]
    first = [environment.get("LAMBDA_TASK_ROOT", "/var/task"), *layers, "/opt/python"]
    return list(dict.fromkeys([*first, *given]))


def _fail_initialisation(client, error):
    description = errors.describe(error, "")
    errors.log(description, to_json)
    client.post_init_error(to_json(description).encode(), errors.headers_for(description, to_json))
    sys.exit(1)


def handle(client, function, headers, body):
    """Runs one invocation and posts what became of it."""
    request_id = headers["lambda-runtime-aws-request-id"]
    logs.request_id = request_id
    _set_trace(headers.get("lambda-runtime-trace-id"))
    try:
        event = _parse_event(body)
        result = function(event, LambdaContext(headers, json.loads))
        payload, content_type = _encode(result)
    except Exception as error:
        _post_error(client, request_id, error)
    else:
        _flush()
        _post_response(client, request_id, payload, content_type)


def _set_trace(trace):
    if trace:
        os.environ["_X_AMZN_TRACE_ID"] = trace
    else:
        os.environ.pop("_X_AMZN_TRACE_ID", None)


def _parse_event(body):
    try:
        return json.loads(body)
    except ValueError as error:
        raise errors.RuntimeFault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}") from error


def _encode(result):
    if isinstance(result, bytes):
        return result, "application/unknown"
    try:
        return to_json(result).encode("utf-8", "surrogatepass"), "application/json"
    except Exception as error:
        raise errors.RuntimeFault("Runtime.MarshalError", f"Unable to marshal response: {error}") from error


def _post_response(client, request_id, payload, content_type):
    status, answer = client.post_response(request_id, payload, content_type)
    if status == 413:
        message = answer.decode("utf-8", "replace")
        sys.stdout.write(f"[ERROR] the response was refused: {message}\n")


def _post_error(client, request_id, error):
    description = errors.describe(error, request_id)
    errors.log(description, to_json)
    _flush()
    client.post_error(request_id, to_json(description).encode(), errors.headers_for(description, to_json))


def _flush():
    sys.stdout.flush()
    sys.stderr.flush()
