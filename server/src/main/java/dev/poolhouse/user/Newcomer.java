package dev.poolhouse.user;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Names and attributes that a new user will have.
///
/// @param sub the generated `sub`
/// @param username name to store; equals the sub where e-mail or phone serve as username
/// @param attributes attributes by name, with what the typed username adds
public record Newcomer(String sub, String username, Map<String, String> attributes) {
  public Newcomer {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /// Names the user without showing attributes.
  @Override
  public String toString() {
    return "Newcomer[" + sub + "]";
  }
}
