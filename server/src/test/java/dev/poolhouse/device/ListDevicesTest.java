package dev.poolhouse.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceRememberedStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListDevicesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListDevicesResponse;

/// One's own remembered devices, page by page.
@EachServer
final class ListDevicesTest {
  private final TestServer server;
  private final TrackedPool pool;

  ListDevicesTest(TestServer server) {
    this.server = server;
    this.pool = TrackedPool.always(server);
  }

  @Test
  void userWithoutDevicesHasAnEmptyList() {
    String token = pool.signIn("ann").accessToken();
    assertThat(server.call("ListDevices", "{\"AccessToken\":\"" + token + "\"}").body())
        .isEqualTo("{\"Devices\":[]}");
  }

  @Test
  void onlyRememberedDevicesAreListed() {
    TrackedPool asking = TrackedPool.optIn(server);
    TrackedPool.SignedIn ann = asking.confirmed("ann", "a");
    assertThat(keys(asking.sdk().listDevices(list -> list.accessToken(ann.accessToken()))))
        .isEmpty();
    asking
        .sdk()
        .updateDeviceStatus(
            update ->
                update
                    .accessToken(ann.accessToken())
                    .deviceKey(ann.key())
                    .deviceRememberedStatus(DeviceRememberedStatusType.REMEMBERED));
    assertThat(keys(asking.sdk().listDevices(list -> list.accessToken(ann.accessToken()))))
        .containsExactly(ann.key());
  }

  @Test
  void pagesShowEachDeviceOnce() {
    pool.pool().confirmedUser("bob");
    pool.confirmed("bob", "b");
    List<String> confirmed =
        Stream.of("1", "2", "3").map(name -> pool.confirmed("ann", name).key()).sorted().toList();
    String token = pool.signIn("ann").accessToken();
    List<String> listed = new ArrayList<>();
    ListDevicesRequest request = ListDevicesRequest.builder().accessToken(token).limit(1).build();
    ListDevicesResponse page = pool.sdk().listDevices(request);
    listed.addAll(keys(page));
    while (page.paginationToken() != null) {
      page =
          pool.sdk()
              .listDevices(request.toBuilder().paginationToken(page.paginationToken()).build());
      listed.addAll(keys(page));
    }
    assertThat(listed).isEqualTo(confirmed);
    assertThat(keys(pool.sdk().listDevices(list -> list.accessToken(token).limit(0))))
        .isEqualTo(confirmed);
  }

  @Test
  void foreignTokenAndLimitOutOfRangeAreRefused() {
    String token = pool.signIn("ann").accessToken();
    assertThat(
            Refusal.of(
                () ->
                    pool.sdk()
                        .listDevices(list -> list.accessToken(token).paginationToken("nonsense"))))
        .isEqualTo(Refusal.invalidParameter("Invalid pagination token"));
    assertThat(
            Refusal.of(() -> pool.sdk().listDevices(list -> list.accessToken(token).limit(61)))
                .message())
        .endsWith("Member must have value less than or equal to 60");
  }

  private static List<String> keys(ListDevicesResponse page) {
    return page.devices().stream().map(DeviceType::deviceKey).toList();
  }
}
