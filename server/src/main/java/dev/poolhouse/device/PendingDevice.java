package dev.poolhouse.device;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.user.UserId;
import java.time.Instant;

/// A sign-in that waits for its device's proof. Some clients answer without the session they were
/// given; then this shows that a first factor came before.
///
/// @param userId who signs in
/// @param clientId through which app client
/// @param deviceKey the device that was asked
/// @param sessionId id of the state of the sign-in
/// @param session the sealed state, as the client was given it
/// @param expiresAt when it can no longer be answered
public record PendingDevice(
    UserId userId,
    ClientId clientId,
    String deviceKey,
    String sessionId,
    String session,
    Instant expiresAt) {

  /// Names the sign-in without showing its session.
  @Override
  public String toString() {
    return "PendingDevice[" + sessionId + "]";
  }
}
