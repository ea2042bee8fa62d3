package dev.poolhouse.http;

import java.util.List;
import java.util.regex.Pattern;

/// Which region and account a request addresses, as its credentials name them, believed or not. May
/// be shared.
public final class Scopes {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(-[a-z]{2,16}){1,3}-[0-9]{1,2}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern KEY_ID = Pattern.compile("\\w{1,128}");

  private static final String ANONYMOUS = "anonymous";

  private final String defaultRegion;
  private final String defaultAccount;
  private final Scope unnamed;

  /// @param defaultRegion region of requests that name none
  /// @param defaultAccount twelve-digit account of keys that are not account numbers themselves
  public Scopes(String defaultRegion, String defaultAccount) {
    this.defaultRegion = defaultRegion;
    this.defaultAccount = defaultAccount;
    this.unnamed = new Scope(ANONYMOUS, defaultAccount, defaultRegion);
  }

  /// Whether the text has the form of a region name. Regions become part of pool ids, so nothing
  /// else may pass for one.
  static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /// What the credential scope names; defaults stand in for what is absent or malformed.
  Scope of(RequestHead head) {
    List<String> credential = Authorization.scope(head);
    if (credential.isEmpty()) {
      return unnamed;
    }
    String keyId = credential.getFirst();
    String region = credential.size() < 3 ? "" : credential.get(2);
    return new Scope(
        KEY_ID.matcher(keyId).matches() ? keyId : ANONYMOUS,
        ACCOUNT.matcher(keyId).matches() ? keyId : defaultAccount,
        isRegion(region) ? region : defaultRegion);
  }

  /// @param accessKeyId the key's id, `anonymous` when there is no usable one
  /// @param account twelve-digit account: the key id itself when it is one
  /// @param region region name
  record Scope(String accessKeyId, String account, String region) {}
}
