package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Proves that a sealed value opens only unaltered, for its purpose and context, and as long as its
/// key exists; and the same of keyed hashes.
final class SealerTest {
  private static final byte[] PLAIN = "attack at dawn".getBytes(StandardCharsets.UTF_8);
  private final SecureRandom random = new SecureRandom();
  private final Sealer sealer = new Sealer(new FixedDataKeys(1, 1), random);

  @Property(tries = 100)
  void whatIsSealedOpens(@ForAll byte[] plain, @ForAll String context) {
    byte[] sealed = sealer.seal(Purpose.SESSION, plain, "pool", context);

    assertThat(sealed).hasSize(plain.length + Sealer.OVERHEAD);
    assertThat(sealer.open(Purpose.SESSION, sealed, "pool", context))
        .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(plain));
  }

  @Test
  void theLayoutIsVersionKeyNonceCiphertext() {
    byte[] sealed = sealer.seal(Purpose.SESSION, PLAIN);

    assertThat(Arrays.copyOf(sealed, 5)).containsExactly(1, 0, 0, 0, 1);
    assertThat(sealer.seal(Purpose.SESSION, PLAIN)).isNotEqualTo(sealed);
  }

  record Elsewhere(String name, Purpose purpose, List<String> context) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Elsewhere> ELSEWHERE =
      List.of(
          new Elsewhere("another purpose", Purpose.REFRESH_TOKEN, List.of("pool", "user")),
          new Elsewhere("another user", Purpose.SESSION, List.of("pool", "User")),
          new Elsewhere("the parts joined", Purpose.SESSION, List.of("pooluser")),
          new Elsewhere("the border moved", Purpose.SESSION, List.of("poolu", "ser")),
          new Elsewhere("the parts swapped", Purpose.SESSION, List.of("user", "pool")),
          new Elsewhere("a part more", Purpose.SESSION, List.of("pool", "user", "")),
          new Elsewhere("a part less", Purpose.SESSION, List.of("pool")),
          new Elsewhere("no context", Purpose.SESSION, List.of()));

  @ParameterizedTest
  @FieldSource("ELSEWHERE")
  void nothingOpensElsewhere(Elsewhere elsewhere) {
    byte[] sealed = sealer.seal(Purpose.SESSION, PLAIN, "pool", "user");
    String[] context = elsewhere.context.toArray(String[]::new);

    assertThat(sealer.open(elsewhere.purpose, sealed, context)).isEmpty();
    assertThat(
            sealer.macMatches(
                elsewhere.purpose, sealer.mac(Purpose.SESSION, "pool", "user"), context))
        .isFalse();
    assertThat(sealer.stableMac(elsewhere.purpose, context))
        .isNotEqualTo(sealer.stableMac(Purpose.SESSION, "pool", "user"));
  }

  @Test
  void purposesKeepApartEvenWithTheSameKey() {
    DataKeys.DataKey key = new DataKeys.DataKey(1, Secret.of(new byte[32]));
    DataKeys oneForAll =
        new DataKeys() {
          @Override
          public DataKey current(Purpose purpose) {
            return key;
          }

          @Override
          public Optional<DataKey> find(Purpose purpose, int id) {
            return Optional.of(key);
          }
        };
    Sealer same = new Sealer(oneForAll, random);

    assertThat(same.open(Purpose.CODE, same.seal(Purpose.SESSION, PLAIN))).isEmpty();
    assertThat(same.macMatches(Purpose.CODE, same.mac(Purpose.SESSION, "x"), "x")).isFalse();
    assertThat(same.stableMac(Purpose.CODE, "x"))
        .isNotEqualTo(same.stableMac(Purpose.SESSION, "x"));
  }

  @Test
  void noAlteredByteOpens() {
    byte[] sealed = sealer.seal(Purpose.SESSION, PLAIN, "user");
    byte[] mac = sealer.mac(Purpose.CODE, "123456");
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThat(sealer.open(Purpose.SESSION, altered, "user")).isEmpty();
    }
    for (int i = 0; i < mac.length; i++) {
      byte[] altered = mac.clone();
      altered[i] ^= 1;
      assertThat(sealer.macMatches(Purpose.CODE, altered, "123456")).isFalse();
    }
  }

  @Test
  void noOtherLengthOpens() {
    byte[] sealed = sealer.seal(Purpose.SESSION, PLAIN, "user");
    byte[] mac = sealer.mac(Purpose.CODE, "123456");
    for (int length = 0; length <= sealed.length + 1; length++) {
      if (length != sealed.length) {
        assertThat(sealer.open(Purpose.SESSION, Arrays.copyOf(sealed, length), "user")).isEmpty();
      }
      if (length != mac.length) {
        assertThat(sealer.macMatches(Purpose.CODE, Arrays.copyOf(mac, length), "123456")).isFalse();
      }
    }
  }

  @Test
  void valuesOfAnOlderKeyOpenUntilItIsDestroyed() {
    byte[] sealed = sealer.seal(Purpose.SESSION, PLAIN);
    byte[] mac = sealer.mac(Purpose.CODE, "123456");
    String stable = sealer.stableMac(Purpose.UNKNOWN_NAME, "pool", "nobody");
    Sealer rotated = new Sealer(new FixedDataKeys(1, 2), random);
    Sealer destroyed = new Sealer(new FixedDataKeys(2, 2), random);

    assertThat(rotated.open(Purpose.SESSION, sealed)).isPresent();
    assertThat(rotated.macMatches(Purpose.CODE, mac, "123456")).isTrue();
    assertThat(rotated.mac(Purpose.CODE, "123456")).isNotEqualTo(mac);
    assertThat(rotated.stableMac(Purpose.UNKNOWN_NAME, "pool", "nobody")).isEqualTo(stable);
    assertThat(destroyed.open(Purpose.SESSION, sealed)).isEmpty();
    assertThat(destroyed.macMatches(Purpose.CODE, mac, "123456")).isFalse();
    assertThatThrownBy(() -> destroyed.stableMac(Purpose.UNKNOWN_NAME, "pool", "nobody"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("first data key is gone: UNKNOWN_NAME");
  }

  @Test
  void textsOpenOnlyInTheirOneForm() {
    String text = sealer.sealText(Purpose.PAGE_TOKEN, PLAIN, "pool");

    assertThat(text).matches("[A-Za-z0-9_-]+");
    assertThat(sealer.openText(Purpose.PAGE_TOKEN, text, "pool")).isPresent();
    for (String other : List.of("", "%", text + "=", text + "A", " " + text, text + "\n")) {
      assertThat(sealer.openText(Purpose.PAGE_TOKEN, other, "pool")).isEmpty();
    }
  }

  @Test
  void storedSecretsOpenWhereTheyBelong() {
    Secret secret = Secret.of("s3cret");
    Sealed sealed = sealer.sealSecret(Purpose.CLIENT_SECRET, secret, "client");

    assertThat(sealer.openSecret(Purpose.CLIENT_SECRET, sealed, "client")).contains(secret);
    assertThat(sealer.openSecret(Purpose.CLIENT_SECRET, sealed, "other")).isEmpty();
    assertThat(sealed).hasToString("sealed(39 bytes)");
  }

  @Test
  void stableHashesAre43UrlSafeLetters() {
    assertThat(sealer.stableMac(Purpose.UNKNOWN_NAME, "pool", "nobody"))
        .matches("[A-Za-z0-9_-]{43}");
  }
}
