package dev.poolhouse.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testkit.Poolhouse;
import dev.poolhouse.testkit.TestPool;
import dev.poolhouse.testkit.WithPoolhouse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;

/// Proves that the README's Java snippet is true.
// snippet
@WithPoolhouse
class SignUpTest {
  @Test
  void aPersonSignsUpAndIn(Poolhouse poolhouse, TestPool pool) {
    try (CognitoIdentityProviderClient cognito = client(poolhouse)) {
      cognito.signUp(
          request ->
              request
                  .clientId(pool.clientId())
                  .username("alice")
                  .password("Corr3ct-horse")
                  .userAttributes(
                      AttributeType.builder().name("email").value("alice@example.com").build()));
      cognito.confirmSignUp(
          request ->
              request
                  .clientId(pool.clientId())
                  .username("alice")
                  .confirmationCode(pool.code("alice@example.com")));
      InitiateAuthResponse signedIn =
          cognito.initiateAuth(
              request ->
                  request
                      .clientId(pool.clientId())
                      .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                      .authParameters(Map.of("USERNAME", "alice", "PASSWORD", "Corr3ct-horse")));
      assertThat(signedIn.authenticationResult().idToken()).isNotBlank();
    }
  }

  static CognitoIdentityProviderClient client(Poolhouse poolhouse) {
    return CognitoIdentityProviderClient.builder()
        .endpointOverride(poolhouse.endpoint())
        .region(Region.of(poolhouse.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(poolhouse.accessKey(), poolhouse.secretKey())))
        .build();
  }
}
// end of snippet
