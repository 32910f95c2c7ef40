"""Prints requests as botocore signs them, one JSON object a line.

Nothing is sent: each request is caught when it is ready for the wire. Keys are those of AWS's documentation.
"""

import base64
import json
from urllib.parse import urlsplit

import botocore.session
from botocore.config import Config

ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f"


def client(service, endpoint, token=None, **config):
    session = botocore.session.Session()
    session.set_credentials(ACCESS_KEY, SECRET_KEY, token)
    return session.create_client(
        service, region_name="us-east-1", endpoint_url=endpoint,
        config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}, **config),
    )


def host(url):
    parts = urlsplit(url)
    default = {"http": 80, "https": 443}[parts.scheme]
    return parts.hostname if parts.port in (None, default) else f"{parts.hostname}:{parts.port}"


def show(name, service, method, url, headers, body):
    parts = urlsplit(url)
    target = (parts.path or "/") + ("?" + parts.query if parts.query else "")
    print(json.dumps({
        "name": name, "service": service, "method": method, "target": target,
        "headers": [["Host", host(url)]] + headers, "body": base64.b64encode(body).decode(),
    }))


def text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def sent(name, service, endpoint, operation, token=None, **arguments):
    """Calls an operation and shows the request it would send."""
    connection = client(service, endpoint, token)

    def catch(request, **_):
        body = request.body or b""
        body = body.read() if hasattr(body, "read") else body
        body = body.encode() if isinstance(body, str) else bytes(body)
        headers = [[key, text(value)] for key, value in request.headers.items()]
        show(name, service, request.method, request.url, headers, body)
        raise StopIteration

    connection.meta.events.register("before-send", catch)
    try:
        getattr(connection, operation)(**arguments)
    except StopIteration:
        pass


def presigned(name, service, endpoint, operation, method, expires, token=None, **arguments):
    url = client(service, endpoint, token, signature_version="s3v4" if service == "s3" else "v4") \
        .generate_presigned_url(operation, Params=arguments, ExpiresIn=expires, HttpMethod=method)
    show(name, service, method, url, [], b"")


LOCAL = "http://127.0.0.1:4566"
KEY = "a//b/./c/../d e+f~ü%20=&?#;:@$,[]"

sent("an ARN in the path", "lambda", LOCAL, "invoke", FunctionName=FUNCTION, Payload=b'{"a":1}', Qualifier="$LATEST")
sent("an ARN as a tagged resource", "lambda", LOCAL, "list_tags", Resource=FUNCTION)
sent("a query with an escape", "lambda", LOCAL, "list_functions", Marker="a b+c/d=&", MaxItems=5)
sent("repeated parameters", "lambda", LOCAL, "untag_resource", Resource=FUNCTION, TagKeys=["b", "a", "a b"])
sent("the query protocol", "iam", LOCAL, "create_user", UserName="alice", Path="/a b/ü/")
sent("a session token", "sts", LOCAL, "get_caller_identity", token="token+/=")
sent("JSON 1.1", "logs", LOCAL, "describe_log_groups", logGroupNamePrefix="/aws/lambda/ü")
sent("the default port", "sts", "http://localhost:80", "get_caller_identity")
sent("the default port of TLS", "sts", "https://localhost:443", "get_caller_identity")
sent("no port", "sts", "https://sts.example.com", "get_caller_identity")
sent("a path in the endpoint", "sts", "http://localhost:4566/a//b/../c d", "get_caller_identity")
sent("a key of S3", "s3", LOCAL, "get_object", Bucket="bucket", Key=KEY)
sent("a hashed body", "s3", LOCAL, "put_object", Bucket="bucket", Key=KEY, Body=b"abc", Metadata={"a": "b  c"})
sent("a streamed body", "s3", "https://127.0.0.1:4566", "put_object", Bucket="bucket", Key="k", Body=b"a" * 9000)
sent("a listing", "s3", LOCAL, "list_objects_v2", Bucket="bucket", Prefix="a b/+ü", Delimiter="/", StartAfter="")
presigned("a presigned object", "s3", LOCAL, "get_object", "GET", 604800, Bucket="bucket", Key=KEY)
presigned("a presigned upload", "s3", LOCAL, "put_object", "PUT", 1, token="token+/=", Bucket="bucket", Key="k")
presigned("a presigned identity", "sts", LOCAL, "get_caller_identity", "GET", 60)
presigned("a presigned function", "lambda", LOCAL, "get_function", "GET", 0, FunctionName=FUNCTION)
