package dev.poolhouse.key;

import dev.poolhouse.crypto.Secret;
import java.time.Instant;

/// A pair of id and secret with which an administrator's program signs its calls.
///
/// @param id public half, sent with every call; `[A-Z0-9]`, 20 characters when made here
/// @param account twelve-digit account the key acts in
/// @param name what the operator calls it; the user name in the caller's ARN
/// @param secret secret half, never sent
/// @param policy what the key may do
/// @param createdAt when it was made
/// @param revoked whether it has been withdrawn; a revoked key is answered like an unknown one
public record AccessKey(
    String id,
    String account,
    String name,
    Secret secret,
    AccessPolicy policy,
    Instant createdAt,
    boolean revoked) {

  /// The caller as messages, logs and policies name it.
  public String arn() {
    return "arn:aws:iam::" + account + ":user/" + name;
  }
}
