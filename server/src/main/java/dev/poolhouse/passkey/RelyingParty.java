package dev.poolhouse.passkey;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserVerificationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnConfigurationType;

/// What passkeys of a pool are made for.
///
/// @param id a domain; passkeys work on its pages and those of its subdomains
/// @param userVerification whether authenticators must verify the user or just should
public record RelyingParty(String id, UserVerificationType userVerification) {
  private static final String LOCALHOST = "localhost";

  /// The pool's relying party: the configured domain; else the pool's custom domain; else its
  /// prefix domain, spelled as the service spells it. Empty when it has none of them.
  ///
  /// Source: sign-in reference §8, "RP id".
  public static Optional<RelyingParty> find(Pool pool) {
    Optional<WebAuthnConfigurationType> settings = pool.mfaPolicy().passkeys();
    UserVerificationType verification =
        settings
            .map(WebAuthnConfigurationType::userVerification)
            .orElse(UserVerificationType.PREFERRED);
    return settings
        .map(WebAuthnConfigurationType::relyingPartyId)
        .or(() -> domain(pool))
        .map(id -> new RelyingParty(id.toLowerCase(Locale.ROOT), verification));
  }

  private static Optional<String> domain(Pool pool) {
    UserPoolType document = pool.document();
    return Optional.ofNullable(document.customDomain())
        .or(
            () ->
                Optional.ofNullable(document.domain())
                    .map(prefix -> prefix + ".auth." + pool.id().region() + ".amazoncognito.com"));
  }

  /// Refuses pools where passkeys are not among the first factors: `WebAuthnNotEnabledException`;
  /// the text is ours (unsure).
  static void requireEnabled(Pool pool) {
    if (!pool.policy().firstFactors().contains(AuthFactorType.WEB_AUTHN)) {
      throw ApiException.of(
          ErrorCode.WEBAUTHN_NOT_ENABLED, "Passkeys are not enabled for this user pool.");
    }
  }

  /// Whether authenticators that cannot verify the user are refused.
  public boolean requiresVerification() {
    return userVerification == UserVerificationType.REQUIRED;
  }

  /// Whether pages of `origin` may use the passkeys: `https` on the domain itself or one below it,
  /// on any port; for the domain `localhost` also plain `http`. Origins of Android apps, which name
  /// a certificate in the place of a domain, are not allowed.
  ///
  /// @param origin as browsers write it, such as `https://app.example.com`
  boolean allows(String origin) {
    if (origin.startsWith("https://")) {
      String host = host(origin.substring("https://".length()));
      return host.equals(id) || host.endsWith("." + id);
    }
    return origin.startsWith("http://")
        && id.equals(LOCALHOST)
        && host(origin.substring("http://".length())).equals(LOCALHOST);
  }

  /// The host; no text at all where anything but a port follows it.
  private static String host(String authority) {
    int colon = authority.indexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    boolean port = colon < 0 || authority.substring(colon + 1).matches("[0-9]{1,5}");
    return port && host.matches("[a-z0-9.-]+") ? host : "";
  }
}
