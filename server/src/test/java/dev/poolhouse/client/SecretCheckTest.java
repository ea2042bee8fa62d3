package dev.poolhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.FixedDataKeys;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.SecretHash;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.wire.ApiException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Proves which requests show that they know an app client's secret: either of two active secrets
/// will do, and a secret moved to another client is worthless.
final class SecretCheckTest {
  private static final String ID = "1example23456789";
  private static final Secret OLD =
      Secret.of("0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdef");
  private static final Secret NEW = Secret.of("abcdefghijklmnopqrstuvwxyz");
  private static final String HASH_OF_OLD = "aTpi+/QrshVAWNM3pfgZCez5dp0K25mSTMl2nTLGRIU=";

  private final SecretCheck check =
      new SecretCheck(new Sealer(new FixedDataKeys(1, 1), new SecureRandom()));

  /// @param message of the refusal; empty when the hash is accepted
  record Case(String name, List<Secret> secrets, String username, String hash, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    String wrong = "SecretHash does not match for the client: " + ID;
    return Stream.of(
        new Case("right hash", List.of(OLD), "alice", HASH_OF_OLD, ""),
        new Case("hash with the older secret", List.of(OLD, NEW), "alice", HASH_OF_OLD, ""),
        new Case("hash with the newer secret", List.of(NEW, OLD), "alice", HASH_OF_OLD, ""),
        new Case("hash with a deleted secret", List.of(NEW), "alice", HASH_OF_OLD, wrong),
        new Case("hash of another name", List.of(OLD), "bob", HASH_OF_OLD, wrong),
        new Case("name in other case", List.of(OLD), "Alice", HASH_OF_OLD, wrong),
        new Case(
            "hash for another client",
            List.of(OLD),
            "alice",
            SecretHash.compute(OLD, "alice", "other"),
            wrong),
        new Case("no Base64", List.of(OLD), "alice", "\u0000%", wrong),
        new Case(
            "hash is missing",
            List.of(OLD),
            "alice",
            "",
            "Client " + ID + " is configured with secret but SECRET_HASH was not received"),
        new Case("public client without hash", List.of(), "alice", "", ""),
        new Case(
            "public client with hash",
            List.of(),
            "alice",
            HASH_OF_OLD,
            "Unable to verify secret hash for client " + ID));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hashIsJudged(Case given) {
    Optional<String> refusal =
        Optional.ofNullable(
                Assertions.catchThrowableOfType(
                    ApiException.class,
                    () ->
                        check.requireHash(
                            client(ID, given.secrets()), given.username(), given.hash())))
            .flatMap(ApiException::text);

    assertThat(refusal.orElse("")).isEqualTo(given.message());
  }

  @Test
  void plainSecretIsAcceptedIfItIsOneOfTheClients() {
    Client two = client(ID, List.of(OLD, NEW));

    assertThat(check.accepts(two, OLD)).isTrue();
    assertThat(check.accepts(two, NEW)).isTrue();
    assertThat(check.accepts(two, Secret.of("other"))).isFalse();
    assertThat(check.accepts(two, Secret.of(""))).isFalse();
    assertThat(check.accepts(client(ID, List.of()), Secret.of(""))).isTrue();
    assertThat(check.accepts(client(ID, List.of()), OLD)).isFalse();
  }

  @Test
  void newestSecretIsTheLast() {
    assertThat(check.newest(client(ID, List.of(OLD, NEW)))).hasValue(NEW);
    assertThat(check.newest(client(ID, List.of()))).isEmpty();
  }

  @Test
  void secretOfAnotherClientDoesNotOpen() {
    Client moved =
        new Client(
            new PoolKey("p"),
            new PoolId("us-east-1_p"),
            new ClientId("other"),
            UserPoolClientType.builder().build(),
            Map.of(),
            client(ID, List.of(OLD)).secrets(),
            Instant.EPOCH,
            Instant.EPOCH,
            1);

    Assertions.assertThatIllegalStateException().isThrownBy(() -> check.newest(moved));
  }

  private Client client(String id, List<Secret> secrets) {
    ClientId clientId = new ClientId(id);
    return new Client(
        new PoolKey("p"),
        new PoolId("us-east-1_p"),
        clientId,
        UserPoolClientType.builder().build(),
        Map.of(),
        secrets.stream()
            .map(secret -> new ClientSecret("id", check.seal(clientId, secret), Instant.EPOCH))
            .toList(),
        Instant.EPOCH,
        Instant.EPOCH,
        1);
  }
}
