package dev.poolhouse.message;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An [Outgoing] as it waits in the queue, without its pool's configuration and without the client
/// metadata, which is never stored.
///
/// @param poolId the pool
/// @param poolKey its internal key, which a later pool of the same id does not have
/// @param operation the operation
/// @param clientId the app client; empty where the event names none
/// @param userAgent what the caller called itself
/// @param userId internal id of the user
/// @param username the user as `cognito:username` shows it
/// @param attributes the user's attributes as events of functions show them
/// @param medium how it travels
/// @param to e-mail address or phone number
/// @param purpose why it is sent
/// @param code the code or temporary password
record Draft(
    PoolId poolId,
    PoolKey poolKey,
    String operation,
    Optional<String> clientId,
    String userAgent,
    String userId,
    String username,
    Map<String, String> attributes,
    Message.Medium medium,
    String to,
    Message.Purpose purpose,
    Secret code) {
  static final byte VERSION = 3;
  private static final int FIRST_ATTRIBUTE = 11;

  Draft {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  static Draft of(Outgoing outgoing) {
    Occasion occasion = outgoing.occasion();
    return new Draft(
        outgoing.pool().id(),
        outgoing.pool().key(),
        occasion.operation(),
        occasion.clientId() instanceof String id ? Optional.of(id) : Optional.empty(),
        occasion.caller().origin().userAgent(),
        outgoing.userId(),
        outgoing.username(),
        outgoing.attributes(),
        outgoing.medium(),
        outgoing.to(),
        outgoing.purpose(),
        outgoing.code());
  }

  /// The message again.
  ///
  /// @param pool the pool as it is now
  /// @param metadata the call's client metadata, where it is still known
  Outgoing outgoing(Pool pool, Map<String, String> metadata) {
    Caller caller =
        new Caller.Anonymous(new Caller.Origin(poolId.region(), pool.account(), "", userAgent, ""));
    Object client = clientId.map(Object.class::cast).orElse(Json.NULL);
    return new Outgoing(
        new Occasion(pool, caller, operation, client, metadata),
        userId,
        username,
        attributes,
        medium,
        to,
        purpose,
        code);
  }

  Secret write() {
    List<Optional<byte[]>> parts =
        new ArrayList<>(
            List.of(
                Parts.of(poolId.value()),
                Parts.of(poolKey.value()),
                Parts.of(operation),
                clientId.flatMap(Parts::of),
                Parts.of(userAgent),
                Parts.of(userId),
                Parts.of(username),
                Parts.of(medium.name()),
                Parts.of(to),
                Parts.of(purpose.name()),
                Optional.of(code.bytes())));
    attributes.forEach(
        (name, value) -> {
          parts.add(Parts.of(name));
          parts.add(Parts.of(value));
        });
    return Parts.write(VERSION, parts);
  }

  static Draft read(Secret written) {
    List<Optional<byte[]>> parts = Parts.read(written);
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = FIRST_ATTRIBUTE; i < parts.size(); i += 2) {
      attributes.put(Parts.text(parts, i), Parts.text(parts, i + 1));
    }
    return new Draft(
        new PoolId(Parts.text(parts, 0)),
        new PoolKey(Parts.text(parts, 1)),
        Parts.text(parts, 2),
        parts.get(3).map(Parts::text),
        Parts.text(parts, 4),
        Parts.text(parts, 5),
        Parts.text(parts, 6),
        attributes,
        Message.Medium.valueOf(Parts.text(parts, 7)),
        Parts.text(parts, 8),
        Message.Purpose.valueOf(Parts.text(parts, 9)),
        Secret.of(parts.get(10).orElseThrow()));
  }

  /// Names the message without showing the user.
  @Override
  public String toString() {
    return "Draft[" + purpose + " by " + medium + "]";
  }
}
