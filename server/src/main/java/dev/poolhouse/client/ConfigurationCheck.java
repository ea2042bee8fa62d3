package dev.poolhouse.client;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AnalyticsConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;

/// Refuses client configurations that the service refuses, first failure only (admin-API reference
/// §8.2). Not asked here: shape, which the front door has checked, and OAuth settings, which are
/// [OAuthCheck]'s.
final class ConfigurationCheck {
  private static final Duration SHORTEST_TOKEN = Duration.ofMinutes(5);
  private static final Duration LONGEST_TOKEN = Duration.ofDays(1);
  private static final Duration SHORTEST_REFRESH = Duration.ofHours(1);
  private static final Duration LONGEST_REFRESH = Duration.ofDays(3650);

  /// Attributes that no client may write.
  private static final Set<String> SET_BY_SERVICE =
      Set.of("sub", "email_verified", "phone_number_verified");

  private final Pool pool;
  private final UserPoolClientType document;
  private final boolean confidential;

  private ConfigurationCheck(Pool pool, UserPoolClientType document, boolean confidential) {
    this.pool = pool;
    this.document = document;
    this.confidential = confidential;
  }

  /// Throws `InvalidParameterException`, `InvalidOAuthFlowException`, `ScopeDoesNotExistException`
  /// or `FeatureUnavailableInTierException`.
  ///
  /// @param confidential whether the client has a secret
  static void check(Pool pool, UserPoolClientType document, boolean confidential) {
    ConfigurationCheck check = new ConfigurationCheck(pool, document, confidential);
    check.flows();
    check.rotation();
    check.validity();
    check.attributes();
    check.contextData();
    check.analytics();
    check.providers();
    OAuthCheck.check(document, confidential);
  }

  private void flows() {
    List<String> flows = document.explicitAuthFlowsAsStrings();
    long explicit = flows.stream().filter(flow -> flow.startsWith("ALLOW_")).count();
    if (explicit > 0 && explicit < flows.size()) {
      throw ApiException.invalidParameter(
          "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.");
    }
    if (flows.contains("ALLOW_CLIENT_TOKEN_AUTH")) {
      clientTokenFlow(flows);
    }
    if (flows.contains("ALLOW_USER_AUTH")
        && pool.document().userPoolTier() == UserPoolTierType.LITE) {
      throw ApiException.of(
          ErrorCode.FEATURE_UNAVAILABLE_IN_TIER,
          "ALLOW_USER_AUTH is not available in the tier of the user pool."); // (unsure)
    }
  }

  private void clientTokenFlow(List<String> flows) {
    if (flows.size() > 1) {
      throw ApiException.invalidParameter(
          "ALLOW_CLIENT_TOKEN_AUTH cannot be used with other auth flows."); // (unsure)
    }
    if (!confidential) {
      throw ApiException.invalidParameter( // (unsure)
          "ALLOW_CLIENT_TOKEN_AUTH can not be selected if client does not have a client secret.");
    }
  }

  private void rotation() {
    if (new ClientRules(document).rotates()
        && document.explicitAuthFlowsAsStrings().contains("ALLOW_REFRESH_TOKEN_AUTH")) {
      throw ApiException.invalidParameter(
          "ALLOW_REFRESH_TOKEN_AUTH cannot be used with refresh token rotation."); // (unsure)
    }
  }

  private void validity() {
    ClientRules rules = new ClientRules(document);
    Duration access = rules.accessTokenValidity();
    Duration id = rules.idTokenValidity();
    Duration refresh = rules.refreshTokenValidity();
    boolean allowed =
        within(access, SHORTEST_TOKEN, LONGEST_TOKEN)
            && within(id, SHORTEST_TOKEN, LONGEST_TOKEN)
            && within(refresh, SHORTEST_REFRESH, LONGEST_REFRESH)
            && refresh.compareTo(access) >= 0 // the text for this one: (unsure)
            && refresh.compareTo(id) >= 0;
    if (!allowed) {
      throw ApiException.invalidParameter("Invalid range for token validity.");
    }
  }

  private static boolean within(Duration value, Duration least, Duration most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private void attributes() {
    Map<String, SchemaAttributeType> schema = pool.policy().schema();
    if (!schema.keySet().containsAll(document.readAttributes())) {
      throw ApiException.invalidParameter(
          "Invalid read attributes specified while creating a client");
    }
    List<String> written = document.writeAttributes();
    boolean writable =
        schema.keySet().containsAll(written)
            && written.stream().noneMatch(SET_BY_SERVICE::contains)
            && (written.isEmpty() || written.containsAll(required(schema)));
    if (!writable) {
      throw ApiException.invalidParameter(
          "Invalid write attributes specified while creating a client");
    }
  }

  /// What sign-up needs, so that a client must be able to write it (unsure).
  private static List<String> required(Map<String, SchemaAttributeType> schema) {
    return schema.values().stream()
        .filter(attribute -> Boolean.TRUE.equals(attribute.required()))
        .map(SchemaAttributeType::name)
        .filter(name -> !SET_BY_SERVICE.contains(name))
        .toList();
  }

  private void contextData() {
    if (document.enablePropagateAdditionalUserContextData() && !confidential) {
      throw ApiException.invalidParameter(
          "Client Secret is required to set EnablePropagateAdditionalUserContextData as true");
    }
  }

  private void analytics() {
    AnalyticsConfigurationType analytics = document.analyticsConfiguration();
    if (analytics == null) {
      return;
    }
    boolean none =
        analytics.applicationId() == null
            && analytics.roleArn() == null
            && analytics.externalId() == null;
    boolean all =
        analytics.applicationId() != null
            && analytics.roleArn() != null
            && analytics.externalId() != null;
    boolean byArn = analytics.applicationArn() != null;
    if (byArn ? !none : !all) {
      throw ApiException.invalidParameter(
          "Invalid analytics configuration given, either <application arn> or"
              + " <application id, role arn, external id> are valid");
    }
  }

  private void providers() {
    for (String provider : document.supportedIdentityProviders()) {
      if (!provider.equals("COGNITO")) {
        throw ApiException.invalidParameter(
            "The provider " + provider + " does not exist for User Pool " + pool.id() + ".");
      }
    }
  }
}
