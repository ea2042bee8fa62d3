package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.pool.TokenUse;
import dev.poolhouse.trigger.ClaimChanges;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves what a function may change about a token: a row for each line of the guide's table, with
/// each claim of a line that names several, tried on both tokens by adding, replacing, suppressing,
/// and doing both at once.
///
/// Source: developer guide, claims and scopes reference of the pre token generation trigger.
final class ClaimRulesTest {
  private static final ClientId CLIENT = new ClientId("client");
  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  /// A line of the table.
  ///
  /// @param claim the claim
  /// @param set whether it can be added and modified
  /// @param suppress whether it can be suppressed
  private record Line(String claim, boolean set, boolean suppress) {}

  private record Case(Line line, TokenUse use) {
    @Override
    public String toString() {
      return line.claim() + " of the " + use + " token";
    }
  }

  private static Stream<Line> lines(boolean set, boolean suppress, String... claims) {
    return Arrays.stream(claims).map(claim -> new Line(claim, set, suppress));
  }

  private static Stream<Case> cases() {
    return Stream.of(
            // any claim not in the token schema
            lines(true, true, "plan", "https://example.com/claim", "sub_", "SUB", "custom", " "),
            // these have members of their own in the answer
            lines(false, false, "scope", "cognito:preferred_role", "cognito:roles"),
            lines(false, true, "cognito:groups"),
            lines(false, false, "cognito:username", "cognito:mfa_enabled", "cognito:", "username"),
            lines(false, false, "sub"),
            lines(true, true, "name", "family_name", "given_name", "middle_name", "nickname"),
            lines(true, true, "preferred_username", "profile", "picture", "website", "email"),
            lines(true, true, "gender", "birthdate", "zoneinfo", "locale", "phone_number"),
            lines(true, true, "custom:plan"),
            lines(false, true, "dev:custom:plan"),
            lines(false, false, "identities", "aud", "client_id", "event_id", "device_key"),
            lines(false, false, "version", "acr", "amr", "at_hash", "auth_time", "azp", "exp"),
            lines(false, false, "iat", "iss", "jti", "nbf", "nonce", "origin_jti", "token_use"))
        .flatMap(lines -> lines)
        .flatMap(line -> Stream.of(TokenUse.values()).map(use -> new Case(line, use)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void claimIsAdded(Case given) {
    assertThat(changed(given, Optional.empty(), set(given, AFTER)))
        .isEqualTo(given.line().set() ? Optional.of(AFTER) : Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void claimIsReplaced(Case given) {
    assertThat(changed(given, Optional.of(BEFORE), set(given, AFTER)))
        .contains(given.line().set() ? AFTER : BEFORE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void claimIsSuppressed(Case given) {
    ClaimChanges.Edits edits = new ClaimChanges.Edits(Map.of(), List.of(given.line().claim()));
    assertThat(changed(given, Optional.of(BEFORE), edits))
        .isEqualTo(given.line().suppress() ? Optional.empty() : Optional.of(BEFORE));
    assertThat(changed(given, Optional.empty(), edits)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void suppressionWins(Case given) {
    String claim = given.line().claim();
    ClaimChanges.Edits edits = new ClaimChanges.Edits(Map.of(claim, AFTER), List.of(claim));
    assertThat(changed(given, Optional.of(BEFORE), edits))
        .isEqualTo(given.line().suppress() ? Optional.empty() : Optional.of(BEFORE));
  }

  private static ClaimChanges.Edits set(Case given, Object value) {
    return new ClaimChanges.Edits(Map.of(given.line().claim(), value), List.of());
  }

  private static Optional<Object> changed(
      Case given, Optional<Object> before, ClaimChanges.Edits edits) {
    Map<String, Object> claims = new HashMap<>();
    before.ifPresent(value -> claims.put(given.line().claim(), value));
    ClaimRules.apply(claims, edits, given.use(), CLIENT);
    return Optional.ofNullable(claims.get(given.line().claim()));
  }

  @Test
  void audienceOfTheAccessTokenIsTheClientOrNothing() {
    record Audience(TokenUse use, Object value, boolean set) {}
    List<Audience> audiences =
        List.of(
            new Audience(TokenUse.ACCESS, "client", true),
            new Audience(TokenUse.ACCESS, "another", false),
            new Audience(TokenUse.ACCESS, List.of("client"), false),
            new Audience(TokenUse.ID, "client", false));
    assertThat(audiences)
        .allSatisfy(
            audience -> {
              Map<String, Object> claims = new HashMap<>();
              ClaimRules.apply(
                  claims,
                  new ClaimChanges.Edits(Map.of("aud", audience.value()), List.of()),
                  audience.use(),
                  CLIENT);
              assertThat(claims).isEqualTo(audience.set() ? Map.of("aud", "client") : Map.of());
            });
  }

  @Test
  void suppressedGroupsTakeTheRolesAlong() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("cognito:groups", List.of("a"));
    claims.put("cognito:roles", List.of("r"));
    claims.put("cognito:preferred_role", "r");
    claims.put("sub", "s");
    ClaimRules.apply(
        claims, new ClaimChanges.Edits(Map.of(), List.of("cognito:groups")), TokenUse.ID, CLIENT);
    assertThat(claims).isEqualTo(Map.of("sub", "s"));
  }

  /// @param claim one of those that are no texts in the ID token
  /// @param shown what the ID token shows for the text that a function gave
  private record Typed(String claim, String given, Object shown) {}

  private static Stream<Typed> typed() {
    return Stream.of(
        new Typed("email_verified", "true", true),
        new Typed("phone_number_verified", "false", false),
        new Typed("updated_at", "1700000000", 1_700_000_000L),
        new Typed("updated_at", "lately", "lately"),
        new Typed("address", "1 High Street", Map.of("formatted", "1 High Street")),
        new Typed("birthdate", "1970-01-01", "1970-01-01"));
  }

  @ParameterizedTest
  @MethodSource("typed")
  void textsKeepTheTypeOfTheClaimInTheIdTokenAlone(Typed given) {
    ClaimChanges.Edits edits =
        new ClaimChanges.Edits(Map.of(given.claim(), given.given()), List.of());
    Map<String, Object> id = new HashMap<>();
    ClaimRules.apply(id, edits, TokenUse.ID, CLIENT);
    Map<String, Object> access = new HashMap<>();
    ClaimRules.apply(access, edits, TokenUse.ACCESS, CLIENT);
    assertThat(id).isEqualTo(Map.of(given.claim(), given.shown()));
    assertThat(access).isEqualTo(Map.of(given.claim(), given.given()));
  }

  /// @param granted scopes before
  /// @param add scopes to add
  /// @param suppress scopes to suppress
  /// @param left scopes after
  private record Scopes(String granted, List<String> add, List<String> suppress, String left) {}

  private static Stream<Scopes> scopes() {
    return Stream.of(
        new Scopes("a b", List.of(), List.of(), "a b"),
        new Scopes("a b", List.of("c", "a"), List.of(), "a b c"),
        new Scopes("a b", List.of(), List.of("a", "x"), "b"),
        new Scopes("a b", List.of("c"), List.of("c", "b"), "a"),
        new Scopes("a", List.of(), List.of("a"), ""),
        new Scopes("a", List.of("b"), List.of("a"), "b"));
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void scopesAreAddedAndSuppressed(Scopes given) {
    ClaimChanges changes =
        new ClaimChanges(
            ClaimChanges.NONE.id(),
            ClaimChanges.NONE.access(),
            given.add(),
            given.suppress(),
            Optional.empty());
    assertThat(ClaimRules.scope(given.granted(), changes)).isEqualTo(given.left());
  }
}
