package dev.poolhouse.trigger;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.wire.Caller;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Calls in a pool `us-east-1_Pool1` that has a function for every trigger.
final class TestOccasion {
  private static final LambdaConfigType TRIGGERS =
      LambdaConfigType.builder()
          .preSignUp("f:PreSignUp")
          .postConfirmation("f:PostConfirmation")
          .preAuthentication("f:PreAuthentication")
          .postAuthentication("f:PostAuthentication")
          .defineAuthChallenge("f:DefineAuthChallenge")
          .createAuthChallenge("f:CreateAuthChallenge")
          .verifyAuthChallengeResponse("f:VerifyAuthChallengeResponse")
          .preTokenGeneration("f:PreTokenGeneration")
          .userMigration("f:UserMigration")
          .customMessage("f:CustomMessage")
          .customSMSSender(sender -> sender.lambdaArn("f:CustomSMSSender"))
          .customEmailSender(sender -> sender.lambdaArn("f:CustomEmailSender"))
          .inboundFederation(federation -> federation.lambdaArn("f:InboundFederation"))
          .build();

  private TestOccasion() {}

  /// A call without metadata.
  static Occasion of(String operation) {
    return of(operation, Map.of());
  }

  static Occasion of(String operation, Map<String, String> metadata) {
    return of(TRIGGERS, operation, metadata);
  }

  /// A call in a pool without functions.
  static Occasion withoutFunctions() {
    return of(LambdaConfigType.builder().build(), "SignUp", Map.of());
  }

  private static Occasion of(
      LambdaConfigType triggers, String operation, Map<String, String> metadata) {
    Pool pool =
        new Pool(
            new PoolKey("key"),
            new PoolId("us-east-1_Pool1"),
            "000000000000",
            UserPoolType.builder().lambdaConfig(triggers).build(),
            GetUserPoolMfaConfigResponse.builder().build(),
            Map.of(),
            Sealed.of(new byte[0]),
            Instant.EPOCH,
            Instant.EPOCH,
            1);
    Caller caller =
        new Caller.Anonymous(new Caller.Origin("us-east-1", "", "", "aws-sdk-js/3.45.0", ""));
    return new Occasion(pool, caller, operation, "client1", metadata);
  }
}
