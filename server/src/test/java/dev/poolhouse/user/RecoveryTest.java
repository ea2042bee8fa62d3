package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.pool.PoolPolicy;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Proves the order of recovery addresses in a pool that has none configured, as old pools brought
/// from elsewhere; configured orders are proven through ForgotPassword.
final class RecoveryTest {

  @Test
  void phoneNumbersComeFirstWithoutAnOrder() {
    assertThat(Recovery.attributes(new PoolPolicy(UserPoolType.builder().build())))
        .containsExactly("phone_number", "email");
  }
}
