"""Extensions in layers: their part in a function's life, and the telemetry that they subscribe to."""


import pytest

from postern import eventually, zip_of

# Keeps what it hears in /tmp, which the function shares.
AGENT = r"""#!/usr/bin/python3
import http.server, json, os, threading, time, urllib.request

API = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"]
NAME = os.path.basename(__file__)

def call(method, path, body=None, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(API + path, data, headers, method=method)
    with urllib.request.urlopen(request) as answer:
        return answer.headers, json.loads(answer.read() or b"null")

def note(entry):
    with open("/tmp/" + NAME, "a") as file:
        file.write(json.dumps(entry) + "\n")

class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        for event in json.loads(self.rfile.read(int(self.headers["Content-Length"]))):
            note({"telemetry": event})
            if event["type"] == "platform.runtimeDone":
                done.set()
        self.send_response(200)
        self.end_headers()
    def log_message(self, *arguments):
        pass

done = threading.Event()
headers, known = call("POST", "/2020-01-01/extension/register", {"events": ["INVOKE", "SHUTDOWN"]},
                      Lambda_Extension_Name=NAME, Lambda_Extension_Accept_Feature="accountId")
identifier = headers["Lambda-Extension-Identifier"]
note({"registered": known, "variables": sorted(os.environ)})
server = http.server.ThreadingHTTPServer(("0.0.0.0", 4243), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
call("PUT", "/2022-07-01/telemetry", {
    "schemaVersion": "2022-12-13", "types": ["platform", "function", "extension"],
    "buffering": {"timeoutMs": 25, "maxItems": 1000, "maxBytes": 262144},
    "destination": {"protocol": "HTTP", "URI": "http://sandbox.localdomain:4243/telemetry"},
}, Lambda_Extension_Identifier=identifier)
print("the agent is up", flush=True)
while True:
    _, event = call("GET", "/2020-01-01/extension/event/next", Lambda_Extension_Identifier=identifier)
    note({"event": event})
    if event["eventType"] == "SHUTDOWN":
        print("the agent ends:", event["shutdownReason"], flush=True)
        break
    done.wait(10)
    done.clear()
"""

FUNCTION = """
import json, os, sys, time

def handler(event, context):
    print("working on", event.get("n"))
    if event.get("sleep"):
        time.sleep(event["sleep"])
    if event.get("exit"):
        os._exit(3)
    with open("/tmp/agent") as file:
        return [json.loads(line) for line in file]
"""


def layer_of(postern, name, **programs):
    """Publishes a layer with executables in `extensions`."""
    archive = zip_of({f"extensions/{program}": source for program, source in programs.items()}, mode=0o755)
    return postern.client("lambda").publish_layer_version(LayerName=name, Content={"ZipFile": archive})["LayerVersionArn"]


@pytest.fixture(scope="module")
def agent(postern):
    return layer_of(postern, "agent", agent=AGENT)


def test_an_extension_takes_part_in_a_functions_life(postern, agent):
    postern.new_function("watched", FUNCTION, Layers=[agent])
    seen = []

    def is_reported():
        # What Lambda reports of an event comes to the extension with the next one.
        seen[:] = postern.invoke("watched", {"n": 1})["Payload"]
        return any(entry.get("telemetry", {}).get("type") == "platform.report" for entry in seen)

    assert eventually(is_reported)
    assert seen[0]["registered"] == {
        "functionName": "watched", "functionVersion": "$LATEST", "handler": "app.handler", "accountId": "000000000000",
    }
    assert "_HANDLER" not in seen[0]["variables"] and "AWS_SESSION_TOKEN" in seen[0]["variables"]
    events = [entry["event"] for entry in seen if "event" in entry]
    assert {event["eventType"] for event in events} == {"INVOKE"}
    assert events[0]["invokedFunctionArn"].endswith(":function:watched")
    assert events[0]["tracing"]["type"] == "X-Amzn-Trace-Id"
    telemetry = [entry["telemetry"] for entry in seen if "telemetry" in entry]
    types = [event["type"] for event in telemetry]
    for kind in ("platform.initStart", "platform.initRuntimeDone", "platform.initReport", "platform.extension",
                 "platform.telemetrySubscription", "platform.start", "platform.runtimeDone", "platform.report",
                 "function", "extension"):
        assert kind in types, (kind, types)
    records = {event["type"]: event["record"] for event in telemetry}
    assert records["platform.runtimeDone"]["status"] == "success"
    assert records["platform.report"]["metrics"]["memorySizeMB"] == 128
    assert records["extension"] == "the agent is up"
    lines = postern.log_lines("watched", contains="REPORT")
    assert "EXTENSION\tName: agent\tState: Ready\tEvents: [INVOKE, SHUTDOWN]" in lines
    assert "TELEMETRY\tName: agent\tState: Subscribed\tTypes: [Platform, Function, Extension]" in lines
    assert "the agent is up" in lines


