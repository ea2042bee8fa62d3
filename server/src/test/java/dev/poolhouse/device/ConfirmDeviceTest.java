package dev.poolhouse.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceKeyExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceSecretVerifierConfigType;

/// A sign-in confirms the device key it was given, once, and no other. Refusals of the access token
/// itself are those of `AccessTokensTest`; verifiers are judged in `DeviceVerifiersTest`.
@EachServer
final class ConfirmDeviceTest {
  private static final Refusal INVALID_KEY = Refusal.invalidParameter("Invalid device key given.");

  private final TestServer server;
  private final TrackedPool pool;

  ConfirmDeviceTest(TestServer server) {
    this.server = server;
    this.pool = TrackedPool.always(server);
  }

  @Test
  void deviceIsRememberedAtOnceWhereThePoolDoesNotAsk() {
    TrackedPool.SignedIn signedIn = pool.signIn("ann");
    assertThat(confirmRaw(signedIn).body()).isEqualTo("{\"UserConfirmationNecessary\":false}");
    assertThat(status(pool, signedIn)).isEqualTo("remembered");
  }

  @Test
  void deviceWaitsForTheUserWhereThePoolAsks() {
    TrackedPool asking = TrackedPool.optIn(server);
    TrackedPool.SignedIn signedIn = asking.signIn("ann");
    assertThat(confirmRaw(signedIn).body()).isEqualTo("{\"UserConfirmationNecessary\":true}");
    assertThat(status(asking, signedIn)).isEqualTo("not_remembered");
  }

  @Test
  void keyIsConfirmedOnce() {
    TrackedPool.SignedIn signedIn = pool.signIn("ann");
    pool.confirm(signedIn);
    assertThat(Refusal.of(() -> pool.confirm(signedIn)))
        .isEqualTo(new Refusal("DeviceKeyExistsException", "Device already exists."));
  }

  @Test
  void oneOfManyConfirms() throws InterruptedException, ExecutionException {
    TrackedPool.SignedIn signedIn = pool.signIn("ann");
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(() -> confirms(signedIn));
    }
    List<Boolean> won = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> result : threads.invokeAll(calls)) {
        won.add(result.get());
      }
    }
    assertThat(won).filteredOn(first -> first).hasSize(1);
  }

  private boolean confirms(TrackedPool.SignedIn signedIn) {
    try {
      pool.confirm(signedIn);
      return true;
    } catch (DeviceKeyExistsException _) {
      return false;
    }
  }

  @Test
  void onlyTheSignInsOwnKeyCanBeConfirmed() {
    TrackedPool.SignedIn first = pool.signIn("ann");
    TrackedPool.SignedIn second = pool.signIn("ann");
    String made = first.key().substring(0, first.key().length() - 1) + "0";
    String tooLong = first.key() + "-0123456789";
    assertThat(Refusal.of(() -> pool.confirm(first.accessToken(), second.key())))
        .isEqualTo(INVALID_KEY);
    assertThat(Refusal.of(() -> pool.confirm(first.accessToken(), made + "0")))
        .isEqualTo(INVALID_KEY);
    assertThat(Refusal.of(() -> pool.confirm(first.accessToken(), "mine")).message())
        .endsWith("Member must satisfy regular expression pattern: [\\w-]+_[0-9a-f-]+");
    assertThat(Refusal.of(() -> pool.confirm(first.accessToken(), tooLong)).message())
        .endsWith("Member must have length less than or equal to 55");
  }

  @Test
  void signInWithoutADeviceHasNothingToConfirm() {
    PoolFixture untracked = PoolFixture.create(server);
    untracked.confirmedUser("ann");
    String token = untracked.accessToken("ann");
    assertThat(
            Refusal.of(() -> pool.confirm(token, "us-east-1_11111111-2222-3333-4444-555555555555")))
        .isEqualTo(INVALID_KEY);
  }

  private record Case(String name, DeviceSecretVerifierConfigType verifier) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> verifiers() {
    return Stream.of(
        new Case("none", DeviceSecretVerifierConfigType.builder().build()),
        new Case(
            "salt alone", DeviceSecretVerifierConfigType.builder().salt("AAECAwQFBgc=").build()),
        new Case(
            "no Base64",
            DeviceSecretVerifierConfigType.builder()
                .salt("AAECAwQFBgc=")
                .passwordVerifier("!")
                .build()));
  }

  @ParameterizedTest
  @MethodSource("verifiers")
  void verifierMustBeOne(Case given) {
    TrackedPool.SignedIn signedIn = pool.signIn("ann");
    Refusal refusal =
        Refusal.of(
            () ->
                pool.sdk()
                    .confirmDevice(
                        confirm ->
                            confirm
                                .accessToken(signedIn.accessToken())
                                .deviceKey(signedIn.key())
                                .deviceSecretVerifierConfig(given.verifier())));
    assertThat(refusal)
        .isEqualTo(Refusal.invalidParameter("Invalid device secret verifier given."));
  }

  @Test
  void deletedUserIsNotFound() {
    pool.pool().confirmedUser("gone");
    TrackedPool.SignedIn signedIn = pool.signIn("gone");
    pool.sdk().adminDeleteUser(delete -> delete.userPoolId(pool.id()).username("gone"));
    assertThat(Refusal.of(() -> pool.confirm(signedIn)))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
  }

  private RawAnswer confirmRaw(TrackedPool.SignedIn signedIn) {
    DeviceSecretVerifierConfigType verifier = TrackedPool.verifier(signedIn.key());
    return server.call(
        "ConfirmDevice",
        """
        {"AccessToken":"%s","DeviceKey":"%s",
         "DeviceSecretVerifierConfig":{"PasswordVerifier":"%s","Salt":"%s"}}
        """
            .formatted(
                signedIn.accessToken(),
                signedIn.key(),
                verifier.passwordVerifier(),
                verifier.salt()));
  }

  private static String status(TrackedPool pool, TrackedPool.SignedIn signedIn) {
    return Shown.status(
        pool.sdk()
            .getDevice(get -> get.accessToken(signedIn.accessToken()).deviceKey(signedIn.key()))
            .device());
  }
}
