package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Ids;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// Finds where a function runs, as the settings say. What an operator says of one ARN goes before
/// files of that name, and these before the endpoint for all others. May be shared.
final class Targets implements AutoCloseable {
  private final FunctionSettings settings;
  private final InstantSource clock;
  private final Ids ids;
  private final Calls calls = new Calls();
  private final Optional<LocalTarget> files;
  private final Optional<Target> others;
  private final Map<String, Target> places = new HashMap<>();

  /// @param environment variables that files get besides those of this process
  /// @param clock the real time, which the other side goes by as well
  Targets(
      FunctionSettings settings,
      Supplier<Map<String, String>> environment,
      InstantSource clock,
      Ids ids) {
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
    this.files =
        settings
            .folder()
            .map(folder -> new FunctionEnvironment(environment, settings.anyFile(), folder))
            .map(variables -> new LocalTarget(variables, clock, ids));
    this.others = settings.others().map(this::endpoint);
    settings.places().forEach((arn, place) -> places.put(arn, target(place)));
  }

  /// Where the function runs; empty when nothing is known of it.
  Optional<Target> of(FunctionArn function) {
    Optional<Target> place = Optional.ofNullable(places.get(function.text()));
    return place
        .or(
            () ->
                files
                    .filter(local -> settings.anyFile() && local.knows(function.name()))
                    .map(local -> local.named(function.name())))
        .or(() -> others);
  }

  private Target target(FunctionSettings.Place place) {
    return switch (place) {
      case FunctionSettings.Invoke invoke -> endpoint(invoke);
      case FunctionSettings.Webhook webhook ->
          new WebhookTarget(calls, webhook.url(), webhook.signer(), clock, ids);
      case FunctionSettings.InFolder(String name) ->
          files
              .orElseThrow(() -> new IllegalArgumentException("no folder for " + name))
              .named(name);
    };
  }

  private Target endpoint(FunctionSettings.Invoke invoke) {
    return new LambdaEndpoint(
        calls,
        invoke.url(),
        invoke.key().map(Targets::credentials).orElseGet(Targets::foundCredentials));
  }

  private static AwsCredentialsProvider credentials(FunctionSettings.AccessKey key) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(key.id(), key.secret().reveal()));
  }

  /// Looks for them at the first call.
  private static AwsCredentialsProvider foundCredentials() {
    return DefaultCredentialsProvider.builder().build();
  }

  @Override
  public void close() {
    files.ifPresent(LocalTarget::close);
    calls.close();
  }
}
