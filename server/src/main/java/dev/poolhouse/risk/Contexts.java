package dev.poolhouse.risk;

import dev.poolhouse.client.Client;
import dev.poolhouse.crypto.Fingerprints;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.HttpHeader;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserContextDataType;

/// Makes out from where a request comes: from its own connection, and from what an application
/// tells of its user.
///
/// Source: sign-in reference §9; developer guide, "Adding user device and session data to API
/// requests".
final class Contexts {
  private static final int LONGEST_USER_AGENT = 1_000;
  private static final int LONGEST_SHOWN = 100;

  private Contexts() {}

  /// The context of a public operation. The address that the application tells counts only where
  /// its app client has a secret and may pass on additional data.
  ///
  /// Throws `InvalidParameterException` for an address that counts and is none.
  ///
  /// @param sent as the SDK's request class holds it
  static ClientContext of(Caller caller, Client client, @Nullable UserContextDataType sent) {
    Optional<UserContextDataType> data = Optional.ofNullable(sent);
    EncodedData.Collected collected = collected(data.map(UserContextDataType::encodedData));
    String address =
        data.map(UserContextDataType::ipAddress)
            .filter(_ -> passesOn(client))
            .map(Contexts::checked)
            .orElse(caller.origin().address());
    return context(address, Optional.of(caller.origin().userAgent()), collected);
  }

  /// The context of a signed operation, whose own connection comes from the application's server:
  /// its address stands for the user's only when nothing is told.
  ///
  /// Throws `InvalidParameterException` for an address that is none.
  ///
  /// @param sent as the SDK's request class holds it
  static ClientContext of(Caller caller, @Nullable ContextDataType sent) {
    if (sent == null) {
      return ClientContext.at(caller.origin().address());
    }
    return context(
        checked(sent.ipAddress()),
        userAgent(sent),
        collected(Optional.ofNullable(sent.encodedData())));
  }

  private static boolean passesOn(Client client) {
    return client.confidential()
        && Boolean.TRUE.equals(client.document().enablePropagateAdditionalUserContextData());
  }

  /// The text is ours; that the service refuses such addresses is documented.
  private static String checked(String address) {
    return ClientContext.parse(address)
        .orElseThrow(
            () ->
                ApiException.invalidParameter(
                    "The IpAddress of the context data is not a valid IPv4 or IPv6 address."))
        .getHostAddress();
  }

  private static Optional<String> userAgent(ContextDataType sent) {
    return sent.httpHeaders().stream()
        .filter(header -> "user-agent".equalsIgnoreCase(header.headerName()))
        .findFirst()
        .map(HttpHeader::headerValue);
  }

  private static EncodedData.Collected collected(Optional<String> encoded) {
    return encoded.map(EncodedData::read).orElse(EncodedData.Collected.NOTHING);
  }

  private static ClientContext context(
      String address, Optional<String> header, EncodedData.Collected collected) {
    Optional<String> userAgent =
        collected
            .userAgent()
            .or(() -> header)
            .filter(text -> !text.isBlank() && text.length() <= LONGEST_USER_AGENT);
    return new ClientContext(
        address,
        device(collected, userAgent),
        collected.deviceName().or(() -> userAgent.map(DeviceNames::of)).map(Contexts::shown),
        collected.timeZone().map(Contexts::shown));
  }

  /// The id that a library keeps on the device; else the traits it found; else kind of browser and
  /// system.
  private static Optional<String> device(
      EncodedData.Collected collected, Optional<String> userAgent) {
    return collected
        .deviceId()
        .map(id -> Fingerprints.of("id", id))
        .or(() -> collected.fingerprint().map(traits -> Fingerprints.of("traits", traits)))
        .or(() -> userAgent.map(text -> Fingerprints.of("kind", DeviceNames.kind(text))));
  }

  /// What can be stored and shown: neither control characters, which PostgreSQL does not take, nor
  /// half a character.
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_SHOWN)
        .forEach(point -> shown.appendCodePoint(isUnfit(point) ? '?' : point));
    return shown.toString();
  }

  private static boolean isUnfit(int point) {
    return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
  }
}
