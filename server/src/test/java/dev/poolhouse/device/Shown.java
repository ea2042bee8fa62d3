package dev.poolhouse.device;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceType;

/// Devices as answers show them.
final class Shown {
  private Shown() {}

  /// The attributes by name.
  static Map<String, String> attributes(DeviceType device) {
    return device.deviceAttributes().stream()
        .collect(Collectors.toMap(AttributeType::name, AttributeType::value));
  }

  /// Whether it is remembered, as the API words it.
  static String status(DeviceType device) {
    return String.valueOf(attributes(device).get("dev:device_remembered_status"));
  }
}
