"""The same sets for Cedar: one Cedar policy per statement, policies parsed beforehand, the engine's own time metric."""

import json

import cedarpy

KEYS = {
    "aws:PrincipalTag/team": "team",
    "aws:PrincipalTag/stage": "stage",
    "aws:SourceIp": "sourceIp",
    "aws:SecureTransport": "secureTransport",
    "aws:RequestedRegion": "requestedRegion",
    "aws:CurrentTime": "currentTime",
    "aws:UserAgent": "userAgent",
    "aws:PrincipalOrgID": "orgID",
    "aws:ViaAWSService": "viaService",
    "aws:TokenIssueTime": "issued",
}


class Cedar:
    def __init__(self, statements, requests):
        text = "\n".join(policy(statement) for statement in statements)
        self.policies = cedarpy.PolicySet.from_str(text)
        self.entities = cedarpy.Entities.from_json_str("[]")
        self.requests = [translated(request) for request in requests]

    def decisions(self):
        return [result.decision == cedarpy.Decision.Allow for result in self.results()]

    def nanoseconds(self):
        """The median request's time in Cedar's authorizer alone, without Python."""
        times = sorted(result.metrics["authz_duration_micros"] * 1_000 for result in self.results())
        return times[len(times) // 2]

    def results(self):
        return [cedarpy.is_authorized(request, self.policies, self.entities) for request in self.requests]


def policy(statement):
    exact = [action for action in statement["Action"] if "*" not in action]
    patterns = [action for action in statement["Action"] if "*" in action]
    scope = "action"
    if not patterns:
        scope = "action in [" + ", ".join(f'Action::"{action.lower()}"' for action in exact) + "]"
    tests = [any_of(f'context.action like "{action.lower()}"' for action in statement["Action"])] if patterns else []
    tests.append(any_of(f'context.arn like "{resource}"' for resource in statement["Resource"]))
    for operator, keys in statement.get("Condition", {}).items():
        for key, values in keys.items():
            values = values if isinstance(values, list) else [values]
            tests.append(any_of(test(operator, f"context.{KEYS[key]}", value) for value in values))
    effect = "permit" if statement["Effect"] == "Allow" else "forbid"
    return f"{effect} (principal, {scope}, resource) when {{ {' && '.join(tests)} }};"


def any_of(tests):
    return "(" + " || ".join(tests) + ")"


def test(operator, key, value):
    return {
        "StringEquals": f'{key} == "{value}"',
        "StringLike": f'{key} like "{value}"',
        "IpAddress": f'{key}.isInRange(ip("{value}"))',
        "Bool": f"{key} == {value}",
    }[operator]


def translated(request):
    context = {KEYS[key]: value for key, value in request["context"].items()}
    context |= {"action": request["action"].lower(), "arn": request["resource"]}
    context["secureTransport"] = context["secureTransport"] == "true"
    context["sourceIp"] = {"__extn": {"fn": "ip", "arg": context["sourceIp"]}}
    return {
        "principal": 'User::"clerk"',
        "action": f'Action::"{request["action"].lower()}"',
        "resource": 'Resource::"any"',
        "context": json.dumps(context),
    }
