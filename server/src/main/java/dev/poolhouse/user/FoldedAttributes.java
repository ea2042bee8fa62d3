package dev.poolhouse.user;

import java.util.Locale;
import java.util.Optional;

/// The searchable attributes of a user in lower case, one indexed column each.
///
/// @param username the username
/// @param email `email`
/// @param phone `phone_number`
/// @param name `name`
/// @param givenName `given_name`
/// @param familyName `family_name`
/// @param preferredUsername `preferred_username`
public record FoldedAttributes(
    String username,
    Optional<String> email,
    Optional<String> phone,
    Optional<String> name,
    Optional<String> givenName,
    Optional<String> familyName,
    Optional<String> preferredUsername) {

  /// The columns of `user`.
  public static FoldedAttributes of(User user) {
    return new FoldedAttributes(
        fold(user.username()),
        folded(user, "email"),
        folded(user, "phone_number"),
        folded(user, "name"),
        folded(user, "given_name"),
        folded(user, "family_name"),
        folded(user, "preferred_username"));
  }

  /// `text` as the columns hold it.
  public static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Optional<String> folded(User user, String attribute) {
    return user.attribute(attribute).map(FoldedAttributes::fold);
  }
}
