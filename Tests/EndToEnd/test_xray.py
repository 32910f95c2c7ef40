"""X-Ray: segments in, traces and their summaries out."""

import json
import time
import uuid

import pytest

from postern import eventually
from s3 import refused


@pytest.fixture(scope="module")
def xray(postern):
    return postern.client("xray")


def new_trace():
    digits = uuid.uuid4().hex
    return f"1-{int(time.time()):08x}-{digits[:24]}"


def segment(trace, name="app", **fields):
    start = time.time() - 1
    return {"trace_id": trace, "id": uuid.uuid4().hex[:16], "name": name, "start_time": start, "end_time": start + 0.5} | fields


def put(xray, *segments):
    return xray.put_trace_segments(TraceSegmentDocuments=[json.dumps(one) for one in segments])["UnprocessedTraceSegments"]


def all_summaries(xray):
    pages = xray.get_paginator("get_trace_summaries").paginate(StartTime=time.time() - 600, EndTime=time.time() + 5)
    return [summary for page in pages for summary in page["TraceSummaries"]]


def summaries(xray, trace):
    return [summary for summary in all_summaries(xray) if summary["Id"] == trace]


def test_a_trace_is_put_together_from_its_segments(xray):
    trace = new_trace()
    root = segment(
        trace,
        "front",
        origin="AWS::Lambda",
        annotations={"customer": "a", "size": 3, "new": True},
        http={"request": {"method": "GET", "url": "http://x/"}, "response": {"status": 502}},
    )
    child = segment(trace, "back", parent_id=root["id"], fault=True, end_time=root["start_time"] + 2)
    assert put(xray, root, child) == []
    answer = xray.batch_get_traces(TraceIds=[trace, "1-00000000-000000000000000000000000"])
    assert answer["UnprocessedTraceIds"] == ["1-00000000-000000000000000000000000"]
    [found] = answer["Traces"]
    assert found["Duration"] == pytest.approx(2, abs=0.001)
    assert [json.loads(one["Document"]) for one in found["Segments"]] == [root, child]
    [summary] = summaries(xray, trace)
    assert summary["ResponseTime"] == pytest.approx(0.5, abs=0.001)
    assert (summary["HasFault"], summary["HasError"], summary["IsPartial"]) == (True, False, False)
    assert summary["Http"] == {"HttpURL": "http://x/", "HttpStatus": 502, "HttpMethod": "GET"}
    assert {service["Name"] for service in summary["ServiceIds"]} == {"front", "back"}
    assert summary["EntryPoint"]["Name"] == "front"
    assert summary["Annotations"]["customer"][0]["AnnotationValue"] == {"StringValue": "a"}
    assert summary["Annotations"]["new"][0]["AnnotationValue"] == {"BooleanValue": True}
    assert summary["Annotations"]["size"][0]["AnnotationValue"] == {"NumberValue": 3.0}


def test_a_segment_in_progress_is_completed_later(xray):
    trace = new_trace()
    begun = segment(trace)
    del begun["end_time"]
    assert put(xray, begun | {"in_progress": True}) == []
    assert summaries(xray, trace)[0]["IsPartial"] is True
    assert put(xray, begun | {"end_time": begun["start_time"] + 1}) == []
    assert summaries(xray, trace)[0]["IsPartial"] is False


def test_documents_that_are_no_segments_are_given_back(xray):
    trace = new_trace()
    good = segment(trace)
    answer = xray.put_trace_segments(
        TraceSegmentDocuments=[
            "{", json.dumps(good | {"id": "short"}), json.dumps(good | {"trace_id": "1-x"}), json.dumps(good | {"end_time": 1}),
            json.dumps(good | {"name": ""}), json.dumps(good),
        ]
    )["UnprocessedTraceSegments"]
    assert [one["ErrorCode"] for one in answer] == ["ParseError", "InvalidId", "InvalidTraceId", "MissingEndTime", "MissingName"]
    assert len(xray.batch_get_traces(TraceIds=[trace])["Traces"][0]["Segments"]) == 1


def test_what_cannot_be_asked_is_refused(xray):
    assert refused(xray.batch_get_traces, TraceIds=[new_trace() for _ in range(6)])[0] == "InvalidRequestException"
    ask = lambda **arguments: refused(xray.get_trace_summaries, **{"StartTime": time.time() - 60, "EndTime": time.time()} | arguments)
    assert ask(StartTime=time.time() - 90_000)[0] == "InvalidRequestException"
    assert "filter expressions" in ask(FilterExpression="error = true")[1]
    assert ask(NextToken="!")[0] == "InvalidRequestException"
    assert "GetServiceGraph" in refused(xray.get_service_graph, StartTime=time.time() - 60, EndTime=time.time())[1]


