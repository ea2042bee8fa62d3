package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Proves the hash against a vector, and that anything else is refused.
final class SecretHashTest {
  private static final Secret SECRET =
      Secret.of("0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdef");
  private static final String CLIENT = "1example23456789";
  private static final String HASH = "aTpi+/QrshVAWNM3pfgZCez5dp0K25mSTMl2nTLGRIU=";

  @Test
  void vector() {
    assertThat(SecretHash.compute(SECRET, "alice", CLIENT)).isEqualTo(HASH);
  }

  record Case(String name, String given, Secret secret, String user, String client, boolean fits) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("the right one", HASH, SECRET, "alice", CLIENT, true),
          new Case("another user", HASH, SECRET, "bob", CLIENT, false),
          new Case("another client", HASH, SECRET, "alice", "2example23456789", false),
          new Case("another secret", HASH, Secret.of("other"), "alice", CLIENT, false),
          new Case("no padding", HASH.replace("=", ""), SECRET, "alice", CLIENT, false),
          new Case("more behind it", HASH + "=", SECRET, "alice", CLIENT, false),
          new Case("nothing", "", SECRET, "alice", CLIENT, false));

  @ParameterizedTest
  @FieldSource("CASES")
  void onlyTheRightHashMatches(Case given) {
    assertThat(SecretHash.matches(given.given, given.secret, given.user, given.client))
        .isEqualTo(given.fits);
  }
}
