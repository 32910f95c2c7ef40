"""CloudWatch's metrics over each of its protocols, and those that Lambda writes."""

import datetime
import gzip
import json
import time

import pytest
from botocore.awsrequest import AWSRequest
from botocore.auth import SigV4Auth
from botocore.credentials import Credentials

from postern import REGION, eventually, run, AWS, clean_environment, statement_of
from raw import send, signed
from s3 import refused


@pytest.fixture(scope="module")
def cloudwatch(postern):
    return postern.client("cloudwatch")


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def minute():
    """The beginning of a minute some time ago."""
    return (now() - datetime.timedelta(minutes=30)).replace(second=0, microsecond=0)


def statistics(cloudwatch, namespace, name, dimensions=(), period=60, names=("SampleCount", "Sum", "Minimum", "Maximum", "Average"), start=None, end=None):
    return cloudwatch.get_metric_statistics(
        Namespace=namespace,
        MetricName=name,
        Dimensions=[{"Name": key, "Value": value} for key, value in dimensions],
        StartTime=start or now() - datetime.timedelta(hours=1),
        EndTime=end or now() + datetime.timedelta(minutes=2),
        Period=period,
        Statistics=list(names),
    )["Datapoints"]


def test_values_are_rolled_up_by_minute_and_period(cloudwatch):
    at = minute().replace(minute=minute().minute // 5 * 5)
    for offset, value in ((0, 1.5), (20, 2.5), (60, 10)):
        cloudwatch.put_metric_data(
            Namespace="Own/App",
            MetricData=[{"MetricName": "Load", "Value": value, "Unit": "Percent", "Timestamp": at + datetime.timedelta(seconds=offset)}],
        )
    first, second = statistics(cloudwatch, "Own/App", "Load")
    assert first["Timestamp"] == at and first["Unit"] == "Percent"
    assert (first["SampleCount"], first["Sum"], first["Minimum"], first["Maximum"], first["Average"]) == (2, 4, 1.5, 2.5, 2)
    assert second["Sum"] == 10
    [both] = statistics(cloudwatch, "Own/App", "Load", period=300)
    assert (both["SampleCount"], both["Sum"]) == (3, 14)
    only = statistics(cloudwatch, "Own/App", "Load", names=("Sum",))
    assert set(only[0]) == {"Timestamp", "Sum", "Unit"}


def test_sets_of_statistics_and_counted_values_are_kept(cloudwatch):
    cloudwatch.put_metric_data(
        Namespace="Own/Sets",
        MetricData=[
            {"MetricName": "Set", "StatisticValues": {"SampleCount": 4, "Sum": 10, "Minimum": 1, "Maximum": 4}},
            {"MetricName": "Counted", "Values": [1, 5], "Counts": [3, 1], "Dimensions": [{"Name": "b", "Value": "2"}, {"Name": "a", "Value": "1"}]},
        ],
    )
    [point] = statistics(cloudwatch, "Own/Sets", "Set")
    assert (point["SampleCount"], point["Sum"], point["Minimum"], point["Maximum"]) == (4, 10, 1, 4)
    [point] = statistics(cloudwatch, "Own/Sets", "Counted", [("a", "1"), ("b", "2")])
    assert (point["SampleCount"], point["Sum"], point["Maximum"]) == (4, 8, 5)
    assert statistics(cloudwatch, "Own/Sets", "Counted") == []


def test_several_metrics_are_got_at_once(cloudwatch):
    at = minute()
    for index, value in enumerate((1, 2, 3)):
        cloudwatch.put_metric_data(
            Namespace="Own/Data",
            MetricData=[{"MetricName": "M", "Value": value, "Timestamp": at + datetime.timedelta(minutes=index)}],
        )
    query = lambda id, stat, name="M": {"Id": id, "MetricStat": {"Metric": {"Namespace": "Own/Data", "MetricName": name}, "Period": 60, "Stat": stat}}
    arguments = {"StartTime": at - datetime.timedelta(minutes=5), "EndTime": now()}
    found = cloudwatch.get_metric_data(MetricDataQueries=[query("a", "Sum"), query("b", "Maximum", "None")], **arguments)
    first, second = found["MetricDataResults"]
    assert (first["Id"], first["Label"], first["Values"], first["StatusCode"]) == ("a", "M", [3, 2, 1], "Complete")
    assert second["Values"] == []
    ascending = cloudwatch.get_metric_data(MetricDataQueries=[query("a", "Sum")], ScanBy="TimestampAscending", **arguments)
    assert ascending["MetricDataResults"][0]["Values"] == [1, 2, 3]
    code, message = refused(cloudwatch.get_metric_data, MetricDataQueries=[{"Id": "e", "Expression": "SUM(METRICS())"}], **arguments)
    assert code == "InvalidParameterValue" and "does not support metric expressions" in message
    assert "p99" in refused(cloudwatch.get_metric_data, MetricDataQueries=[query("p", "p99")], **arguments)[1]


def test_metrics_are_listed_and_filtered(cloudwatch):
    for value in ("x", "y"):
        cloudwatch.put_metric_data(
            Namespace="Own/List", MetricData=[{"MetricName": "L", "Value": 1, "Dimensions": [{"Name": "d", "Value": value}]}]
        )
    listed = lambda **filters: cloudwatch.list_metrics(Namespace="Own/List", **filters)["Metrics"]
    assert len(listed()) == 2
    [found] = listed(Dimensions=[{"Name": "d", "Value": "y"}])
    assert found == {"Namespace": "Own/List", "MetricName": "L", "Dimensions": [{"Name": "d", "Value": "y"}]}
    assert len(listed(Dimensions=[{"Name": "d"}], RecentlyActive="PT3H")) == 2
    assert listed(MetricName="other") == []


def test_more_than_a_page_of_metrics_is_listed(cloudwatch):
    data = [{"MetricName": f"m{number}", "Value": 1} for number in range(150)]
    for start in range(4):
        cloudwatch.put_metric_data(Namespace="Own/Many", MetricData=[datum | {"MetricName": f"{datum['MetricName']}-{start}"} for datum in data])
    pages = list(cloudwatch.get_paginator("list_metrics").paginate(Namespace="Own/Many"))
    assert [len(page["Metrics"]) for page in pages] == [500, 100]
    assert len({metric["MetricName"] for page in pages for metric in page["Metrics"]}) == 600


@pytest.mark.parametrize(
    "datum, code",
    [
        ({"MetricName": "m"}, "MissingParameter"),
        ({"MetricName": "m", "Value": 1, "Values": [1]}, "InvalidParameterCombination"),
        ({"MetricName": "m", "Values": [1, 2], "Counts": [1]}, "InvalidParameterValue"),
        ({"MetricName": "m", "Value": 1, "Timestamp": datetime.datetime(2020, 1, 1)}, "InvalidParameterValue"),
        ({"MetricName": "m", "Value": 1, "Dimensions": [{"Name": "a", "Value": "1"}, {"Name": "a", "Value": "2"}]}, "InvalidParameterValue"),
    ],
)
def test_data_that_cannot_be_kept_is_refused(cloudwatch, datum, code):
    assert refused(cloudwatch.put_metric_data, Namespace="Own/Bad", MetricData=[datum])[0] == code
    assert refused(cloudwatch.put_metric_data, Namespace="AWS/Bad", MetricData=[{"MetricName": "m", "Value": 1}])[0] == "InvalidParameterValue"


def test_questions_that_cannot_be_answered_are_refused(cloudwatch):
    ask = lambda **changes: refused(
        cloudwatch.get_metric_statistics,
        **{"Namespace": "n", "MetricName": "m", "StartTime": minute(), "EndTime": now(), "Period": 60, "Statistics": ["Sum"]} | changes,
    )[0]
    assert ask(EndTime=minute()) == "InvalidParameterValue"
    assert ask(Period=30) == "InvalidParameterValue"
    assert ask(StartTime=now() - datetime.timedelta(days=10)) == "InvalidParameterCombination"
    assert ask(ExtendedStatistics=["p90"]) == "InvalidParameterValue"


def keys_of_root(postern):
    environment = postern.root_environment()
    return environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]


