package dev.poolhouse.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListDevicesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceType;

/// The four signed operations on devices: what they do, and every refusal of each.
@EachServer
final class AdminDevicesTest {
  private static final String NONE = "us-east-1_00000000-0000-0000-0000-000000000000";

  private final TestServer server;
  private final TrackedPool pool;
  private final CognitoIdentityProviderClient sdk;

  AdminDevicesTest(TestServer server) {
    this.server = server;
    this.pool = TrackedPool.optIn(server);
    this.sdk = server.sdk();
  }

  @Test
  void deviceIsShownAsItsUserSeesIt() {
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    DeviceType own =
        sdk.getDevice(get -> get.accessToken(ann.accessToken()).deviceKey(ann.key())).device();
    assertThat(get("ann", ann.key())).isEqualTo(own);
  }

  @Test
  void statusIsSet() {
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    assertThat(Shown.status(get("ann", ann.key()))).isEqualTo("not_remembered");
    sdk.adminUpdateDeviceStatus(
        update ->
            update
                .userPoolId(pool.id())
                .username("ann")
                .deviceKey(ann.key())
                .deviceRememberedStatus("remembered"));
    assertThat(Shown.status(get("ann", ann.key()))).isEqualTo("remembered");
  }

  @Test
  void allConfirmedDevicesAreListedPageByPage() {
    pool.pool().confirmedUser("bob");
    TrackedPool.SignedIn one = pool.confirmed("bob", "1");
    TrackedPool.SignedIn two = pool.confirmed("bob", "2");
    pool.signIn("bob");
    AdminListDevicesResponse first =
        sdk.adminListDevices(list -> list.userPoolId(pool.id()).username("bob").limit(1));
    AdminListDevicesResponse second =
        sdk.adminListDevices(
            list ->
                list.userPoolId(pool.id())
                    .username("bob")
                    .limit(1)
                    .paginationToken(first.paginationToken()));
    assertThat(Stream.of(first, second).flatMap(page -> page.devices().stream()))
        .extracting(DeviceType::deviceKey)
        .containsExactlyInAnyOrder(one.key(), two.key());
    assertThat(second.paginationToken()).isNull();
    assertThat(
            Refusal.of(
                () ->
                    sdk.adminListDevices(
                        list ->
                            list.userPoolId(pool.id())
                                .username("ann")
                                .paginationToken(first.paginationToken()))))
        .isEqualTo(Refusal.invalidParameter("Invalid pagination token"));
  }

  @Test
  void forgottenDeviceIsGone() {
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    sdk.adminForgetDevice(
        forget -> forget.userPoolId(pool.id()).username("ann").deviceKey(ann.key()));
    assertThat(Refusal.of(() -> get("ann", ann.key())))
        .isEqualTo(Refusal.notFound("Device does not exist."));
  }

  /// One operation on a device.
  ///
  /// @param call runs it for a pool and a user
  private record Case(String name, BiConsumer<CognitoIdentityProviderClient, Target> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record Target(String poolId, String username, String key) {}

  static Stream<Case> operations() {
    return Stream.of(
        new Case(
            "AdminGetDevice",
            (sdk, on) ->
                sdk.adminGetDevice(
                    get ->
                        get.userPoolId(on.poolId()).username(on.username()).deviceKey(on.key()))),
        new Case(
            "AdminForgetDevice",
            (sdk, on) ->
                sdk.adminForgetDevice(
                    forget ->
                        forget
                            .userPoolId(on.poolId())
                            .username(on.username())
                            .deviceKey(on.key()))),
        new Case(
            "AdminUpdateDeviceStatus",
            (sdk, on) ->
                sdk.adminUpdateDeviceStatus(
                    update ->
                        update
                            .userPoolId(on.poolId())
                            .username(on.username())
                            .deviceKey(on.key())
                            .deviceRememberedStatus("remembered"))),
        new Case(
            "AdminListDevices",
            (sdk, on) ->
                sdk.adminListDevices(
                    list -> list.userPoolId(on.poolId()).username(on.username()))));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void poolUserAndDeviceMustExist(Case given) {
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    pool.pool().confirmedUser("carl");
    assertThat(refusal(given, new Target("us-east-1_none", "ann", ann.key())))
        .isEqualTo(Refusal.notFound("User pool us-east-1_none does not exist."));
    assertThat(refusal(given, new Target(pool.id(), "nobody", ann.key())))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
    if (!given.name().equals("AdminListDevices")) {
      Refusal missing = Refusal.notFound("Device does not exist.");
      assertThat(refusal(given, new Target(pool.id(), "ann", NONE))).isEqualTo(missing);
      assertThat(refusal(given, new Target(pool.id(), "carl", ann.key()))).isEqualTo(missing);
    }
    pool.sdk().adminDeleteUser(delete -> delete.userPoolId(pool.id()).username("carl"));
  }

  private Refusal refusal(Case given, Target target) {
    return Refusal.of(() -> given.call().accept(server.sdk(), target));
  }

  private DeviceType get(String name, String key) {
    return sdk.adminGetDevice(get -> get.userPoolId(pool.id()).username(name).deviceKey(key))
        .device();
  }
}
