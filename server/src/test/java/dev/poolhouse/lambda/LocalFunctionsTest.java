package dev.poolhouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions written for Lambda in Node and Python run unchanged from files, whatever way they
/// answer, and each way of failing has the outcome that the service would see. Texts of errors on
/// the wire are proven elsewhere.
final class LocalFunctionsTest {
  @TempDir private static Path folder;
  private static FunctionsFolder functions;

  /// @param name name of the function and of the case
  /// @param ending ending of the file
  /// @param code its content
  /// @param answer what it returns to `{"a":1}`, or how it fails
  record Case(String name, String ending, String code, String answer) {
    @Override
    public String toString() {
      return name + ending;
    }
  }

  @BeforeAll
  static void open() {
    functions = new FunctionsFolder(folder, Duration.ofSeconds(5), 4);
    functions.write("helper/index.mjs", "export const two = 2;");
  }

  @AfterAll
  static void close() {
    functions.close();
  }

  static Stream<Case> node() {
    return Stream.of(
        new Case("async", ".mjs", "export const handler = async (event) => event;", "{\"a\":1}"),
        new Case("cjs", ".cjs", "exports.handler = async (event) => event;", "{\"a\":1}"),
        new Case("plain", ".js", "exports.handler = async (event) => event;", "{\"a\":1}"),
        new Case(
            "default-export",
            ".mjs",
            "export default { handler: async (event) => event };",
            "{\"a\":1}"),
        new Case(
            "imports",
            ".mjs",
            "import { two } from './helper/index.mjs'; export const handler = async () => two;",
            "2"),
        new Case(
            "top-level-await",
            ".mjs",
            "const one = await Promise.resolve(1); export const handler = async () => one;",
            "1"),
        new Case(
            "callback", ".cjs", "exports.handler = (event, context, done) => done(null, 7);", "7"),
        new Case(
            "late-callback",
            ".cjs",
            "exports.handler = (e, c, done) => setTimeout(() => done(null, 7), 20);",
            "7"),
        new Case(
            "callback-that-does-not-wait",
            ".cjs",
            """
            setInterval(() => {}, 1000);
            exports.handler = (event, context, done) => {
              context.callbackWaitsForEmptyEventLoop = false;
              done(null, 7);
            };
            """,
            "7"),
        new Case(
            "callback-error",
            ".cjs",
            "exports.handler = (event, context, done) => done(new Error('no'));",
            "threw no"),
        new Case(
            "succeed", ".cjs", "exports.handler = (event, c) => c.succeed(event);", "{\"a\":1}"),
        new Case("fail", ".cjs", "exports.handler = (event, c) => c.fail('no');", "threw no"),
        new Case("done", ".cjs", "exports.handler = (event, c) => c.done(null, 3);", "3"),
        new Case(
            "throws",
            ".mjs",
            "export const handler = () => { throw new Error('no'); };",
            "threw no"),
        new Case(
            "throws-a-text",
            ".mjs",
            "export const handler = async () => { throw 'no'; };",
            "threw no"),
        new Case(
            "throws-nothing",
            ".mjs",
            "export const handler = async () => { throw undefined; };",
            "threw undefined"),
        new Case(
            "nameless",
            ".mjs",
            "export const handler = async () => { throw new RangeError(); };",
            "threw RangeError"),
        new Case("undefined", ".mjs", "export const handler = async () => {};", "null"),
        new Case("not-async", ".mjs", "export const handler = (event) => event;", "null"),
        new Case(
            "never-settles", ".mjs", "export const handler = () => new Promise(() => {});", "null"),
        new Case("null", ".mjs", "export const handler = async () => null;", "null"),
        new Case("text", ".mjs", "export const handler = async () => 'done';", "\"done\""),
        new Case(
            "circular",
            ".mjs",
            "export const handler = async (event) => { event.event = event; return event; };",
            "threw Converting circular structure to JSON\n"
                + "    --> starting at object with constructor 'Object'\n"
                + "    --- property 'event' closes the circle"),
        new Case(
            "too-much",
            ".mjs",
            "export const handler = async () => 'x'.repeat(7000000);",
            "threw Response payload size exceeded maximum allowed payload size (6291556 bytes)."),
        new Case(
            "prints",
            ".mjs",
            """
            process.stdout.write('{"errorMessage": "not me"}' + '\\u0000garbage'.repeat(100000));
            export const handler = async (event) => { console.log('x'.repeat(99999)); return event; };
            """,
            "{\"a\":1}"),
        new Case(
            "exits",
            ".mjs",
            "export const handler = () => process.exit(3);",
            "threw Runtime exited with error: exit status 3"),
        new Case(
            "leaves",
            ".mjs",
            "export const handler = () => process.exit();",
            "threw Runtime exited without providing a reason"),
        new Case(
            "crashes-later",
            ".mjs",
            "export const handler = (e, c, d) => { setTimeout(() => { throw new Error('late'); });"
                + " };",
            "threw late"),
        new Case(
            "no-handler",
            ".mjs",
            "export const other = 1;",
            "threw no-handler.mjs exports no function named handler"),
        new Case("throws-while-loading", ".mjs", "throw new Error('loading');", "threw loading"),
        new Case(
            "remaining",
            ".mjs",
            "export const handler = async (e, c) => c.getRemainingTimeInMillis() > 3000 &&"
                + " c.getRemainingTimeInMillis() <= 5000;",
            "true"),
        new Case(
            "context",
            ".mjs",
            """
            export const handler = async (e, c) => [c.functionName, c.functionVersion, c.invokedFunctionArn,
              c.memoryLimitInMB, c.logGroupName, c.logStreamName, c.awsRequestId.length];
            """,
            "[\"context\",\"$LATEST\",\"arn:aws:lambda:eu-west-1:123456789012:function:context\",\"128\",\"/aws/lambda/context\",\"local\",36]"),
        new Case(
            "environment",
            ".mjs",
            """
            const names = ['_HANDLER', 'AWS_REGION', 'AWS_LAMBDA_FUNCTION_NAME', 'TZ', 'GIVEN'];
            const ours = Object.keys(process.env).filter((name) => name.startsWith('POOLHOUSE_'));
            export const handler = async () => names.map((name) => process.env[name]).concat(ours);
            """,
            "[\"environment.handler\",\"eu-west-1\",\"environment\",\":UTC\",\"given\"]"));
  }

