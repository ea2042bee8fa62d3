package dev.poolhouse.device;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.User;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceRememberedStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceType;

/// A device as answers show it.
///
/// Source: examples of GetDevice and AdminGetDevice in the AWS CLI reference; sign-in reference
/// §4.3.
final class DeviceView {
  private DeviceView() {}

  static DeviceType of(Pool pool, User user, Device device) {
    String owner = user.username() + "." + pool.id();
    List<AttributeType> attributes = new ArrayList<>();
    attributes.add(attribute("device_status", "valid"));
    device.name().ifPresent(name -> attributes.add(attribute("device_name", name)));
    attributes.add(attribute("dev:device_arn", arn(pool, owner, device)));
    attributes.add(attribute("dev:device_owner", owner));
    device.lastIp().ifPresent(address -> attributes.add(attribute("last_ip_used", address)));
    attributes.add(attribute("dev:device_remembered_status", status(device).toString()));
    attributes.add(attribute("dev:device_sdk", "aws-sdk"));
    return DeviceType.builder()
        .deviceKey(device.key())
        .deviceAttributes(attributes)
        .deviceCreateDate(device.createdAt())
        .deviceLastModifiedDate(device.modifiedAt())
        .deviceLastAuthenticatedDate(device.authenticatedAt().truncatedTo(ChronoUnit.SECONDS))
        .build();
  }

  private static String arn(Pool pool, String owner, Device device) {
    return "arn:aws:cognito-idp:%s:%s:owner/%s/device/%s"
        .formatted(pool.id().region(), pool.account(), owner, device.key());
  }

  private static DeviceRememberedStatusType status(Device device) {
    return device.remembered()
        ? DeviceRememberedStatusType.REMEMBERED
        : DeviceRememberedStatusType.NOT_REMEMBERED;
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }
}
