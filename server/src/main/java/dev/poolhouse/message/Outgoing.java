package dev.poolhouse.message;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import java.util.Map;
import java.util.Optional;

/// What an operation wants to tell a user; the text comes from the pool's templates.
///
/// @param pool the pool that sends it
/// @param userId internal id of the user, under which a queued message lies
/// @param username the user as `cognito:username` shows it
/// @param attributes the user's attributes, for message functions
/// @param clientId the app client, where the operation has one; part of confirmation links
/// @param medium how it travels
/// @param to e-mail address or phone number
/// @param purpose why it is sent
/// @param code the code or temporary password
public record Outgoing(
    Pool pool,
    String userId,
    String username,
    Map<String, String> attributes,
    Optional<String> clientId,
    Message.Medium medium,
    String to,
    Message.Purpose purpose,
    Secret code) {

  public Outgoing {
    attributes = Map.copyOf(attributes);
  }
}
