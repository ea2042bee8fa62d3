package dev.poolhouse.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.poolhouse.wire.ApiCodec;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ApiOperation;
import dev.poolhouse.wire.Constraints;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;

/// Proves that any bytes as body of a request are decoded and checked, or refused.
class ApiCodecFuzzTest {
  private static final Constraints CONSTRAINTS = Constraints.load();
  private static final List<ApiOperation> OPERATIONS =
      Stream.of(
              "SignUp",
              "InitiateAuth",
              "RespondToAuthChallenge",
              "AdminCreateUser",
              "CreateUserPool",
              "CreateUserPoolClient",
              "CreateManagedLoginBranding",
              "CompleteWebAuthnRegistration",
              "UpdateAuthEventFeedback",
              "ListUsers")
          .map(name -> ApiOperation.ofTarget("AWSCognitoIdentityProviderService." + name))
          .map(operation -> operation.orElseThrow())
          .toList();

  @FuzzTest
  void body(byte[] body) {
    OPERATIONS.forEach(operation -> read(operation, body));
  }

  @Test
  void damagedBodies() throws IOException {
    Mutations.run(ApiCodecFuzzTest.class, "body", this::body);
  }

  private static void read(ApiOperation operation, byte[] body) {
    try {
      SdkPojo request = ApiCodec.read(() -> (SdkPojo) operation.newRequest().get(), body);
      CONSTRAINTS.check(operation.name(), request);
    } catch (ApiException refused) {
      refused.code();
    }
  }
}
