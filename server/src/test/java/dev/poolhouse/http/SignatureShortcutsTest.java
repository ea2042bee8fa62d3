package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Proves that what makes the check of a signature quick decides nothing: times, headers and
/// signing keys are those of the plain way, for every input.
final class SignatureShortcutsTest {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Secret SECRET = Secret.of("secret");

  @Test
  void timesAreThoseOfTheFormatter() {
    Random random = new Random(1);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = time(random);
      Optional<Instant> plain = BasicTime.parse(text);
      if (plain.isPresent()) {
        read++;
        assertThat(plain).as(text).isEqualTo(formatted(text));
      }
    }
    assertThat(read).isGreaterThan(1_000);
    assertThat(BasicTime.parse("20260203T040506Z")).contains(Instant.parse("2026-02-03T04:05:06Z"));
    assertThat(BasicTime.parse("20260231T040506Z")).isEmpty();
    assertThat(BasicTime.parse("")).isEmpty();
  }

  private static String time(Random random) {
    StringBuilder text =
        new StringBuilder(
            "%04d%02d%02dT%02d%02d%02dZ"
                .formatted(
                    random.nextInt(10_000),
                    random.nextInt(14),
                    random.nextInt(33),
                    random.nextInt(26),
                    random.nextInt(62),
                    random.nextInt(62)));
    if (random.nextBoolean()) {
      text.setCharAt(random.nextInt(text.length()), "0-+ tT\u0660".charAt(random.nextInt(7)));
    }
    return random.nextInt(20) == 0 ? text.substring(1) : text.toString();
  }

  private static Optional<Instant> formatted(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException refused) {
      return Optional.empty();
    }
  }

  @Test
  void parametersAreParted() {
    List<String> pieces = List.of("Credential=", "a/b", "c", "=", ",", " ", ", ", "x=y", "/");
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(8); left > 0; left--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      assertThat(Authorization.scope(head("AWS4-HMAC-SHA256 " + text)))
          .as(text.toString())
          .isEqualTo(parted(text.toString()));
    }
  }

  private static List<String> parted(String text) {
    return Arrays.stream(text.split("[, ]+", -1))
        .filter(part -> part.startsWith("Credential="))
        .map(part -> part.substring("Credential=".length()))
        .filter(credential -> !credential.isEmpty())
        .findFirst()
        .map(credential -> List.of(credential.split("/", -1)))
        .orElse(List.of());
  }

  @Test
  void theCanonicalRequestIsExactlyThis() {
    RequestHead head =
        new RequestHead(
            "POST",
            "/",
            "b=2&a=1",
            Map.of("host", List.of(" a  b   c "), "x-amz-date", List.of("1", " 2 3")),
            "127.0.0.1",
            "id");

    assertThat(CanonicalRequest.of(head, List.of("host", "absent", "x-amz-date"), "hash"))
        .isEqualTo(
            "POST\n"
                + "/\n"
                + "a=1&b=2\n"
                + "host:a b c\n"
                + "absent:\n"
                + "x-amz-date:1,2 3\n\n"
                + "host;absent;x-amz-date\n"
                + "hash");
  }

  @Test
  void aKeptSigningKeyIsForItsSecretAndScopeAlone() {
    DerivedKeys keys = new DerivedKeys();
    Authorization first = authorization("KEY", "20260101", "eu-west-1");
    byte[] derived = keys.of(first, SECRET);
    keys.keep(first, SECRET, derived);

    assertThat(derived).isEqualTo(SigV4.signingKey(first, SECRET));
    assertThat(keys.of(first, SECRET)).isEqualTo(derived);
    for (Authorization other :
        List.of(
            authorization("KEY", "20260102", "eu-west-1"),
            authorization("KEY", "20260101", "us-east-1"),
            authorization("OTHER", "20260101", "eu-west-1"))) {
      assertThat(keys.of(other, SECRET)).isEqualTo(SigV4.signingKey(other, SECRET));
    }
    Secret replaced = Secret.of("replaced");
    assertThat(keys.of(first, replaced)).isEqualTo(SigV4.signingKey(first, replaced));
  }

  @Test
  void onlyWhatIsKeptIsAnswered() {
    DerivedKeys keys = new DerivedKeys();
    Authorization first = authorization("KEY", "20260101", "eu-west-1");
    byte[] unlike = new byte[32];
    keys.of(first, SECRET);
    keys.keep(first, SECRET, unlike); // shows which key is answered

    assertThat(keys.of(first, SECRET)).isEqualTo(unlike);
    assertThat(new DerivedKeys().of(first, SECRET)).isNotEqualTo(unlike);
  }

  @Test
  void manyKeysAreNotKeptForever() {
    DerivedKeys keys = new DerivedKeys();
    byte[] unlike = new byte[32];
    for (int i = 0; i <= 1_000; i++) {
      keys.keep(authorization("KEY" + i, "20260101", "eu-west-1"), SECRET, unlike);
    }
    assertThat(keys.of(authorization("KEY0", "20260101", "eu-west-1"), SECRET))
        .isNotEqualTo(unlike);
    assertThat(keys.of(authorization("KEY1000", "20260101", "eu-west-1"), SECRET))
        .isEqualTo(unlike);
  }

  private static Authorization authorization(String keyId, String date, String region) {
    return new Authorization(
        keyId, date, region, "cognito-idp", "aws4_request", List.of("host"), "00");
  }

  private static RequestHead head(String authorization) {
    return new RequestHead(
        "POST", "/", "", Map.of("authorization", List.of(authorization)), "127.0.0.1", "id");
  }
}
