package dev.poolhouse.user;

/// What `ListUsers` looks for.
public sealed interface UserFilter {

  /// Every user.
  record All() implements UserFilter {}

  /// Users whose attribute equals a value.
  ///
  /// @param field the attribute
  /// @param value the value, folded where the field is
  record Equal(Field field, String value) implements UserFilter {}

  /// Users whose attribute begins with a value.
  ///
  /// @param field the attribute
  /// @param value the beginning, folded where the field is
  record Prefix(Field field, String value) implements UserFilter {}

  /// Attributes that can be searched, as the filter spells them.
  enum Field {
    USERNAME("username"),
    EMAIL("email"),
    PHONE_NUMBER("phone_number"),
    NAME("name"),
    GIVEN_NAME("given_name"),
    FAMILY_NAME("family_name"),
    PREFERRED_USERNAME("preferred_username"),
    USER_STATUS("cognito:user_status"),
    STATUS("status"),
    SUB("sub");

    private final String spelling;

    Field(String spelling) {
      this.spelling = spelling;
    }

    /// The name in the filter text.
    public String spelling() {
      return spelling;
    }
  }
}
