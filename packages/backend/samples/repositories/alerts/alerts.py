"""Writes the message of an alarm."""

import json

from jinja2 import Template

MESSAGE = Template(
    "{{ alarm.AlarmName }} went {{ alarm.NewStateValue }}: {{ alarm.NewStateReason }}"
)


def handle(event, context):
    return [
        MESSAGE.render(alarm=json.loads(record["Sns"]["Message"])) for record in event["Records"]
    ]
