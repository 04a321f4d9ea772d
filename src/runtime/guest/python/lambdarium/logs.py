"""The root logger's handler, in AWS's text and JSON formats. A record is one log event, whatever lines it holds."""

import json
import logging
import os
import time
import traceback
from datetime import datetime, timezone

UNHANDLED = (
    "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code. However, in rare "
    "cases, a Lambda runtime update can cause unexpected function behavior. For functions using managed runtimes, "
    "runtime updates can be triggered by a function change, or can be applied automatically. To determine if the "
    "runtime has been updated, check the runtime version in the INIT_START log entry. If this error correlates with a "
    "change in the runtime version, you may be able to mitigate this error by temporarily rolling back to the previous "
    "runtime version. For more information, see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html"
)

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"aws_request_id", "message", "asctime", "taskName"}
_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


class Log:
    """Where log events of the runtime go, and under which request they stand."""

    def __init__(self, send):
        self.send = send
        self.request_id = ""
        self.json = (os.environ.get("AWS_LAMBDA_LOG_FORMAT") or "").upper() == "JSON"

    def error(self, payload, text):
        """An unhandled exception: AWS's error object in JSON format, else its text."""
        if self.json:
            now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            text = _encode({"timestamp": now, "log_level": "ERROR", **payload})
        self.send(text)


def set_up(log):
    """Gives the root logger AWS's handler. Its level: AWS_LAMBDA_LOG_LEVEL, else INFO in JSON and WARNING in text."""
    logging.Formatter.converter = time.gmtime
    logging._startTime = time.time_ns()  # a snapshot remembers when it was made
    handler = _Handler(log)
    handler.setFormatter(_JsonFormatter() if log.json else logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"
    ))
    root = logging.getLogger()
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL") or ("INFO" if log.json else "")
    level = level.upper().replace("TRACE", "DEBUG")
    if level in logging.getLevelNamesMapping():
        root.setLevel(level)
    root.addHandler(handler)


class _Handler(logging.Handler):
    def __init__(self, log):
        super().__init__()
        self.log_sink = log
        self.addFilter(self._name_request)

    def _name_request(self, record):
        record.aws_request_id = self.log_sink.request_id
        return True

    def emit(self, record):
        self.log_sink.send(self.format(record))

    def __repr__(self):
        return "<LambdaLoggerHandler (NOTSET)>"


class _JsonFormatter(logging.Formatter):
    def format(self, record):
        error = record.exc_info
        made = datetime.fromtimestamp(record.created, tz=timezone.utc)
        entry = {
            "timestamp": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": traceback.format_tb(error[2]) if error else None,
            "errorType": error[0].__name__ if error and error[0] else None,
            "errorMessage": str(error[1]) if error else None,
            "requestId": record.aws_request_id,
            "location": f"{record.pathname}:{record.funcName}:{record.lineno}" if error else None,
        }
        for key, value in record.__dict__.items():
            if key not in _STANDARD:
                entry.setdefault(key, value)
        return _encode({key: value for key, value in entry.items() if value is not None})