def test_pages_of_traces(xray):
    traces = [new_trace() for _ in range(120)]
    for start in range(0, 120, 40):
        assert put(xray, *(segment(trace, "paged") for trace in traces[start : start + 40])) == []
    pages = list(xray.get_paginator("get_trace_summaries").paginate(StartTime=time.time() - 600, EndTime=time.time() + 5))
    assert len(pages) > 1 and all(len(page["TraceSummaries"]) <= 100 for page in pages)
    assert set(traces) <= {summary["Id"] for page in pages for summary in page["TraceSummaries"]}


def test_daemons_may_tell_of_themselves(xray):
    xray.put_telemetry_records(TelemetryRecords=[{"Timestamp": time.time(), "SegmentsReceivedCount": 1}])


def test_tracing_needs_permission(postern, xray):
    user = postern.client("xray", postern.new_user("xray-stranger"))
    for action, call, arguments in [
        ("PutTraceSegments", user.put_trace_segments, {"TraceSegmentDocuments": ["{}"]}),
        ("BatchGetTraces", user.batch_get_traces, {"TraceIds": [new_trace()]}),
        ("GetTraceSummaries", user.get_trace_summaries, {"StartTime": time.time() - 1, "EndTime": time.time()}),
        ("PutTelemetryRecords", user.put_telemetry_records, {"TelemetryRecords": [{"Timestamp": 1}]}),
    ]:
        code, message = refused(call, **arguments)
        assert code == "AccessDeniedException" and f"not authorized to perform: xray:{action}" in message


def lambda_segments(xray, name):
    """The documents of a function's trace, once there is one."""

    def found():
        ids = [one["Id"] for one in all_summaries(xray) if name in [service["Name"] for service in one["ServiceIds"]]]
        return [json.loads(one["Document"]) for one in xray.batch_get_traces(TraceIds=ids[:1])["Traces"][0]["Segments"]] if ids else []

    return eventually(found, seconds=10)


def test_lambda_traces_functions_with_active_tracing(postern, xray):
    role = postern.new_role("traced-role", policies=("service-role/AWSLambdaBasicExecutionRole", "AWSXRayDaemonWriteAccess"))
    source = "import os\ndef handler(event, context):\n    if event == 'fail': raise Exception('x')\n    return os.environ['_X_AMZN_TRACE_ID']\n"
    postern.new_function("traced", source, role=role, TracingConfig={"Mode": "Active"})
    header = postern.invoke("traced", 1)["Payload"]
    fields = dict(field.split("=", 1) for field in header.split(";"))
    assert fields["Sampled"] == "1"
    service, function = sorted(lambda_segments(xray, "traced"), key=lambda one: one["origin"])
    assert (service["origin"], function["origin"]) == ("AWS::Lambda", "AWS::Lambda::Function")
    assert function["parent_id"] == service["id"] and function["id"] == fields["Parent"]
    assert service["trace_id"] == function["trace_id"] == fields["Root"]
    assert service["start_time"] <= function["start_time"] <= function["end_time"] <= service["end_time"]
    # The next second's first request is sampled again; it fails, and its segment says so.
    time.sleep(1.1)
    postern.invoke("traced", "fail")
    assert eventually(lambda: any(one["HasFault"] for one in all_summaries(xray) if "traced" in [service["Name"] for service in one["ServiceIds"]]))


def test_nothing_is_traced_without_the_roles_permission_or_active_tracing(postern, xray):
    source = "import os\ndef handler(event, context): return os.environ['_X_AMZN_TRACE_ID']\n"
    postern.new_function("untraced", source, TracingConfig={"Mode": "Active"})
    assert "Sampled=1" in postern.invoke("untraced", 1)["Payload"]
    role = postern.new_role("passing-role", policies=("service-role/AWSLambdaBasicExecutionRole", "AWSXRayDaemonWriteAccess"))
    postern.new_function("passing", source, role=role)
    assert "Sampled=0" in postern.invoke("passing", 1)["Payload"]
    # What is traced after them shows that nothing of them is on its way any more.
    postern.new_function("traced-after", source, role=role, TracingConfig={"Mode": "Active"})
    postern.invoke("traced-after", 1)
    assert lambda_segments(xray, "traced-after")
    names = {service["Name"] for one in all_summaries(xray) for service in one["ServiceIds"]}
    assert not names & {"untraced", "passing"}
