"""The project's own table of a service's actions, resources and condition keys, as `ServiceTableParser` explains its lines."""

import dataclasses
import re

from postern import ROOT

TABLES = ROOT / "Sources/IAMPolicy/ServiceReference/Tables"


@dataclasses.dataclass
class ResourceType:
    name: str
    arn: re.Pattern
    keys: list


@dataclasses.dataclass
class Action:
    keys: list
    resources: list


def actions_of(title):
    """The actions of a service by name."""
    text = "\n".join(table.read_text() for table in sorted(TABLES.glob("ServiceTables+chapter*.swift")))
    lines = text[text.index(f"\n={title}\n") + 2:].split("\n=", 1)[0].splitlines()
    keys = [line.split(" ", 1)[1] for line in lines if line.startswith("?")]

    def named(numbers):
        return [keys[int(number)] for number in re.findall(r"\d+", numbers)]

    types = []
    for name, arn, numbers in (line[1:].split("|") for line in lines if line.startswith("@")):
        pattern = re.sub(r"\\\$\\\{\w+\\\}", ".+", re.escape(arn)).replace("::.+:", r"::\d{12}:")
        types.append(ResourceType(name, re.compile(pattern), named(numbers)))
    actions = {}
    for name, _, resources, numbers, _ in (line[1:].split("|") for line in lines if line.startswith("+")):
        of_action = [types[int(re.match(r"\d+", resource)[0])] for resource in resources.split()]
        actions[name] = Action(named(numbers), of_action)
    return actions