  static Stream<Case> python() {
    return Stream.of(
        new Case(
            "py", ".py", "def lambda_handler(event, context):\n    return event\n", "{\"a\": 1}"),
        new Case(
            "py-handler", ".py", "def handler(event, context):\n    return event\n", "{\"a\": 1}"),
        new Case("py-none", ".py", "def handler(event, context):\n    pass\n", "null"),
        new Case(
            "py-raises",
            ".py",
            "def handler(event, context):\n    raise ValueError('no')\n",
            "threw no"),
        new Case(
            "py-nameless",
            ".py",
            "def handler(event, context):\n    raise KeyError()\n",
            "threw KeyError"),
        new Case(
            "py-not-json",
            ".py",
            "def handler(event, context):\n    return object\n",
            "threw Object of type type is not JSON serializable"),
        new Case(
            "py-exits",
            ".py",
            "import sys\ndef handler(event, context):\n    sys.exit(4)\n",
            "threw Runtime exited with error: exit status 4"),
        new Case("py-loading", ".py", "raise RuntimeError('loading')\n", "threw loading"),
        new Case(
            "py-empty",
            ".py",
            "",
            "threw py-empty.py has no function named handler or lambda_handler"),
        new Case(
            "py-prints",
            ".py",
            "print('{}')\ndef handler(event, context):\n    print('x' * 99999)\n    return 1\n",
            "1"),
        new Case(
            "py-context",
            ".py",
            """
            def handler(event, context):
                left = context.get_remaining_time_in_millis()
                return [context.function_name, context.invoked_function_arn, context.memory_limit_in_mb,
                        len(context.aws_request_id), 3000 < left <= 5000]
            """,
            "[\"py-context\", \"arn:aws:lambda:eu-west-1:123456789012:function:py-context\","
                + " \"128\", 36, true]"));
  }

  static Stream<Case> all() {
    return Stream.concat(node(), python());
  }

  @ParameterizedTest
  @MethodSource("all")
  void answersAsUnderLambda(Case function) {
    functions.write(function.name() + function.ending(), function.code());
    assertThat(functions.answer(function.name(), "{\"a\":1}")).isEqualTo(function.answer());
  }
}
