"""Policies and requests for the decision benchmark, the same for every tool, from a fixed seed.

A set is a list of statements spread over documents of at most fifty, and 64 requests with ten context keys each, of which
about half are allowed. `expected` decides them by a few lines of Python that share nothing with any tool measured.
"""

import fnmatch
import ipaddress
import random

SEED = 20261123
ACCOUNT = "111122223333"
PRINCIPAL = f"arn:aws:iam::{ACCOUNT}:user/clerk"
STATEMENTS_PER_DOCUMENT = 50
REQUESTS = 64

REGIONS = ["us-east-1", "eu-west-1", "ap-south-1"]
TEAMS = ["red", "green", "blue", "black"]
STAGES = ["dev", "test", "prod"]
ACTIONS = {
    "lambda": ["InvokeFunction", "GetFunction", "UpdateFunctionCode", "DeleteFunction", "ListVersionsByFunction"],
    "s3": ["GetObject", "PutObject", "DeleteObject", "GetObjectTagging", "PutObjectTagging"],
    "dynamodb": ["GetItem", "PutItem", "Query", "UpdateItem", "DescribeTable"],
    "sqs": ["SendMessage", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "PurgeQueue"],
    "logs": ["CreateLogStream", "PutLogEvents", "GetLogEvents", "FilterLogEvents", "DescribeLogStreams"],
}


def arn(service, number, random_, rest="*"):
    region = random_.choice(REGIONS)
    return {
        "lambda": f"arn:aws:lambda:{region}:{ACCOUNT}:function:service-{number:05}-{rest}",
        "s3": f"arn:aws:s3:::bucket-{number:05}/data/{rest}",
        "dynamodb": f"arn:aws:dynamodb:{region}:{ACCOUNT}:table/table-{number:05}-{rest}",
        "sqs": f"arn:aws:sqs:{region}:{ACCOUNT}:queue-{number:05}-{rest}",
        "logs": f"arn:aws:logs:{region}:{ACCOUNT}:log-group:/app/{number:05}/{rest}",
    }[service]


def condition(random_):
    return random_.choice(
        [
            {},
            {},
            {"StringEquals": {"aws:PrincipalTag/team": random_.sample(TEAMS, 2)}},
            {"StringLike": {"aws:PrincipalTag/stage": ["prod*", "dev*"]}},
            {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}},
            {"Bool": {"aws:SecureTransport": "true"}},
            {"StringEquals": {"aws:RequestedRegion": random_.sample(REGIONS, 2)}},
        ]
    )


def realistic(size, with_conditions=True):
    """What accounts hold: services apart, exact and wildcard actions, prefixes in resources, a deny in ten."""
    random_ = random.Random(f"{SEED}-realistic-{size}")
    statements = []
    for number in range(size):
        service = random_.choice(list(ACTIONS))
        actions = random_.sample(ACTIONS[service], 2)
        if random_.random() < 0.3:
            actions[0] = actions[0][: len(actions[0]) // 2] + "*"
        statement = {
            "Effect": "Deny" if random_.random() < 0.1 else "Allow",
            "Action": [f"{service}:{action}" for action in actions],
            "Resource": [arn(service, number, random_)],
        }
        found = condition(random_)
        if found and with_conditions:
            statement["Condition"] = found
        statements.append(statement)
    return statements


def plain(size):
    """The realistic set without conditions, for tools that decide conditions otherwise than IAM."""
    return realistic(size, with_conditions=False)


def wildcards(size):
    """Every statement on one action, its resource told apart only between wildcards."""
    random_ = random.Random(f"{SEED}-wildcards-{size}")
    return [
        {
            "Effect": "Deny" if number % 10 == 9 else "Allow",
            "Action": ["lambda:Invoke*"],
            "Resource": [f"arn:aws:lambda:*:{ACCOUNT}:function:*-{number:05}-*{random_.choice(STAGES)}*"],
        }
        for number in range(size)
    ]


SETS = {"realistic": realistic, "plain": plain, "wildcards": wildcards}


def requests(name, statements):
    random_ = random.Random(f"{SEED}-requests-{name}-{len(statements)}")
    return [request(name, statements, random_) for _ in range(REQUESTS)]


def request(name, statements, random_):
    statement = random_.choice(statements)
    service, action = statement["Action"][-1].split(":")
    if "*" in action:
        action = "InvokeFunction"
    if random_.random() < 0.2:
        action = random_.choice(ACTIONS[service])
    resource = "".join(
        part + (random_.choice(["blue", "x-prod-7", "alpha-dev"]) if more else "")
        for part, more in parts(statement["Resource"][0])
    )
    return {
        "action": f"{service}:{action}",
        "resource": resource,
        "context": {
            "aws:PrincipalTag/team": random_.choice(TEAMS),
            "aws:PrincipalTag/stage": random_.choice(STAGES),
            "aws:SourceIp": random_.choice(["10.1.2.3", "192.0.2.10"]),
            "aws:SecureTransport": random_.choice(["true", "true", "false"]),
            "aws:RequestedRegion": random_.choice(REGIONS),
            "aws:CurrentTime": "2026-11-23T10:00:00Z",
            "aws:UserAgent": "aws-cli/2.0",
            "aws:PrincipalOrgID": "o-abcdefghij",
            "aws:ViaAWSService": "false",
            "aws:TokenIssueTime": "2026-11-23T09:00:00Z",
        },
    }


def parts(pattern):
    """The literal pieces of a pattern, each with whether a `*` follows it."""
    pieces = pattern.split("*")
    return [(piece, number < len(pieces) - 1) for number, piece in enumerate(pieces)]


def documents(statements):
    chunks = range(0, len(statements), STATEMENTS_PER_DOCUMENT)
    return [
        {"Version": "2012-10-17", "Statement": statements[start : start + STATEMENTS_PER_DOCUMENT]} for start in chunks
    ]


def expected(statements, request):
    """True when the request is allowed."""
    effects = {statement["Effect"] for statement in statements if applies(statement, request)}
    return "Allow" in effects and "Deny" not in effects


def applies(statement, request):
    return (
        any(glob(action.lower(), request["action"].lower()) for action in statement["Action"])
        and any(glob(resource, request["resource"]) for resource in statement["Resource"])
        and all(
            holds(operator, request["context"][key], values if isinstance(values, list) else [values])
            for operator, keys in statement.get("Condition", {}).items()
            for key, values in keys.items()
        )
    )


def glob(pattern, text):
    return fnmatch.fnmatchcase(text, pattern.replace("[", "[[]"))


def holds(operator, value, wanted):
    if operator == "IpAddress":
        return any(ipaddress.ip_address(value) in ipaddress.ip_network(network) for network in wanted)
    return any(glob(pattern, value) for pattern in wanted)
