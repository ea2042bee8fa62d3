package dev.poolhouse.trigger;

import java.util.Map;

/// Changes what an identity provider says about a user, before it is mapped.
///
/// @param userName provider and subject (unsure: published events show the subject alone)
/// @param providerName the provider as the pool names it
/// @param providerType such as `OIDC` or `SAML`
/// @param attributes what the provider said, by `tokenResponse`, `idToken`, `userInfo`,
///   `samlResponse`
public record InboundFederation(
    String userName, String providerName, String providerType, Map<String, Object> attributes)
    implements Trigger<Map<String, String>> {

  @Override
  public TriggerKind kind() {
    return TriggerKind.INBOUND_FEDERATION;
  }

  @Override
  public String source() {
    return "ExternalProvider";
  }

  @Override
  public Map<String, Object> request() {
    return new Members()
        .with("providerName", providerName)
        .with("providerType", providerType)
        .with("attributes", attributes)
        .map();
  }

  @Override
  public Map<String, Object> response() {
    return new Members().with("userAttributesToMap", Map.of()).map();
  }

  /// The provider's attributes to map instead; empty keeps them.
  @Override
  public Map<String, String> read(Answer answer) {
    return answer.textMap("userAttributesToMap").orElse(Map.of());
  }

  /// Shows no attributes: they hold the provider's tokens.
  @Override
  public String toString() {
    return "InboundFederation[" + providerName + "]";
  }
}