def test_the_query_protocol_is_spoken_too(postern):
    keys = keys_of_root(postern)
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    def call(body):
        return send(postern, **signed(postern, keys, "monitoring", "POST", "/", body, form))

    put = b"Action=PutMetricData&Version=2010-08-01&Namespace=Own%2FQuery&MetricData.member.1.MetricName=q&MetricData.member.1.Value=3"
    assert call(put)[0] == 200
    status, headers, text = call(b"Action=ListMetrics&Version=2010-08-01&Namespace=Own%2FQuery")
    assert status == 200 and "<ListMetricsResult><Metrics><member><Namespace>Own/Query</Namespace>" in text
    status, _, text = call(b"Action=PutMetricData&Version=2010-08-01&Namespace=AWS%2FQuery&MetricData.member.1.MetricName=q&MetricData.member.1.Value=3")
    assert status == 400 and "<Code>InvalidParameterValue</Code>" in text


def test_json_is_spoken_too(postern):
    headers = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "GraniteServiceVersion20100801.ListMetrics"}
    status, answer, text = send(postern, **signed(postern, keys_of_root(postern), "monitoring", "POST", "/", b"{}", headers))
    assert (status, answer["content-type"]) == (200, "application/x-amz-json-1.0")
    assert isinstance(json.loads(text)["Metrics"], list)


