package dev.poolhouse.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.Test;

/// A forgotten device is gone, for its user alone; the sign-in itself goes on.
@EachServer
final class ForgetDeviceTest {
  private static final Refusal MISSING = Refusal.notFound("Device does not exist.");

  private final TestServer server;
  private final TrackedPool pool;

  ForgetDeviceTest(TestServer server) {
    this.server = server;
    this.pool = TrackedPool.always(server);
  }

  @Test
  void forgottenDeviceDoesNotExist() {
    TrackedPool.SignedIn kept = pool.confirmed("ann", "kept");
    TrackedPool.SignedIn lost = pool.confirmed("ann", "lost");
    assertThat(
            server
                .call(
                    "ForgetDevice",
                    "{\"AccessToken\":\"%s\",\"DeviceKey\":\"%s\"}"
                        .formatted(lost.accessToken(), lost.key()))
                .body())
        .isEqualTo("{}");
    assertThat(Refusal.of(() -> forget(lost.accessToken(), lost.key()))).isEqualTo(MISSING);
    assertThat(
            pool.sdk()
                .getDevice(get -> get.accessToken(lost.accessToken()).deviceKey(kept.key()))
                .device()
                .deviceKey())
        .isEqualTo(kept.key());
  }

  @Test
  void anotherUsersDeviceStays() {
    pool.pool().confirmedUser("bob");
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    TrackedPool.SignedIn bob = pool.confirmed("bob", "b");
    assertThat(Refusal.of(() -> forget(bob.accessToken(), ann.key()))).isEqualTo(MISSING);
    forget(ann.accessToken(), ann.key());
  }

  @Test
  void withoutAccessTokenNothingIsForgotten() {
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    assertThat(Refusal.of(() -> pool.sdk().forgetDevice(forget -> forget.deviceKey(ann.key()))))
        .isEqualTo(Refusal.notAuthorized("Invalid Access Token"));
    forget(ann.accessToken(), ann.key());
  }

  private void forget(String token, String key) {
    pool.sdk().forgetDevice(forget -> forget.accessToken(token).deviceKey(key));
  }
}
