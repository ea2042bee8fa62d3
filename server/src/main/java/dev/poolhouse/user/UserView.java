package dev.poolhouse.user;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/// Users as the API shows them.
public final class UserView {
  private UserView() {}

  /// The user as `AdminCreateUser` and the lists show it.
  public static UserType of(User user) {
    return of(user, attributes(user));
  }

  /// The user with some of its attributes.
  public static UserType of(User user, List<AttributeType> attributes) {
    UserType.Builder shown =
        UserType.builder()
            .username(user.username())
            .attributes(attributes)
            .userCreateDate(user.createdAt())
            .userLastModifiedDate(user.modifiedAt())
            .enabled(user.enabled())
            .userStatus(user.status());
    MfaView.of(user).options().ifPresent(shown::mfaOptions);
    return shown.build();
  }

  /// All attributes, `sub` first.
  public static List<AttributeType> attributes(User user) {
    List<AttributeType> attributes = new ArrayList<>();
    attributes.add(attribute("sub", user.sub()));
    user.attributes().forEach((name, value) -> attributes.add(attribute(name, value)));
    return attributes;
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }
}