@pytest.mark.parametrize("name,event,reason", [("late", {"sleep": 60}, "TIMEOUT"), ("leaver", {"exit": 1}, "FAILURE")])
def test_extensions_are_told_of_the_end(postern, agent, name, event, reason):
    postern.new_function(name, FUNCTION, Layers=[agent], Timeout=3)
    answer = postern.invoke(name, event)
    assert answer["FunctionError"] == "Unhandled"
    assert f"the agent ends: {reason}" in postern.log_lines(name, contains="the agent ends")


def test_an_environment_that_is_given_up_tells_its_extensions(postern, agent):
    postern.new_function("shortlived", FUNCTION, Layers=[agent])
    postern.invoke("shortlived", {})
    postern.client("lambda").delete_function(FunctionName="shortlived")
    assert "the agent ends: SPINDOWN" in postern.log_lines("shortlived", contains="the agent ends")


def test_a_server_that_stops_lets_extensions_end(make_postern):
    server = make_postern().start()
    server.new_function("watched", FUNCTION, Layers=[layer_of(server, "agent", agent=AGENT)])
    server.invoke("watched", {})
    assert server.stop() == 0
    server.start()
    assert "the agent ends: SPINDOWN" in server.log_lines("watched", contains="the agent ends")


@pytest.mark.parametrize("name,source,error,message", [
    ("crashes", "#!/bin/sh\nexit 7\n", "Extension.Crash", "exit status 7"),
    ("unreadable", "no program at all", "Extension.LaunchError", "exec format error"),
])
def test_an_extension_that_fails_is_the_answer(postern, name, source, error, message):
    postern.new_function(name, FUNCTION, Layers=[layer_of(postern, name, **{name: source})])
    answer = postern.invoke(name, {})
    assert answer["FunctionError"] == "Unhandled"
    assert answer["Payload"]["errorType"] == error
    assert answer["Payload"]["errorMessage"].endswith(message)


def test_a_file_that_may_not_be_executed_is_told(postern):
    archive = zip_of({"extensions/plain": "#!/bin/sh\n"}, mode=0o644)
    layer = postern.client("lambda").publish_layer_version(LayerName="plain", Content={"ZipFile": archive})
    postern.new_function("plain", FUNCTION, Layers=[layer["LayerVersionArn"]])
    assert postern.invoke("plain", {})["Payload"]["errorType"] == "Extension.LaunchError"
    lines = postern.log_lines("plain", contains="LaunchError")
    assert "EXTENSION\tName: plain\tState: LaunchError\tEvents: []\tError Type: PermissionDenied" in lines


INTERNAL = """
import json, os, urllib.request

API = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2020-01-01/extension/"

def register(name, events):
    request = urllib.request.Request(API + "register", json.dumps({"events": events}).encode(), {"Lambda-Extension-Name": name})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return json.loads(error.read())["errorType"]

at_init = [register("", []), register("inner", ["SHUTDOWN"]), register("inner", ["NONSENSE"])]

def handler(event, context):
    return at_init + [register("late", ["INVOKE"])]
"""


def test_internal_extensions_are_refused_what_aws_refuses(postern):
    postern.new_function("internal", INTERNAL)
    assert postern.invoke("internal", {})["Payload"] == [
        "Extension.InvalidExtensionName", "Extension.InvalidEventType", "Extension.InvalidEventType",
        "Extension.RegistrationClosed",
    ]
