"""botocore as the other side of the wire.

    conformance.py requests SEED     one JSON line for each operation: a random input, the request that botocore makes
                                     of it, and a random output
    conformance.py patterns SEED     one JSON line for each pattern of the models that Python's re reads too: random
                                     texts, and which of them match
    conformance.py responses         reads lines with an output and the response made of it, and prints a line for
                                     each that botocore's parser reads differently
    conformance.py errors            the same for errors: code, message, status, and the members of modelled shapes
"""

import base64
import datetime
import io
import json
import random
import re
import sys
from pathlib import Path

import botocore.awsrequest
import botocore.loaders
import botocore.model
import botocore.parsers
import botocore.serialize

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = json.loads((ROOT / "Scripts/wire-operations.json").read_text())
TEXTS = ["plain", "with space", "a+b%2F&c=d", "<tag>&amp;\"'", "línea ☃ 𝄞", "x/y:z", "tab\tline\nend", "0"]
PIECES = ["", "arn:aws:", "lambda:us-east-1:000000000000:function:name", "arn:aws:iam::000000000000:role/r", ":$LATEST",
          "function:", "name", "/", "/path/", "123456789012", "csc-0123456789abcdef0", "o-abcdefghij", "v1", "0", "A"]
KEYS = ["key", "Key.With.Dots", "key with space", "ключ"]


def models():
    loader = botocore.loaders.Loader()
    for service in SETTINGS["services"]:
        model = botocore.model.ServiceModel(loader.load_service_model(service["name"], "service-2"), service["name"])
        for name in service["operations"]:
            yield service["name"], model, model.operation_model(name)


class Maker:
    """Makes random values of shapes: as Python objects for botocore, and as plain trees for comparison."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def value(self, shape, where="body", depth=0):
        kind = shape.type_name
        if getattr(shape, "is_document_type", False):
            return self.random.choice([{}, "text", ["a", 1, None], {"a": {"b": True}}])
        if kind == "structure":
            return self.structure(shape, depth)
        if kind == "list":
            count = 1 if depth > 4 else self.random.randint(1, 3)
            return [self.value(shape.member, where, depth + 1) for _ in range(count)]
        if kind == "map":
            keys = self.random.sample(self.keys(shape.key), k=1 if shape.key.enum else self.random.randint(1, 3))
            return {key: self.value(shape.value, where, depth + 1) for key in keys}
        return self.scalar(shape, where)

    def keys(self, shape):
        return shape.enum or KEYS

    def structure(self, shape, depth):
        members = {}
        # A structure without members cannot be said in form parameters, nor an absent payload be told from an empty
        # one: each structure has a member at least, and its payload.
        sure = shape.serialization.get("payload") or self.random.choice([*shape.members, None])
        sure = sure or next(iter(shape.members), None)
        for name, member in shape.members.items():
            if member.serialization.get("eventstream"):
                continue
            where = member.serialization.get("location", "body")
            # botocore reads a map of header fields as empty where there are none.
            certain = name == sure or name in shape.required_members or where in ("statusCode", "headers")
            if certain or (depth < 6 and self.random.random() < 0.8):
                members[name] = self.value(member, where, depth + 1)
        return members

    def scalar(self, shape, where):
        kind = shape.type_name
        if kind == "string":
            if shape.enum:
                return self.random.choice(shape.enum)
            texts = ["plain", "x-1"] if where in ("header", "headers") else TEXTS
            return self.random.choice(texts)
        if kind == "integer":
            return 202 if where == "statusCode" else self.random.choice([0, 1, -1, 2**31 - 1, -(2**31)])
        if kind == "long":
            return self.random.choice([0, 2**53 + 1, -(2**63), 2**63 - 1])
        if kind in ("double", "float"):
            return self.random.choice([0.5, 1.0, -2.25, 1e-7, 123456.789])
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind == "blob":
            return bytes(self.random.randrange(256) for _ in range(self.random.randint(1, 40)))
        assert kind == "timestamp", kind
        return datetime.datetime.fromtimestamp(self.random.randint(0, 2**32), datetime.timezone.utc)


def plain(value):
    """A value as the tree that both sides compare: blobs in base64, timestamps in milliseconds."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if hasattr(value, "read"):
        value = value.read()
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return round(value.timestamp() * 1000)
    return value


def serialized(model, operation, parameters):
    protocol = model.metadata["protocol"]
    request = botocore.serialize.create_serializer(protocol, False).serialize_to_request(parameters, operation)
    prepared = botocore.awsrequest.prepare_request_dict(request, "https://host.example")
    made = botocore.awsrequest.create_request_object(request).prepare()
    target = made.url.removeprefix("https://host.example")
    path, _, query = target.partition("?")
    body = made.body or b""
    if isinstance(body, str):
        body = body.encode()
    headers = [[name, value.decode() if isinstance(value, bytes) else value] for name, value in made.headers.items()]
    return {"method": made.method, "path": path, "query": query, "headers": headers,
            "body": base64.b64encode(body).decode()}