@pytest.mark.parametrize("body", [b"", b"\xff", b"\xbf", b"\xa1\x01\x02", b"\xa1iNamespace", b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff", b"\x81" * 5000])
def test_cbor_that_is_none_is_refused(postern, body):
    headers = {"Content-Type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"}
    path = "/service/GraniteServiceVersion20100801/operation/PutMetricData"
    status, answer, _ = send(postern, **signed(postern, keys_of_root(postern), "monitoring", "POST", path, body, headers))
    assert (status, answer["smithy-protocol"]) == (400, "rpc-v2-cbor")


def test_what_is_not_served_is_named(cloudwatch):
    code, message = refused(cloudwatch.describe_alarms)
    assert "DescribeAlarms" in message


def test_metrics_need_permission(postern):
    user = postern.client("cloudwatch", postern.new_user("metrics-stranger"))
    code, message = refused(user.put_metric_data, Namespace="Own/App", MetricData=[{"MetricName": "m", "Value": 1}])
    assert code in ("AccessDenied", "AccessDeniedException")
    assert "not authorized to perform: cloudwatch:PutMetricData" in message
    policy = statement_of(Effect="Allow", Action="cloudwatch:PutMetricData", Resource="*", Condition={"StringEquals": {"cloudwatch:namespace": "Own/Mine"}})
    postern.client("iam").put_user_policy(UserName="metrics-stranger", PolicyName="p", PolicyDocument=json.dumps(policy))
    user.put_metric_data(Namespace="Own/Mine", MetricData=[{"MetricName": "m", "Value": 1}])
    assert refused(user.put_metric_data, Namespace="Own/App", MetricData=[{"MetricName": "m", "Value": 1}])[0].startswith("AccessDenied")
    assert "cloudwatch:ListMetrics" in refused(user.list_metrics)[1]


def test_the_cli_reads_metrics(postern, cloudwatch):
    cloudwatch.put_metric_data(Namespace="Own/CLI", MetricData=[{"MetricName": "c", "Value": 7}])
    listed = postern.aws("cloudwatch list-metrics --namespace Own/CLI")["Metrics"]
    assert [metric["MetricName"] for metric in listed] == ["c"]


def test_lambda_counts_its_invocations(postern, cloudwatch):
    source = "def handler(event, context):\n    if event == 'fail': raise Exception('failed')\n    return 1\n"
    postern.new_function("counted", source)
    for payload in ("a", "b", "fail"):
        postern.invoke("counted", payload)
    postern.client("lambda").put_function_concurrency(FunctionName="counted", ReservedConcurrentExecutions=0)
    assert refused(postern.client("lambda").invoke, FunctionName="counted")[0] == "TooManyRequestsException"

    def total(name, *dimensions, what="Sum"):
        return sum(point[what] for point in statistics(cloudwatch, "AWS/Lambda", name, dimensions))

    function = ("FunctionName", "counted")
    assert eventually(lambda: total("Throttles", function) == 1 and total("Duration", function, what="SampleCount") == 3)
    assert total("Invocations", function) == total("Invocations", function, ("Resource", "counted")) == 3
    assert total("Errors", function) == 1
    assert total("Invocations") >= 3
    assert total("Duration", function) > 0
    names = {metric["MetricName"] for metric in cloudwatch.list_metrics(Namespace="AWS/Lambda")["Metrics"]}
    assert {"Invocations", "Errors", "Duration", "Throttles", "ConcurrentExecutions"} <= names


def test_asynchronous_events_are_counted(postern, cloudwatch):
    postern.new_function("counted-later", "def handler(event, context): return 1\n")
    postern.client("lambda").invoke(FunctionName="counted-later", InvocationType="Event", Payload=b"1")
    function = [("FunctionName", "counted-later")]
    assert eventually(lambda: statistics(cloudwatch, "AWS/Lambda", "AsyncEventsReceived", function))
    assert eventually(lambda: statistics(cloudwatch, "AWS/Lambda", "AsyncEventAge", function))
    assert statistics(cloudwatch, "AWS/Lambda", "AsyncEventsDropped", function) == []


def test_metrics_survive_a_restart(make_postern):
    server = make_postern().start()
    server.client("cloudwatch").put_metric_data(Namespace="Own/Kept", MetricData=[{"MetricName": "k", "Value": 1}])
    server.restart(9)
    assert len(statistics(server.client("cloudwatch"), "Own/Kept", "k")) == 1


@pytest.fixture(scope="module")
def compressed(postern):
    """Sends a body, as JSON, that says of itself to be compressed; gives status and text."""
    environment = postern.root_environment()
    keys = (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"])

    def call(body, operation="PutMetricData"):
        headers = {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": f"GraniteServiceVersion20100801.{operation}",
            "Content-Encoding": "gzip",
        }
        status, _, text = send(postern, **signed(postern, keys, "monitoring", "POST", "/", body, headers))
        return status, text

    return call


def test_a_large_body_comes_compressed(cloudwatch):
    sent = []
    cloudwatch.meta.events.register("before-send.cloudwatch.PutMetricData", lambda request, **_: sent.append(dict(request.headers)))
    cloudwatch.put_metric_data(
        Namespace="Own/Compressed",
        MetricData=[{"MetricName": "Many", "Value": number, "Dimensions": [{"Name": "Filler", "Value": "x" * 100}]} for number in range(200)],
    )
    assert sent[0]["Content-Encoding"] in ("gzip", b"gzip")
    [point] = statistics(cloudwatch, "Own/Compressed", "Many", [("Filler", "x" * 100)], period=3600 * 24, names=("SampleCount", "Sum"), start=now() - datetime.timedelta(days=2))
    assert (point["SampleCount"], point["Sum"]) == (200, 199 * 100)


def test_a_compressed_body_is_unpacked_up_to_a_bound(compressed):
    body = json.dumps({"Namespace": "Own/Packed", "MetricData": [{"MetricName": "m", "Value": 1}]}).encode()
    assert compressed(gzip.compress(body))[0] == 200
    padded = body + b" " * ((1 << 20) - len(body))
    assert compressed(gzip.compress(padded))[0] == 200
    status, text = compressed(gzip.compress(padded + b" "))
    assert status == 413 and "RequestEntityTooLarge" in text
    status, text = compressed(gzip.compress(bytes(64 << 20)))
    assert status == 413


@pytest.mark.parametrize("mangle", [lambda body: body, lambda body: gzip.compress(body)[:-12], lambda body: gzip.compress(gzip.compress(body)), lambda body: b"\x1f\x8b\x08", lambda body: b"", lambda body: gzip.compress(b"")])
def test_a_body_that_is_not_what_gzip_makes_is_refused(compressed, mangle):
    body = json.dumps({"Namespace": "Own/Mangled", "MetricData": [{"MetricName": "m", "Value": 1}]}).encode()
    status, text = compressed(mangle(body))
    assert status == 400, text


def test_operations_that_are_never_compressed_do_not_unpack(compressed):
    status, _ = compressed(gzip.compress(b'{"Namespace": "Own/Packed"}'), "ListMetrics")
    assert status == 400


@pytest.mark.parametrize("name, value", [("a", "é"), ("é", "a"), ("a", "x\0y"), ("a\n", "x")])
def test_dimensions_are_printable_ascii(cloudwatch, name, value):
    data = [{"MetricName": "m", "Value": 1, "Dimensions": [{"Name": name, "Value": value}]}]
    assert refused(cloudwatch.put_metric_data, Namespace="Own/Dimensions", MetricData=data)[0] == "InvalidParameterValue"
