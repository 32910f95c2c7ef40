"""Logs in JSON, and the levels that decide what of them is kept."""

import json

import pytest

SPEAKS = """
import json, logging, sys

def handler(event, context):
    logger = logging.getLogger()
    for level in ("debug", "info", "warning", "error"):
        getattr(logger, level)("said at %s", level)
    print("plain text")
    print(json.dumps({"level": "DEBUG", "message": "own debug"}))
    print(json.dumps({"level": "fatal", "message": "own fatal"}))
    if event.get("fails"):
        raise ValueError("no")
"""


def lines_of(postern, name, logging, event, until):
    postern.new_function(name, SPEAKS, LoggingConfig={"LogFormat": "JSON", **logging})
    postern.invoke(name, event)
    return postern.log_lines(name, contains=until)


def parsed(lines):
    return [json.loads(line) for line in lines if line.startswith("{")]


def test_lambdas_own_lines_are_events(postern):
    events = parsed(lines_of(postern, "json-info", {}, {}, "platform.report"))
    types = [event["type"] for event in events if "type" in event]
    assert types == ["platform.initStart", "platform.start", "platform.report"]
    start = next(event for event in events if event.get("type") == "platform.initStart")["record"]
    assert start["functionName"] == "json-info" and start["phase"] == "init"
    report = next(event for event in events if event.get("type") == "platform.report")["record"]
    assert report["status"] == "success"
    assert set(report["metrics"]) == {"durationMs", "billedDurationMs", "memorySizeMB", "maxMemoryUsedMB", "initDurationMs"}


@pytest.mark.parametrize("level,said,own", [
    ("DEBUG", ["debug", "info", "warning", "error"], ["own debug", "own fatal"]),
    ("INFO", ["info", "warning", "error"], ["own fatal"]),
    ("ERROR", ["error"], ["own fatal"]),
])
def test_the_application_log_level_filters_what_the_function_says(postern, level, said, own):
    lines = lines_of(postern, f"json-app-{level.lower()}", {"ApplicationLogLevel": level}, {}, "platform.report")
    messages = [record.get("message", "") for record in parsed(lines)]
    assert [message for message in messages if message.startswith("said at")] == [f"said at {name}" for name in said]
    assert [message for message in messages if message.startswith("own")] == own
    assert ("plain text" in lines) == (level != "ERROR")


@pytest.mark.parametrize("level,types", [
    ("DEBUG", ["initStart", "initRuntimeDone", "initReport", "start", "runtimeDone", "report"]),
    ("WARN", []),
])
def test_the_system_log_level_filters_what_lambda_says(postern, level, types):
    name = f"json-system-{level.lower()}"
    lines = lines_of(postern, name, {"SystemLogLevel": level}, {}, "platform.report" if types else "own fatal")
    assert [event["type"].removeprefix("platform.") for event in parsed(lines) if "type" in event] == types