def requests(seed):
    maker = Maker(seed)
    for service, model, operation in models():
        parameters = maker.value(operation.input_shape) if operation.input_shape else {}
        output = maker.value(operation.output_shape) if operation.output_shape else {}
        request = serialized(model, operation, parameters)
        # The length of the body is what HTTP says, whatever was asked for.
        lengths = [int(value) for name, value in request["headers"] if name == "Content-Length"]
        for name, member in (operation.input_shape.members if operation.input_shape else {}).items():
            if member.serialization.get("name") == "Content-Length":
                parameters.pop(name, None)
                parameters |= {name: length for length in lengths}
        line = {"service": service, "operation": operation.name,
                "input": plain(parameters), "output": plain(output), "request": request}
        print(json.dumps(line))


def parsed(model, operation, response, shape=None):
    """The metadata and the members that botocore reads in a response, by the operation's output or another shape."""
    parser = botocore.parsers.create_parser(model.metadata["protocol"])
    body = base64.b64decode(response["body"])
    answer = {"status_code": response["status"],
              "headers": botocore.awsrequest.HeadersDict(response["headers"]),
              "body": io.BytesIO(body) if operation.has_streaming_output else body,
              "context": {"operation_name": operation.name}}
    result = parser.parse(answer, shape or operation.output_shape)
    if operation.has_event_stream_output and response["status"] < 300:
        # The frames of a stream are not part of the answer that is encoded.
        del result[operation.output_shape.serialization["payload"]]
    return result.pop("ResponseMetadata", {}), plain(result)


def responses():
    operations = {(service, operation.name): (model, operation) for service, model, operation in models()}
    # What of S3's answers is not said by the model, botocore reads in a handler of its clients.
    unwrapped = [name for service in SETTINGS["services"] for name in service.get("unwrappedOutputs", [])]
    for line in sys.stdin:
        case = json.loads(line)
        model, operation = operations[case["service"], case["operation"]]
        metadata, result = parsed(model, operation, case["response"])
        if result != case["output"] and operation.name not in unwrapped:
            print(json.dumps({"operation": operation.name, "expected": case["output"], "parsed": result}))
        # Of a CBOR answer without an output botocore reads nothing at all.
        is_unread = model.metadata["protocol"] == "smithy-rpc-v2-cbor" and operation.output_shape is None
        if metadata.get("RequestId") != case["requestID"] and not is_unread:
            print(json.dumps({"operation": operation.name, "requestID": metadata.get("RequestId")}))


def errors():
    operations = {(service, operation.name): (model, operation) for service, model, operation in models()}
    for line in sys.stdin:
        case = json.loads(line)
        model, operation = operations[case["service"], case["operation"]]
        metadata, result = parsed(model, operation, case["response"])
        expected = {"Code": case["code"], "Message": case["message"]}
        read = {key: result.get("Error", {}).get(key) for key in expected}
        # As the clients do: the members of a modelled error are read in a second pass.
        if shape := model.shape_for_error_code(case["code"]):
            result = parsed(model, operation, case["response"], shape)[1]
        members = {name: result.get(name) for name in case["members"]}
        status = metadata.get("HTTPStatusCode")
        if read != expected or members != case["members"] or status != case["status"]:
            print(json.dumps({"case": case["code"], "error": read, "members": members, "status": status}))


def patterns(seed):
    maker = random.Random(seed)
    found = {shape["pattern"] for service in SETTINGS["services"]
             for shape in botocore.loaders.Loader().load_service_model(service["name"], "service-2")["shapes"].values()
             if "pattern" in shape}
    for pattern in sorted(found):
        try:
            expression = re.compile(pattern, re.ASCII)
        except re.error:
            continue
        # Characters of the pattern itself come near to matching.
        alphabet = pattern + "aZ09-_./: \t☃"
        texts = [*PIECES, *("".join(maker.choices(PIECES, k=2)) for _ in range(20)),
                 *("".join(maker.choices(alphabet, k=maker.randint(0, 12))) for _ in range(40))]
        matching = [text for text in texts if expression.fullmatch(text)]
        print(json.dumps({"pattern": pattern, "texts": texts, "matching": matching}))


if __name__ == "__main__":
    if sys.argv[1] == "requests":
        requests(int(sys.argv[2]))
    elif sys.argv[1] == "patterns":
        patterns(int(sys.argv[2]))
    elif sys.argv[1] == "errors":
        errors()
    else:
        responses()
