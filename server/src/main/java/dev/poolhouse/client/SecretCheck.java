package dev.poolhouse.client;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.SecretHash;
import dev.poolhouse.wire.ApiException;
import java.util.List;
import java.util.Optional;

/// Decides whether a request proves knowledge of its app client's secret. Either of two active
/// secrets will do. May be shared.
public final class SecretCheck {
  private final Sealer sealer;

  public SecretCheck(Sealer sealer) {
    this.sealer = sealer;
  }

  /// Checks `SECRET_HASH` (or the `SecretHash` member), made over `username` as the request spells
  /// it.
  ///
  /// Throws `NotAuthorizedException` when the client has a secret and `hash` is empty or wrong, or
  /// has none and a hash was sent (sign-in reference §1.3).
  ///
  /// @param hash the hash as sent; empty text counts as absent
  public void requireHash(Client client, String username, String hash) {
    if (!client.confidential()) {
      if (!hash.isEmpty()) {
        throw ApiException.notAuthorized(
            "Unable to verify secret hash for client " + client.id()); // (unsure)
      }
      return;
    }
    if (hash.isEmpty()) {
      throw ApiException.notAuthorized(
          "Client " + client.id() + " is configured with secret but SECRET_HASH was not received");
    }
    boolean matches = false;
    for (Secret secret : open(client)) {
      matches |= SecretHash.matches(hash, secret, username, client.id().value());
    }
    if (!matches) {
      throw ApiException.notAuthorized("SecretHash does not match for the client: " + client.id());
    }
  }

  /// Whether `secret` is one of the client's; for a client without secrets, whether none was sent
  /// (empty text).
  public boolean accepts(Client client, Secret secret) {
    if (!client.confidential()) {
      return secret.length() == 0;
    }
    boolean matches = false;
    for (Secret known : open(client)) {
      matches |= known.equals(secret);
    }
    return matches;
  }

  /// The refusal of a secret that is not the client's; text (unsure).
  public static ApiException mismatch(Client client) {
    return ApiException.notAuthorized(
        "Client secret does not match for the client: " + client.id());
  }

  /// The newest secret in clear, as `DescribeUserPoolClient` shows it; empty for a public client.
  public Optional<Secret> newest(Client client) {
    List<Secret> secrets = open(client);
    return secrets.isEmpty() ? Optional.empty() : Optional.of(secrets.getLast());
  }

  /// A secret of the client with that id as the database may hold it. Not inside a transaction.
  Sealed seal(ClientId id, Secret secret) {
    return Sealed.of(sealer.seal(Purpose.CLIENT_SECRET, secret.bytes(), id.value()));
  }

  private List<Secret> open(Client client) {
    return client.secrets().stream().map(secret -> open(client.id(), secret)).toList();
  }

  private Secret open(ClientId id, ClientSecret secret) {
    return sealer
        .open(Purpose.CLIENT_SECRET, secret.value().bytes(), id.value())
        .map(Secret::of)
        .orElseThrow(() -> new IllegalStateException("secret does not open: " + secret.id()));
  }
}
