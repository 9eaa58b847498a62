"""Logging as the platform's dashboards expect it: one JSON object a line."""

import json
import logging


class Line(logging.Formatter):
    def format(self, record):
        return json.dumps(
            {"level": record.levelname, "at": self.formatTime(record), "text": record.getMessage()}
        )


def setup(level=logging.INFO):
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    logging.basicConfig(level=level, handlers=[handler], force=True)
