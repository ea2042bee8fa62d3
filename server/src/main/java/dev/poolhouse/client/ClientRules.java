package dev.poolhouse.client;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TokenValidityUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Typed questions to an app client's configuration, with the service's defaults where a member is
/// absent.
///
/// @param document the configuration
public record ClientRules(UserPoolClientType document) {
  private static final Duration DEFAULT_SHORT = Duration.ofHours(1);
  private static final Duration DEFAULT_REFRESH = Duration.ofDays(30);
  private static final int DEFAULT_SESSION_MINUTES = 3;

  /// A way of signing in that a client may allow, however its configuration spells it.
  public enum Flow {
    /// `ALLOW_USER_SRP_AUTH`
    SRP,
    /// `ALLOW_USER_PASSWORD_AUTH`, old name `USER_PASSWORD_AUTH`
    PASSWORD,
    /// `ALLOW_ADMIN_USER_PASSWORD_AUTH`, old name `ADMIN_NO_SRP_AUTH`
    ADMIN_PASSWORD,
    /// `ALLOW_CUSTOM_AUTH`, old name `CUSTOM_AUTH_FLOW_ONLY`
    CUSTOM,
    /// `ALLOW_REFRESH_TOKEN_AUTH`
    REFRESH,
    /// `ALLOW_USER_AUTH`
    CHOICE,
    /// `ALLOW_CLIENT_TOKEN_AUTH`
    CLIENT_TOKEN
  }

  /// The flows this client allows.
  ///
  /// Old names leave SRP, custom and refresh on, except `CUSTOM_AUTH_FLOW_ONLY`, which leaves
  /// custom and refresh alone; an absent list means SRP, custom and refresh (sign-in reference
  /// §1.2). Rotation of refresh tokens takes refresh away, which then goes through
  /// `GetTokensFromRefreshToken`.
  public Set<Flow> flows() {
    Set<Flow> flows = configuredFlows();
    if (rotates()) {
      flows.remove(Flow.REFRESH);
    }
    return flows;
  }

  private Set<Flow> configuredFlows() {
    if (customOnly()) {
      return EnumSet.of(Flow.CUSTOM, Flow.REFRESH);
    }
    Set<Flow> flows = EnumSet.noneOf(Flow.class);
    boolean explicit = false;
    for (String name : document.explicitAuthFlowsAsStrings()) {
      explicit |= name.startsWith("ALLOW_");
      flows.add(flow(name));
    }
    if (!explicit) {
      flows.addAll(EnumSet.of(Flow.SRP, Flow.CUSTOM, Flow.REFRESH));
    }
    return flows;
  }

  private static Flow flow(String name) {
    return switch (name) {
      case "ALLOW_USER_SRP_AUTH" -> Flow.SRP;
      case "ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH" -> Flow.PASSWORD;
      case "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH" -> Flow.ADMIN_PASSWORD;
      case "ALLOW_CUSTOM_AUTH" -> Flow.CUSTOM;
      case "ALLOW_REFRESH_TOKEN_AUTH" -> Flow.REFRESH;
      case "ALLOW_USER_AUTH" -> Flow.CHOICE;
      case "ALLOW_CLIENT_TOKEN_AUTH" -> Flow.CLIENT_TOKEN;
      default -> throw new IllegalStateException("unknown flow stored: " + name);
    };
  }

  /// Whether only custom authentication is allowed, by its old name.
  public boolean customOnly() {
    return document.explicitAuthFlowsAsStrings().contains("CUSTOM_AUTH_FLOW_ONLY");
  }

  /// Whether answers hide that a user does not exist. The API's default is that they do not.
  public boolean hidesUnknownUsers() {
    return document.preventUserExistenceErrors() == PreventUserExistenceErrorTypes.ENABLED;
  }

  /// Scopes of resource servers that the client may use, in the order configured.
  public List<String> customScopes() {
    return document.allowedOAuthScopes().stream()
        .filter(scope -> !OAuthCheck.STANDARD_SCOPES.contains(scope))
        .toList();
  }

  /// Lifetime of access tokens.
  public Duration accessTokenValidity() {
    return validity(
        Optional.ofNullable(document.accessTokenValidity()),
        unit(TokenValidityUnitsType::accessTokenAsString, ChronoUnit.HOURS),
        DEFAULT_SHORT);
  }

  /// Lifetime of ID tokens.
  public Duration idTokenValidity() {
    return validity(
        Optional.ofNullable(document.idTokenValidity()),
        unit(TokenValidityUnitsType::idTokenAsString, ChronoUnit.HOURS),
        DEFAULT_SHORT);
  }

  /// Lifetime of refresh tokens.
  public Duration refreshTokenValidity() {
    return validity(
        Optional.ofNullable(document.refreshTokenValidity()),
        unit(TokenValidityUnitsType::refreshTokenAsString, ChronoUnit.DAYS),
        DEFAULT_REFRESH);
  }

  private ChronoUnit unit(Function<TokenValidityUnitsType, String> member, ChronoUnit usual) {
    return Optional.ofNullable(document.tokenValidityUnits())
        .map(member)
        .map(name -> ChronoUnit.valueOf(name.toUpperCase(Locale.ROOT)))
        .orElse(usual);
  }

  private static Duration validity(
      Optional<Integer> amount, ChronoUnit unit, Duration whenAbsentOrZero) {
    return amount
        .filter(number -> number > 0)
        .map(number -> Duration.of(number, unit))
        .orElse(whenAbsentOrZero);
  }

  /// How long a `Session` can be answered.
  public Duration sessionValidity() {
    Integer minutes = document.authSessionValidity();
    return Duration.ofMinutes(minutes == null ? DEFAULT_SESSION_MINUTES : minutes);
  }

  /// Whether tokens carry `jti` and `origin_jti` and can be revoked. On unless switched off.
  public boolean revocable() {
    return !Boolean.FALSE.equals(document.enableTokenRevocation());
  }

  /// Whether each refresh gives a new refresh token.
  public boolean rotates() {
    return document.refreshTokenRotation() != null
        && "ENABLED".equals(document.refreshTokenRotation().featureAsString());
  }

  /// How long a rotated refresh token can still be used; zero unless set (unsure).
  public Duration rotationGrace() {
    return Optional.ofNullable(document.refreshTokenRotation())
        .map(rotation -> rotation.retryGracePeriodSeconds())
        .map(Duration::ofSeconds)
        .orElse(Duration.ZERO);
  }

  /// Whether the client may read `attribute`. An absent list allows all.
  public boolean mayRead(String attribute) {
    return !document.hasReadAttributes() || document.readAttributes().contains(attribute);
  }

  /// Whether the client may write `attribute`. An absent list allows all but the flags that only
  /// admins set.
  public boolean mayWrite(String attribute) {
    return document.hasWriteAttributes()
        ? document.writeAttributes().contains(attribute)
        : !attribute.equals("email_verified") && !attribute.equals("phone_number_verified");
  }
}
