package dev.poolhouse.trigger;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Fires triggers: writes the event, calls the pool's function, and reads the answer or says what
/// its failure means. Never called within a transaction; a function may call back. May be shared.
///
/// Source: triggers reference §2, §6.
public final class Triggers {
  private final Functions functions;
  private final Duration patience;

  /// @param patience how long one try may take; five seconds in the service
  public Triggers(Functions functions, Duration patience) {
    this.functions = functions;
    this.patience = patience;
  }

  /// Whether the pool has a function for that kind.
  public static boolean configured(Occasion occasion, TriggerKind kind) {
    return kind.function(occasion.pool().document().lambdaConfig()).isPresent();
  }

  /// Fires a trigger and waits; empty when the pool has no function for it.
  ///
  /// Throws `UserLambdaValidationException` when the function threw, `UnexpectedLambdaException`
  /// when it could not be called or did not answer in time, and `InvalidLambdaResponseException`
  /// when its answer is not JSON or has the wrong shape. What the function threw is followed by a
  /// period, even if it ends in one (unsure).
  public <A> Optional<A> fire(Occasion occasion, Trigger<A> trigger) {
    return function(occasion, trigger)
        .map(arn -> read(trigger, functions.invoke(call(occasion, trigger, arn)).outcome()));
  }

  /// Hands a message over and waits, without looking at what the function returns; empty when the
  /// pool has no function for it.
  public Optional<Functions.Outcome> send(Occasion occasion, CustomSender trigger) {
    return function(occasion, trigger)
        .map(arn -> functions.invoke(call(occasion, trigger, arn)).outcome());
  }

  private static Optional<String> function(Occasion occasion, Trigger<?> trigger) {
    return trigger.kind().function(occasion.pool().document().lambdaConfig());
  }

  private Functions.Call call(Occasion occasion, Trigger<?> trigger, String arn) {
    return new Functions.Call(
        arn, trigger.kind(), Secret.of(Json.write(event(occasion, trigger))), patience);
  }

  static Map<String, Object> event(Occasion occasion, Trigger<?> trigger) {
    Map<String, Object> request = new LinkedHashMap<>(trigger.request());
    for (MetadataTable.Field field : MetadataTable.Field.values()) {
      if (!occasion.metadata().isEmpty()
          && MetadataTable.reaches(trigger.kind(), field, occasion.operation())) {
        request.put(field.member(), occasion.metadata());
      }
    }
    return new Members()
        .with("version", trigger.version())
        .with("triggerSource", sourcePrefix(trigger.kind()) + "_" + trigger.source())
        .with("region", occasion.pool().id().region())
        .with("userPoolId", occasion.pool().id().value())
        .with("userName", trigger.userName())
        .with(
            "callerContext",
            new Members()
                .with("awsSdkVersion", SdkVersion.of(occasion.caller().origin().userAgent()))
                .with("clientId", occasion.clientId())
                .map())
        .with("request", request)
        .with("response", trigger.response())
        .map();
  }

  private static String sourcePrefix(TriggerKind kind) {
    return kind == TriggerKind.PRE_TOKEN_GENERATION ? "TokenGeneration" : kind.configName();
  }

  private static <A> A read(Trigger<A> trigger, Functions.Outcome outcome) {
    String name = trigger.kind().configName();
    return switch (outcome) {
      case Functions.Outcome.Returned(Secret answer) -> answer(trigger, answer);
      case Functions.Outcome.Threw(String message) ->
          throw ApiException.of(
              ErrorCode.USER_LAMBDA_VALIDATION, name + " failed with error " + message + ".");
      case Functions.Outcome.Refused(String code) -> throw unexpected(name, code + ".");
      case Functions.Outcome.TimedOut() ->
          throw unexpected(name, "Socket timeout while invoking Lambda function.");
    };
  }

  private static <A> A answer(Trigger<A> trigger, Secret answer) {
    Object returned;
    try {
      returned = Json.read(answer.reveal());
    } catch (IllegalArgumentException notJson) {
      throw invalid("Invalid lambda function output : Invalid JSON");
    }
    if (!(returned instanceof Map<?, ?> event)) {
      throw invalid("Invalid lambda function output : Invalid JSON");
    }
    try {
      Object response = event.containsKey("response") ? event.get("response") : Map.of();
      if (response instanceof Map<?, ?> members) {
        return trigger.read(Answer.of(members));
      }
    } catch (IllegalArgumentException wrongShape) {
      throw unrecognizable();
    }
    throw unrecognizable();
  }

  private static ApiException unrecognizable() {
    return invalid("Unrecognizable lambda output");
  }

  private static ApiException invalid(String text) {
    return ApiException.of(ErrorCode.INVALID_LAMBDA_RESPONSE, text);
  }

  private static ApiException unexpected(String name, String why) {
    return ApiException.of(
        ErrorCode.UNEXPECTED_LAMBDA, name + " invocation failed due to error " + why);
  }
}
