package dev.poolhouse.lambda;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// The environment that functions in files run with: ours, except what begins with `POOLHOUSE_` (it
/// may hold this server's own secrets), and what Lambda sets. May be shared.
///
/// Source: Lambda developer guide, "Using environment variables"; triggers reference §8.
///
/// @param given further variables, such as where this server listens
/// @param inventKey whether functions get an AWS access key made up for them where the environment
///   has none: SDKs sign nothing without one, and a development server takes any
/// @param folder where the functions lie
record FunctionEnvironment(Supplier<Map<String, String>> given, boolean inventKey, Path folder) {
  private static final String OURS = "POOLHOUSE_";

  /// Changes the variables that a process would inherit into those that the function gets.
  void complete(Map<String, String> variables, FunctionArn function) {
    variables.keySet().removeIf(name -> name.startsWith(OURS));
    variables.putAll(given.get());
    variables.putIfAbsent("_HANDLER", function.name() + ".handler");
    variables.put("LAMBDA_TASK_ROOT", folder.toAbsolutePath().toString());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_EXECUTION_ENV", "Poolhouse");
    variables.put("AWS_REGION", function.region());
    variables.put("AWS_DEFAULT_REGION", function.region());
    variables.put("TZ", ":UTC");
    if (inventKey
        && !variables.containsKey("AWS_ACCESS_KEY_ID")
        && !variables.containsKey("AWS_PROFILE")) {
      variables.put("AWS_ACCESS_KEY_ID", "test");
      variables.put("AWS_SECRET_ACCESS_KEY", "test");
    }
  }
}
