package dev.poolhouse.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.Test;

/// Devices are remembered and not, by their user alone.
@EachServer
final class UpdateDeviceStatusTest {
  private static final Refusal MISSING = Refusal.notFound("Device does not exist.");

  private final TestServer server;
  private final TrackedPool pool;

  UpdateDeviceStatusTest(TestServer server) {
    this.server = server;
    this.pool = TrackedPool.always(server);
  }

  @Test
  void statusIsSetAndKeptWhereNoneIsGiven() {
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    String changed = status("not_remembered");
    assertThat(update(ann, changed)).isEqualTo("{}");
    assertThat(shown(ann)).isEqualTo("not_remembered");
    assertThat(update(ann, "")).isEqualTo("{}");
    assertThat(shown(ann)).isEqualTo("not_remembered");
    assertThat(update(ann, status("remembered"))).isEqualTo("{}");
    assertThat(shown(ann)).isEqualTo("remembered");
  }

  @Test
  void anyOfTheUsersSignInsMayDoSo() {
    TrackedPool.SignedIn phone = pool.confirmed("ann", "phone");
    TrackedPool.SignedIn laptop = pool.signIn("ann");
    pool.sdk()
        .updateDeviceStatus(
            update ->
                update
                    .accessToken(laptop.accessToken())
                    .deviceKey(phone.key())
                    .deviceRememberedStatus("not_remembered"));
    assertThat(shown(phone)).isEqualTo("not_remembered");
  }

  @Test
  void anotherUsersDeviceDoesNotExist() {
    pool.pool().confirmedUser("bob");
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    TrackedPool.SignedIn bob = pool.confirmed("bob", "b");
    for (String status : new String[] {"remembered", "not_remembered"}) {
      assertThat(
              Refusal.of(
                  () ->
                      pool.sdk()
                          .updateDeviceStatus(
                              update ->
                                  update
                                      .accessToken(bob.accessToken())
                                      .deviceKey(ann.key())
                                      .deviceRememberedStatus(status))))
          .isEqualTo(MISSING);
    }
    assertThat(
            Refusal.of(
                () ->
                    pool.sdk()
                        .updateDeviceStatus(
                            update -> update.accessToken(bob.accessToken()).deviceKey(ann.key()))))
        .isEqualTo(MISSING);
    assertThat(shown(ann)).isEqualTo("remembered");
  }

  @Test
  void unknownStatusIsRefused() {
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    assertThat(update(ann, status("forgotten")))
        .contains("Member must satisfy enum value set: [not_remembered, remembered]");
  }

  private static String status(String status) {
    return ",\"DeviceRememberedStatus\":\"" + status + "\"";
  }

  private String update(TrackedPool.SignedIn signedIn, String members) {
    return server
        .call(
            "UpdateDeviceStatus",
            "{\"AccessToken\":\"%s\",\"DeviceKey\":\"%s\"%s}"
                .formatted(signedIn.accessToken(), signedIn.key(), members))
        .body();
  }

  private String shown(TrackedPool.SignedIn signedIn) {
    return Shown.status(
        pool.sdk()
            .getDevice(get -> get.accessToken(signedIn.accessToken()).deviceKey(signedIn.key()))
            .device());
  }
}
