"""The gate alone: verify, decide against 125 statements, append the audit event, answer; against bare HTTP servers.

The request is a DryRun invocation with 1 KiB of payload: everything that an invocation passes, short of running code.
"""

import json

import load
import processes
from results import median

ROUNDS, SECONDS, CONNECTIONS = 5, 4, 32
BODY = json.dumps({"padding": "x" * 1_008})
PATH = "/2015-03-31/functions/gate/invocations"


def run(results):
    missing = processes.require("wrk", "nginx")
    if missing:
        return results.skip("gateway", missing)
    with processes.postern(cpu=processes.SERVER_CPU) as gate, processes.hello() as hello, processes.nginx() as nginx:
        keys = prepare(gate)
        found = {"gate": [], "hello": [], "nginx": []}
        for _ in range(ROUNDS):
            headers = {"Content-Type": "application/json", "X-Amz-Invocation-Type": "DryRun"}
            signed = load.signed_request(gate.endpoint + PATH, keys, "lambda", BODY, headers)
            for name, port in (("gate", gate.port), ("hello", hello), ("nginx", nginx)):
                url = f"http://127.0.0.1:{port}{PATH}"
                found[name].append(load.requests_per_second(url, BODY, signed, CONNECTIONS, SECONDS))
    own = median(found["gate"])
    for name, peer, part in (("hello", "bare NIO", 0.70), ("nginx", "nginx", 0.60)):
        other = median(found[name])
        results.add(
            f"gateway, 1 KiB, {CONNECTIONS} connections, against {peer}", own, "requests/s",
            peer=peer, peer_value=other, ratio=own / other, target=f"≥ {part:.0%}", met=own / other >= part,
        )


def prepare(gate):
    """A function, and a user with five policies of 25 statements, of which one allows the call."""
    gate.new_function("gate", "def handler(event, context):\n    return event\n")
    keys = gate.new_user("caller", "service-role/AWSLambdaRole")
    iam = gate.client("iam")
    for number in range(5):
        statements = [
            {"Effect": "Allow", "Action": f"s3:Get{index}*", "Resource": f"arn:aws:s3:::b-{number}-{index}/*"}
            for index in range(25)
        ]
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        arn = iam.create_policy(PolicyName=f"filler-{number}", PolicyDocument=document)["Policy"]["Arn"]
        iam.attach_user_policy(UserName="caller", PolicyArn=arn)
    return keys
