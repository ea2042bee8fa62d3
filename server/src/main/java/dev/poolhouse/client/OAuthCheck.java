package dev.poolhouse.client;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Refuses OAuth settings of a client that the service refuses: flows, scopes, URLs (admin-API
/// reference §8.2). Lists given while OAuth is switched off are kept and do nothing (unsure).
final class OAuthCheck {
  /// Scopes that every pool has.
  static final Set<String> STANDARD_SCOPES =
      Set.of("phone", "email", "openid", "profile", "aws.cognito.signin.user.admin");

  private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Schemes that a browser runs instead of visiting.
  private static final Set<String> SCRIPT_SCHEMES = Set.of("javascript", "data", "vbscript");

  private OAuthCheck() {}

  /// Throws `InvalidParameterException`, `InvalidOAuthFlowException` or
  /// `ScopeDoesNotExistException`.
  static void check(UserPoolClientType document, boolean confidential) {
    if (document.allowedOAuthFlowsUserPoolClient()
        && (document.allowedOAuthFlows().isEmpty() || document.allowedOAuthScopes().isEmpty())) {
      throw ApiException.invalidParameter(
          "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to"
              + " use OAuth flows."); // quoted by users of the service
    }
    flows(document, confidential);
    scopes(document);
    urls(document);
  }

  private static void flows(UserPoolClientType document, boolean confidential) {
    List<String> flows = document.allowedOAuthFlowsAsStrings();
    boolean forUsers = flows.contains("code") || flows.contains("implicit");
    if (flows.contains("client_credentials")) {
      if (forUsers) {
        throw invalidFlow(
            "client_credentials flow can not be selected along with code flow or implicit flow.");
      }
      if (!confidential) {
        throw invalidFlow(
            "client_credentials flow can not be selected if client does not have a client"
                + " secret.");
      }
    }
    if (forUsers && document.callbackURLs().isEmpty()) {
      throw invalidFlow(
          "CallbackUrls can not be empty when code flow or implicit flow is selected");
    }
  }

  private static void scopes(UserPoolClientType document) {
    boolean machines = document.allowedOAuthFlowsAsStrings().contains("client_credentials");
    for (String scope : document.allowedOAuthScopes()) {
      if (!STANDARD_SCOPES.contains(scope)) {
        throw ApiException.of(ErrorCode.SCOPE_DOES_NOT_EXIST, "Invalid scope requested: " + scope);
      }
      if (machines) {
        throw invalidFlow(scope + " is not supported with client_credentials flow");
      }
    }
  }

  private static void urls(UserPoolClientType document) {
    Stream.concat(document.callbackURLs().stream(), document.logoutURLs().stream())
        .forEach(OAuthCheck::url);
    String usual = document.defaultRedirectURI();
    if (usual != null && !document.callbackURLs().contains(usual)) {
      throw ApiException.invalidParameter(
          usual + " is not one of the callback URLs of the client."); // (unsure)
    }
  }

  private static void url(String text) {
    URI url = parse(text).orElseThrow(() -> refused(text, "is not a valid URL.")); // (unsure)
    if (url.getRawFragment() != null) {
      throw refused(text, "cannot use fragment");
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    if (SCRIPT_SCHEMES.contains(scheme)) {
      throw refused(text, "is not a valid URL."); // (unsure)
    }
    if (scheme.equals("http") && !LOCAL_HOSTS.contains(host(url))) {
      throw refused(text, "cannot use the HTTP protocol.");
    }
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text)).filter(URI::isAbsolute);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static String host(URI url) {
    return url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
  }

  private static ApiException refused(String url, String why) {
    return ApiException.invalidParameter(url + " " + why);
  }

  private static ApiException invalidFlow(String message) {
    return ApiException.of(ErrorCode.INVALID_OAUTH_FLOW, message);
  }
}
