package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves that claims are written byte for byte as a well-known library of tokens writes them, and
/// read back as they were.
final class ClaimsJsonTest {

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void claimsAreWrittenAsALibraryWritesThem(@ForAll("claims") Map<String, Object> claims) {
    assertThat(ClaimsJson.write(claims)).isEqualTo(JSONObjectUtils.toJSONString(claims));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void whatIsWrittenIsReadBack(@ForAll("claims") Map<String, Object> claims) {
    String written = ClaimsJson.write(claims);

    assertThat(ClaimsJson.read(written).map(Map::keySet)).contains(claims.keySet());
    assertThat(ClaimsJson.read(written).map(read -> String.valueOf(read.get("0text"))))
        .contains(String.valueOf(claims.get("0text")));
  }

  @Provide
  Arbitrary<Map<String, Object>> claims() {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .all()
            .withChars("\"\\/<>&'=\t\b\n\r\f\u0000\u001f\u007f\u2027\u2028\u2029\u202a\u00eb")
            .withChars('a', 'Z')
            .ofMaxLength(12)
            .map(ClaimsJsonTest::withoutHalves);
    Arbitrary<Object> single =
        Arbitraries.oneOf(
            texts.map(Object.class::cast),
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.integers().map(Object.class::cast),
            Arbitraries.bigDecimals().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast));
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            single,
            single.list().ofMaxSize(3).map(Object.class::cast),
            Arbitraries.maps(texts, single.list().ofMaxSize(2).map(ClaimsJsonTest::withNull))
                .ofMaxSize(3)
                .map(Object.class::cast));
    return Arbitraries.maps(texts, values)
        .ofMaxSize(6)
        .map(LinkedHashMap<String, Object>::new)
        .flatMap(
            claims ->
                texts.map(
                    text -> {
                      claims.put("0text", text);
                      return Collections.unmodifiableMap(claims);
                    }));
  }

  /// Half a surrogate pair is no text that a claim could hold.
  private static String withoutHalves(String text) {
    return text.codePoints()
        .filter(point -> point > 0xFFFF || !Character.isSurrogate((char) point))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<@Nullable Object> withNull(List<Object> items) {
    List<@Nullable Object> more = new ArrayList<>(items);
    more.add(null);
    return more;
  }

  @Test
  void claimsAreExactlyThese() {
    Map<String, @Nullable Object> identity = new LinkedHashMap<>();
    identity.put("userId", "1");
    identity.put("issuer", null);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", "aaaa");
    claims.put("email_verified", true);
    claims.put("iss", "https://id.example.com/<p>&'");
    claims.put("cognito:groups", List.of("b", "a"));
    claims.put("identities", List.of(identity));
    claims.put("exp", 1_700_003_600L);
    claims.put("rate", new BigDecimal("1.50"));
    claims.put("none", List.of());
    claims.put("name", "Zo\u00eb \"Z\" \uD83D\uDE00\u0001\u2028");

    assertThat(ClaimsJson.write(claims))
        .isEqualTo(
            """
            {"sub":"aaaa","email_verified":true,"iss":"https://id.example.com/<p>&'",\
            "cognito:groups":["b","a"],"identities":[{"userId":"1","issuer":null}],\
            "exp":1700003600,"rate":1.50,"none":[],\
            "name":"Zo\u00eb \\"Z\\" \uD83D\uDE00\\u0001\\u2028"}\
            """);
    assertThat(ClaimsJson.write(Map.of())).isEqualTo("{}");
  }

  @Test
  void onlyObjectsAreClaims() {
    assertThat(ClaimsJson.read("{\"a\":1}")).contains(Map.of("a", 1L));
    for (String text : List.of("", "[]", "null", "\"a\"", "{", "{}{}", "{\"a\":NaN}")) {
      assertThat(ClaimsJson.read(text)).as(text).isEmpty();
    }
    assertThat(ClaimsJson.read("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}")).isEmpty();
  }

  @Test
  void otherValuesAreRefused() {
    assertThatThrownBy(() -> ClaimsJson.write(Map.of("a", 'x')))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
