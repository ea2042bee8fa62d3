"""Runs one function file under Python: asks for the next event, calls the handler, posts what became of it."""
import http.client
import importlib.util
import json
import os
import sys
import time
import traceback

BASE = "/2018-06-01/runtime/"
connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])


def call(method, path, body=None):
    connection.request(method, BASE + path, body)
    response = connection.getresponse()
    return response.headers, response.read().decode()


def described(error):
    return json.dumps({
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "stackTrace": traceback.format_tb(error.__traceback__),
    })


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


def load(file):
    sys.path.insert(0, os.path.dirname(file))
    spec = importlib.util.spec_from_file_location("function", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("lambda_handler", "handler"):
        if callable(getattr(module, name, None)):
            return getattr(module, name)
    raise LookupError(f"{file} has no function named lambda_handler or handler")


def main():
    try:
        handler = load(sys.argv[1])
    except BaseException as error:  # whatever a module does while it is loaded is reported
        traceback.print_exc()
        call("POST", "init/error", described(error))
        sys.exit(1)
    while True:
        headers, event = call("GET", "invocation/next")
        path = f"invocation/{headers['Lambda-Runtime-Aws-Request-Id']}/"
        try:
            result = json.dumps(handler(json.loads(event), Context(headers)))
        except Exception as error:
            traceback.print_exc()
            call("POST", path + "error", described(error))
        else:
            call("POST", path + "response", result)


main()
