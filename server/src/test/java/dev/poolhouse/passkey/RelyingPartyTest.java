package dev.poolhouse.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserVerificationType;

/// Which pages may use the passkeys of a domain.
final class RelyingPartyTest {
  private record Case(String id, String origin, boolean allowed) {
    @Override
    public String toString() {
      return origin + (allowed ? " may use " : " may not use ") + id;
    }
  }

  static Stream<Case> origins() {
    return Stream.of(
        new Case("example.com", "https://example.com", true),
        new Case("example.com", "https://example.com:8443", true),
        new Case("example.com", "https://a.b.example.com", true),
        new Case("a.example.com", "https://example.com", false),
        new Case("example.com", "https://example.org", false),
        new Case("example.com", "https://notexample.com", false),
        new Case("example.com", "https://example.com.evil.org", false),
        new Case("example.com", "https://evil.org/.example.com", false),
        new Case("example.com", "https://evil.org#.example.com", false),
        new Case("example.com", "https://evil.org@example.com", false),
        new Case("example.com", "https://example.com:", false),
        new Case("example.com", "https://example.com:80/x", false),
        new Case("example.com", "http://example.com", false),
        new Case("example.com", "http://localhost", false),
        new Case("example.com", "https://", false),
        new Case("example.com", "null", false),
        new Case("example.com", "", false),
        new Case("localhost", "http://localhost", true),
        new Case("localhost", "http://localhost:3000", true),
        new Case("localhost", "https://localhost", true),
        new Case("localhost", "http://127.0.0.1", false),
        new Case("localhost", "http://localhost.evil.org", false));
  }

  @ParameterizedTest
  @MethodSource("origins")
  void passkeysWorkOnPagesOfTheirDomain(Case given) {
    RelyingParty party = new RelyingParty(given.id(), UserVerificationType.PREFERRED);
    assertThat(party.allows(given.origin())).isEqualTo(given.allowed());
  }
}
