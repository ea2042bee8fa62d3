package dev.poolhouse.risk;

import dev.poolhouse.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Reads the `EncodedData` that the context data libraries collect in browsers and on phones: the
/// Base64 of `{"payload", "signature", "version"}`, where `payload` is the text of an object whose
/// `contextData` describes the device. The signature is made with the app client's id, which is
/// public, so it proves nothing and is not looked at. Whatever cannot be read is left out.
///
/// Source: the published libraries for JavaScript (`JS20171115`), Android and iOS; sign-in
/// reference §9: bad data is accepted and ignored.
final class EncodedData {
  private static final int LONGEST = 16 * 1024;
  private static final int LONGEST_MEMBER = 1_000;

  private EncodedData() {}

  /// What a library collected, as far as it serves us.
  ///
  /// @param deviceId id that the library keeps on the device
  /// @param fingerprint traits of browser or system, without a meaning of their own
  /// @param deviceName model, on phones
  /// @param userAgent of the browser
  /// @param timeZone such as `-07:00`
  record Collected(
      Optional<String> deviceId,
      Optional<String> fingerprint,
      Optional<String> deviceName,
      Optional<String> userAgent,
      Optional<String> timeZone) {

    static final Collected NOTHING =
        new Collected(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /// What `encoded` holds; nothing when it is longer than 16 KiB or not of that form.
  static Collected read(String encoded) {
    if (encoded.length() > LONGEST) {
      return Collected.NOTHING;
    }
    try {
      String envelope =
          new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
      return text(Json.read(envelope), "payload")
          .map(payload -> member(Json.read(payload), "contextData"))
          .map(EncodedData::collected)
          .orElse(Collected.NOTHING);
    } catch (IllegalArgumentException _) {
      return Collected.NOTHING;
    }
  }

  private static Collected collected(Object data) {
    return new Collected(
        text(data, "DeviceId"),
        text(data, "DeviceFingerprint"),
        text(data, "DeviceName"),
        text(data, "UserAgent"),
        text(data, "ClientTimezone"));
  }

  private static Optional<String> text(Object object, String name) {
    return member(object, name) instanceof String text
            && !text.isBlank()
            && text.length() <= LONGEST_MEMBER
        ? Optional.of(text.strip())
        : Optional.empty();
  }

  private static Object member(Object object, String name) {
    return object instanceof Map<?, ?> map
        ? Optional.<Object>ofNullable(map.get(name)).orElse(Json.NULL)
        : Json.NULL;
  }
}
