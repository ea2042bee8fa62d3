package dev.poolhouse.message;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.trigger.Occasion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What an operation wants to tell a user; the text comes from the pool's templates, or from its
/// function.
///
/// @param occasion the call that tells it: in which pool, for which app client
/// @param userId internal id of the user, under which a queued message lies
/// @param username the user as `cognito:username` shows it
/// @param attributes the user's attributes as events of functions show them
/// @param medium how it travels
/// @param to e-mail address or phone number
/// @param purpose why it is sent
/// @param code the code or temporary password
public record Outgoing(
    Occasion occasion,
    String userId,
    String username,
    Map<String, String> attributes,
    Message.Medium medium,
    String to,
    Message.Purpose purpose,
    Secret code) {

  public Outgoing {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /// The pool that sends it.
  public Pool pool() {
    return occasion.pool();
  }

  /// The app client, where the operation has one; part of confirmation links.
  Optional<String> clientId() {
    return occasion.clientId() instanceof String id && !id.equals(Occasion.NO_CLIENT)
        ? Optional.of(id)
        : Optional.empty();
  }

  /// Names the message without showing the user.
  @Override
  public String toString() {
    return "Outgoing[" + purpose + " by " + medium + "]";
  }
}
