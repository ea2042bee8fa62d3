package dev.poolhouse.http;

import dev.poolhouse.crypto.Secret;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The signing key that each access key was last used with, since callers sign with the same one
/// all day: four hashes less, 2 us of a signed request. Only what a good signature was made with is
/// kept, so strangers cannot fill it. May be shared.
final class DerivedKeys {
  private static final int MOST = 1_000;

  private final Map<String, Derived> latest = new ConcurrentHashMap<>();

  /// @param secret what it was derived from: an access key's secret may be replaced
  private record Derived(
      String date, String region, String service, String terminator, Secret secret, Secret key) {
    boolean fits(Authorization wanted, Secret wantedSecret) {
      return date.equals(wanted.date())
          && region.equals(wanted.region())
          && service.equals(wanted.service())
          && terminator.equals(wanted.terminator())
          && secret.equals(wantedSecret);
    }
  }

  /// The signing key for the scope that the header names.
  byte[] of(Authorization authorization, Secret secret) {
    Derived kept = latest.get(authorization.accessKeyId());
    return kept != null && kept.fits(authorization, secret)
        ? kept.key().bytes()
        : SigV4.signingKey(authorization, secret);
  }

  /// Keeps the key of a signature that was good.
  void keep(Authorization authorization, Secret secret, byte[] key) {
    Derived kept = latest.get(authorization.accessKeyId());
    if (kept != null && kept.fits(authorization, secret)) {
      return;
    }
    if (latest.size() >= MOST) {
      latest.clear();
    }
    latest.put(
        authorization.accessKeyId(),
        new Derived(
            authorization.date(),
            authorization.region(),
            authorization.service(),
            authorization.terminator(),
            secret,
            Secret.of(key)));
  }
}
