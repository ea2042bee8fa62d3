package dev.poolhouse.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole answer, and that only one's own devices exist.
@EachServer
final class GetDeviceTest {
  private static final Refusal MISSING = Refusal.notFound("Device does not exist.");

  private final TestServer server;
  private final TrackedPool pool;

  GetDeviceTest(TestServer server) {
    this.server = server;
    this.pool = TrackedPool.always(server);
  }

  @Test
  void showsEverythingThatIsKnownOfADevice() {
    TrackedPool.SignedIn ann = pool.confirmed("ann", "Ann's phone");
    JsonNode answer =
        server
            .call(
                "GetDevice",
                "{\"AccessToken\":\"%s\",\"DeviceKey\":\"%s\"}"
                    .formatted(ann.accessToken(), ann.key()))
            .json();
    String created = answer.path("Device").path("DeviceCreateDate").toString();
    String authenticated = answer.path("Device").path("DeviceLastAuthenticatedDate").toString();
    assertThat(answer)
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"Device":{"DeviceKey":"%1$s","DeviceAttributes":[
                      {"Name":"device_status","Value":"valid"},
                      {"Name":"device_name","Value":"Ann's phone"},
                      {"Name":"dev:device_arn",
                       "Value":"arn:aws:cognito-idp:us-east-1:000000000000:owner/ann.%2$s/device/%1$s"},
                      {"Name":"dev:device_owner","Value":"ann.%2$s"},
                      {"Name":"last_ip_used","Value":"127.0.0.1"},
                      {"Name":"dev:device_remembered_status","Value":"remembered"},
                      {"Name":"dev:device_sdk","Value":"aws-sdk"}],
                      "DeviceCreateDate":%3$s,"DeviceLastModifiedDate":%3$s,
                      "DeviceLastAuthenticatedDate":%4$s}}
                    """
                        .formatted(ann.key(), pool.id(), created, authenticated)));
    assertThat(Double.parseDouble(authenticated))
        .isEqualTo(Math.floor(Double.parseDouble(created)));
  }

  @Test
  void deviceWithoutANameHasNoneShown() {
    TrackedPool.SignedIn ann = pool.signIn("ann");
    pool.confirm(ann);
    assertThat(Shown.attributes(get(ann.accessToken(), ann.key())))
        .doesNotContainKey("device_name");
  }

  @Test
  void anotherUsersDeviceDoesNotExist() {
    pool.pool().confirmedUser("bob");
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    TrackedPool.SignedIn bob = pool.confirmed("bob", "b");
    assertThat(Refusal.of(() -> get(bob.accessToken(), ann.key()))).isEqualTo(MISSING);
  }

  @Test
  void deviceThatWasNotConfirmedDoesNotExist() {
    TrackedPool.SignedIn ann = pool.signIn("ann");
    assertThat(Refusal.of(() -> get(ann.accessToken(), ann.key()))).isEqualTo(MISSING);
  }

  @Test
  void withoutAccessTokenNothingIsShown() {
    TrackedPool.SignedIn ann = pool.confirmed("ann", "a");
    assertThat(Refusal.of(() -> pool.sdk().getDevice(get -> get.deviceKey(ann.key()))))
        .isEqualTo(Refusal.notAuthorized("Invalid Access Token"));
  }

  private DeviceType get(String token, String key) {
    return pool.sdk().getDevice(get -> get.accessToken(token).deviceKey(key)).device();
  }
}
