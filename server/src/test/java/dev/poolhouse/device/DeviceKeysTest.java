package dev.poolhouse.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.FixedDataKeys;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// The form of device and group keys, and that a pool's group key never changes.
final class DeviceKeysTest {
  private final SecureRandom random = new SecureRandom();

  private DeviceKeys keys(int newestKey) {
    return new DeviceKeys(new Sealer(new FixedDataKeys(1, newestKey), random), new Ids(random));
  }

  @Test
  void deviceKeyIsRegionAndUuid() {
    String key = keys(1).newKey(pool("a", "eu-central-1_AbCdEfGhI"));

    assertThat(key).matches("eu-central-1_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(keys(1).newKey(pool("a", "eu-central-1_AbCdEfGhI"))).isNotEqualTo(key);
  }

  @Test
  void deviceKeyOfALongRegionFitsTheApi() {
    String key = keys(1).newKey(pool("a", "a-region-with-a-very-long-name_AbC"));

    assertThat(key).hasSizeLessThanOrEqualTo(55).matches("[\\w-]+_[0-9a-f-]+");
  }

  @Test
  void groupKeyIsThePoolsForGood() {
    String key = keys(1).groupKey(pool("a", "eu-central-1_AbCdEfGhI"));

    assertThat(key).matches("-[0-9A-Za-z]{8}");
    assertThat(keys(9).groupKey(pool("a", "eu-central-1_AbCdEfGhI"))).isEqualTo(key);
    assertThat(keys(1).groupKey(pool("b", "eu-central-1_AbCdEfGhI"))).isNotEqualTo(key);
  }

  private static Pool pool(String key, String id) {
    return new Pool(
        new PoolKey(key),
        new PoolId(id),
        "000000000000",
        UserPoolType.builder().build(),
        GetUserPoolMfaConfigResponse.builder().build(),
        Map.of(),
        Sealed.of(new byte[0]),
        Instant.EPOCH,
        Instant.EPOCH,
        1);
  }
}
