package dev.poolhouse.lambda.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs one function's jar: asks for the next event, calls the handler, posts what became of it.
public final class JavaRuntime {
  private static final String BASE = "/2018-06-01/runtime/";

  private final Map<String, String> environment;
  private final InstantSource clock;

  private JavaRuntime(Map<String, String> environment, InstantSource clock) {
    this.clock = clock;
    this.environment = environment;
  }

  /// Goes on until the server ends.
  ///
  /// @param arguments the jar
  public static void main(String[] arguments) throws IOException {
    System.exit(new JavaRuntime(System.getenv(), InstantSource.system()).run(arguments[0]));
  }

  private int run(String jar) throws IOException {
    JavaHandler handler;
    try {
      handler = JavaHandler.load(jar, clock);
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      post("init/error", described(e));
      return 1;
    }
    while (serve(handler)) {
      // until the server ends
    }
    return 0;
  }

  private boolean serve(JavaHandler handler) throws IOException {
    HttpURLConnection next;
    String event;
    try {
      next = open("invocation/next");
      event = body(next);
    } catch (IOException e) {
      return false;
    }
    String path = "invocation/" + next.getHeaderField("Lambda-Runtime-Aws-Request-Id") + "/";
    try {
      post(path + "response", handler.call(event, told(next)));
    } catch (ReflectiveOperationException | RuntimeException e) {
      post(path + "error", described(e));
    }
    return true;
  }

  private Map<String, Object> told(HttpURLConnection next) {
    Map<String, Object> told = new HashMap<>();
    told.put("getAwsRequestId", next.getHeaderField("Lambda-Runtime-Aws-Request-Id"));
    told.put("getInvokedFunctionArn", next.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"));
    told.put("getFunctionName", variable("AWS_LAMBDA_FUNCTION_NAME"));
    told.put("getFunctionVersion", variable("AWS_LAMBDA_FUNCTION_VERSION"));
    told.put("getLogGroupName", variable("AWS_LAMBDA_LOG_GROUP_NAME"));
    told.put("getLogStreamName", variable("AWS_LAMBDA_LOG_STREAM_NAME"));
    told.put("getMemoryLimitInMB", Integer.valueOf(variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")));
    told.put("deadline", Long.valueOf(next.getHeaderField("Lambda-Runtime-Deadline-Ms")));
    return told;
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  private static String described(Throwable thrown) {
    Throwable error =
        thrown instanceof InvocationTargetException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    print(error.toString());
    for (StackTraceElement step : error.getStackTrace()) {
      print("    at " + step);
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("errorMessage", error.getMessage());
    members.put("errorType", error.getClass().getName());
    return JavaJson.write(members);
  }

  /// Writes a line to where the server reads it.
  @SuppressWarnings("SystemOut") // the process's own output is its log
  static void print(String line) {
    System.out.println(line);
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://" + variable("AWS_LAMBDA_RUNTIME_API") + BASE + path)
                .toURL()
                .openConnection();
    connection.setRequestProperty("Poolhouse-Runtime-Token", variable("POOLHOUSE_RUNTIME_TOKEN"));
    return connection;
  }

  private void post(String path, String json) throws IOException {
    HttpURLConnection connection = open(path);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
    connection.getResponseCode();
  }

  private static String body(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
