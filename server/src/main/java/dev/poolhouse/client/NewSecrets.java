package dev.poolhouse.client;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes client secrets and their ids. May be shared.
final class NewSecrets {
  /// Active secrets that a client can have.
  static final int MOST = 2;

  private final SecretCheck check;
  private final Ids ids;

  NewSecrets(SecretCheck check, Ids ids) {
    this.check = check;
    this.ids = ids;
  }

  /// The secret that a request gives, or a new one of 52 letters.
  Secret value(@Nullable String given) {
    return given == null ? ids.clientSecret() : Secret.of(given);
  }

  /// `value` as a secret of the client. Its id is made of the client's id and the second of its
  /// creation, or the next second that none of `others` has taken.
  ClientSecret sealed(ClientId client, Secret value, List<ClientSecret> others, Instant now) {
    return new ClientSecret(id(client, others, now), check.seal(client, value), now);
  }

  private static String id(ClientId client, List<ClientSecret> others, Instant now) {
    long second = now.getEpochSecond();
    while (taken(client + "--" + second, others)) {
      second++;
    }
    return client + "--" + second;
  }

  private static boolean taken(String id, List<ClientSecret> others) {
    return others.stream().anyMatch(other -> other.id().equals(id));
  }
}
