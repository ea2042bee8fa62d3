package dev.poolhouse.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;

/// Proves how the function for tokens is configured, by creating and by updating a pool: its two
/// places agree, and versions of the event need their tier.
@EachServer
final class TokenTriggerSettingsTest {
  private static final String ONE = "arn:aws:lambda:us-east-1:000000000000:function:one";
  private static final String TWO = "arn:aws:lambda:us-east-1:000000000000:function:two";
  private static final Refusal DIFFER =
      Refusal.invalidParameter(
          "PreTokenGeneration and PreTokenGenerationConfig must name the same function.");
  private static final Refusal TIER =
      new Refusal(
          "FeatureUnavailableInTierException",
          "PreTokenGenerationConfig needs the ESSENTIALS or PLUS tier.");

  private final CognitoIdentityProviderClient sdk;

  TokenTriggerSettingsTest(TestServer server) {
    this.sdk = server.sdk();
  }

  /// What is sent.
  ///
  /// @param legacy `PreTokenGeneration`
  /// @param function `LambdaArn` of `PreTokenGenerationConfig`
  private record Given(
      UserPoolTierType tier,
      Optional<String> legacy,
      Optional<String> function,
      PreTokenGenerationLambdaVersionType version) {
    LambdaConfigType triggers() {
      LambdaConfigType.Builder triggers = LambdaConfigType.builder();
      legacy.ifPresent(triggers::preTokenGeneration);
      function.ifPresent(
          arn ->
              triggers.preTokenGenerationConfig(
                  config -> config.lambdaArn(arn).lambdaVersion(version)));
      return triggers.build();
    }
  }

  /// @param version what is shown; with `ONE` in both places
  private record Good(Given given, PreTokenGenerationLambdaVersionType version) {}

  private record Bad(Given given, Refusal refusal) {}

  private static Given config(UserPoolTierType tier, PreTokenGenerationLambdaVersionType version) {
    return new Given(tier, Optional.empty(), Optional.of(ONE), version);
  }

  private static Stream<Good> good() {
    Given legacy =
        new Given(
            UserPoolTierType.LITE,
            Optional.of(ONE),
            Optional.empty(),
            PreTokenGenerationLambdaVersionType.V1_0);
    Given both =
        new Given(
            UserPoolTierType.ESSENTIALS,
            Optional.of(ONE),
            Optional.of(ONE),
            PreTokenGenerationLambdaVersionType.V2_0);
    return Stream.of(
        new Good(legacy, PreTokenGenerationLambdaVersionType.V1_0),
        new Good(both, PreTokenGenerationLambdaVersionType.V2_0),
        good(UserPoolTierType.LITE, PreTokenGenerationLambdaVersionType.V1_0),
        good(UserPoolTierType.ESSENTIALS, PreTokenGenerationLambdaVersionType.V2_0),
        good(UserPoolTierType.ESSENTIALS, PreTokenGenerationLambdaVersionType.V3_0),
        good(UserPoolTierType.PLUS, PreTokenGenerationLambdaVersionType.V3_0));
  }

  private static Good good(UserPoolTierType tier, PreTokenGenerationLambdaVersionType version) {
    return new Good(config(tier, version), version);
  }

  private static Stream<Bad> bad() {
    return Stream.of(
        new Bad(
            new Given(
                UserPoolTierType.ESSENTIALS,
                Optional.of(ONE),
                Optional.of(TWO),
                PreTokenGenerationLambdaVersionType.V1_0),
            DIFFER),
        new Bad(config(UserPoolTierType.LITE, PreTokenGenerationLambdaVersionType.V2_0), TIER),
        new Bad(config(UserPoolTierType.LITE, PreTokenGenerationLambdaVersionType.V3_0), TIER));
  }

  private List<BiFunction<UserPoolTierType, LambdaConfigType, String>> ways() {
    return List.of(this::created, this::updated);
  }

  private String created(UserPoolTierType tier, LambdaConfigType triggers) {
    return sdk.createUserPool(
            create -> create.poolName("pool").userPoolTier(tier).lambdaConfig(triggers))
        .userPool()
        .id();
  }

  private String updated(UserPoolTierType tier, LambdaConfigType triggers) {
    String id = created(UserPoolTierType.ESSENTIALS, LambdaConfigType.builder().build());
    sdk.updateUserPool(update -> update.userPoolId(id).userPoolTier(tier).lambdaConfig(triggers));
    return id;
  }

  private LambdaConfigType shown(String poolId) {
    return sdk.describeUserPool(describe -> describe.userPoolId(poolId)).userPool().lambdaConfig();
  }

  @ParameterizedTest
  @MethodSource("good")
  void bothPlacesShowTheFunction(Good good) {
    for (BiFunction<UserPoolTierType, LambdaConfigType, String> way : ways()) {
      LambdaConfigType shown = shown(way.apply(good.given().tier(), good.given().triggers()));
      assertThat(shown.preTokenGeneration()).isEqualTo(ONE);
      assertThat(shown.preTokenGenerationConfig().lambdaArn()).isEqualTo(ONE);
      assertThat(shown.preTokenGenerationConfig().lambdaVersion()).isEqualTo(good.version());
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatDoesNotFitIsRefused(Bad bad) {
    for (BiFunction<UserPoolTierType, LambdaConfigType, String> way : ways()) {
      Runnable call =
          () -> {
            String _ = way.apply(bad.given().tier(), bad.given().triggers());
          };
      assertThat(Refusal.of(call)).isEqualTo(bad.refusal());
    }
  }

  @Test
  void updateWithoutTheFunctionRemovesIt() {
    String id =
        created(
            UserPoolTierType.ESSENTIALS,
            config(UserPoolTierType.ESSENTIALS, PreTokenGenerationLambdaVersionType.V2_0)
                .triggers());
    sdk.updateUserPool(update -> update.userPoolId(id));
    assertThat(shown(id)).isEqualTo(LambdaConfigType.builder().build());
  }
}
