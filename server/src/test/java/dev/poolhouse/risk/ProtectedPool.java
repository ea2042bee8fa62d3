package dev.poolhouse.risk;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;

/// Pools with threat protection.
final class ProtectedPool {
  private ProtectedPool() {}

  static PoolFixture create(TestServer server, AdvancedSecurityModeType mode) {
    return create(server, mode, pool -> {});
  }

  static PoolFixture create(
      TestServer server,
      AdvancedSecurityModeType mode,
      Consumer<CreateUserPoolRequest.Builder> settings) {
    return PoolFixture.create(
        server,
        pool -> {
          pool.userPoolTier(UserPoolTierType.PLUS)
              .userPoolAddOns(addOns -> addOns.advancedSecurityMode(mode));
          settings.accept(pool);
        });
  }
}
