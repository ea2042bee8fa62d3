package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationVersionConfigType;

/// `LambdaConfig` as a pool has it. The token trigger has two places, an old and a new one, which
/// show the same function; different functions are refused (documented; the wording is ours, and
/// that either fills the other is unsure).
final class TriggerSettings {
  private TriggerSettings() {}

  /// The triggers with both places of the token trigger filled.
  static LambdaConfigType of(Optional<LambdaConfigType> given) {
    LambdaConfigType triggers = given.orElseGet(() -> LambdaConfigType.builder().build());
    Optional<String> legacy = Optional.ofNullable(triggers.preTokenGeneration());
    Optional<PreTokenGenerationVersionConfigType> current =
        Optional.ofNullable(triggers.preTokenGenerationConfig());
    Optional<String> function = current.map(PreTokenGenerationVersionConfigType::lambdaArn);
    if (legacy.isPresent() && function.isPresent() && !legacy.equals(function)) {
      throw ApiException.invalidParameter(
          "PreTokenGeneration and PreTokenGenerationConfig must name the same function.");
    }
    requireKey(triggers);
    LambdaConfigType.Builder shown = triggers.toBuilder();
    function.ifPresent(shown::preTokenGeneration);
    if (current.isEmpty()) {
      legacy.map(TriggerSettings::firstVersion).ifPresent(shown::preTokenGenerationConfig);
    }
    return shown.build();
  }

  /// Functions that send messages get their codes encrypted (documented; the wording is ours).
  private static void requireKey(LambdaConfigType triggers) {
    boolean sends = triggers.customSMSSender() != null || triggers.customEmailSender() != null;
    if (sends && triggers.kmsKeyID() == null) {
      throw ApiException.invalidParameter(
          "KMSKeyID is required with CustomSMSSender and CustomEmailSender.");
    }
  }

  private static PreTokenGenerationVersionConfigType firstVersion(String function) {
    return PreTokenGenerationVersionConfigType.builder()
        .lambdaVersion(PreTokenGenerationLambdaVersionType.V1_0)
        .lambdaArn(function)
        .build();
  }
}
