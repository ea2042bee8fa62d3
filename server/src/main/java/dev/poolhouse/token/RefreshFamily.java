package dev.poolhouse.token;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// One sign-in and all tokens refreshed from it.
///
/// @param userId whose sign-in
/// @param id the `origin_jti` of its tokens, a UUID
/// @param clientId the app client it was made through
/// @param authTime when the user proved who they are, `auth_time`
/// @param eventId the `event_id` of the sign-in
/// @param scope scopes of the access tokens, separated by spaces
/// @param generation number of the refresh token that is valid now; rises with each rotation
/// @param previousUntil until when the refresh token of the generation before is still taken
/// @param deviceKey the remembered device, if any
/// @param authentication how the user proved who they are
/// @param createdAt when the family began
/// @param expiresAt when its refresh tokens end; rotation does not extend it
/// @param revokedAt when it was revoked, if it was
public record RefreshFamily(
    UserId userId,
    String id,
    ClientId clientId,
    Instant authTime,
    String eventId,
    String scope,
    long generation,
    Instant previousUntil,
    Optional<String> deviceKey,
    Authentication authentication,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> revokedAt) {

  /// The same sign-in as another event.
  public RefreshFamily withEventId(String changed) {
    return new RefreshFamily(
        userId,
        id,
        clientId,
        authTime,
        changed,
        scope,
        generation,
        previousUntil,
        deviceKey,
        authentication,
        createdAt,
        expiresAt,
        revokedAt);
  }
}
