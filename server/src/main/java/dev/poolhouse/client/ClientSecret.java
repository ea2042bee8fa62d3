package dev.poolhouse.client;

import dev.poolhouse.crypto.Sealed;
import java.time.Instant;

/// One active secret of an app client.
///
/// @param id `<client id>--<epoch seconds of creation>`
/// @param value the secret (24 to 64 of `[\w+]`), sealed for `CLIENT_SECRET` with the client id as
///   context
/// @param createdAt creation
public record ClientSecret(String id, Sealed value, Instant createdAt) {}
