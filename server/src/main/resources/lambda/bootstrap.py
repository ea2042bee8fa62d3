"""Runs one function file under Python: asks for the next event, calls the handler, posts what became of it."""
import http.client
import importlib.util
import json
import os
import sys
import time
import traceback

BASE = "/2018-06-01/runtime/"
TOKEN = os.environ.pop("POOLHOUSE_RUNTIME_TOKEN")


def call(method, path, body=None):
    """One request; the answer's headers and body."""
    connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        connection.request(method, BASE + path, body, {"Poolhouse-Runtime-Token": TOKEN})
        response = connection.getresponse()
        return response.headers, response.read().decode()
    finally:
        connection.close()


def described(error):
    return json.dumps({
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "stackTrace": traceback.format_tb(error.__traceback__),
    })


class Context:
    """What a handler is told of its call, as under Lambda."""

    identity = None
    client_context = None

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
    """The handler: what `_HANDLER` names, or else the usual `lambda_handler`."""
    sys.path.insert(0, os.path.dirname(file))
    name = os.path.splitext(os.path.basename(file))[0]
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    wanted = os.environ["_HANDLER"].rsplit(".", 1)[-1]
    for name in (wanted, "lambda_handler"):
        if callable(getattr(module, name, None)):
            return getattr(module, name)
    raise LookupError(f"{os.path.basename(file)} has no function named {wanted} or lambda_handler")


def answer(handler, path, headers, event):
    try:
        result = json.dumps(handler(json.loads(event), Context(headers)))
    except SystemExit:
        raise
    except BaseException as error:  # whatever the function throws is its answer
        traceback.print_exc()
        call("POST", path + "error", described(error))
    else:
        call("POST", path + "response", result)


def main():
    try:
        handler = load(sys.argv[1])
    except BaseException as error:  # whatever a module does while it is loaded is reported
        traceback.print_exc()
        call("POST", "init/error", described(error))
        sys.exit(1)
    while True:
        try:
            headers, event = call("GET", "invocation/next")
        except (OSError, http.client.HTTPException):
            sys.exit(0)  # the server has ended or has given this copy up
        answer(handler, f"invocation/{headers['Lambda-Runtime-Aws-Request-Id']}/", headers, event)


main()
