package dev.poolhouse.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;

/// The implementation of RSA in use.
///
/// @param provider where key factories and signatures come from
/// @param description for the log at start-up
public record CryptoProvider(Provider provider, String description) {

  /// Amazon Corretto Crypto Provider where its native library loads, else the JDK. Chosen once, by
  /// the composition root; never fails for want of the library.
  public static CryptoProvider detect() {
    try {
      return Corretto.detect();
    } catch (LinkageError absent) {
      return jdk("Amazon Corretto Crypto Provider is absent");
    }
  }

  /// The JDK's own RSA.
  ///
  /// @param reason why it is used
  static CryptoProvider jdk(String reason) {
    try {
      return new CryptoProvider(
          KeyFactory.getInstance("RSA", "SunRsaSign").getProvider(), "JDK (" + reason + ")");
    } catch (NoSuchAlgorithmException | NoSuchProviderException missing) {
      throw new IllegalStateException("RSA is part of every JDK", missing);
    }
  }

  /// A class of its own: where the library is absent, this one fails to load, not the outer one.
  private static final class Corretto {
    static CryptoProvider detect() {
      AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
      if (corretto.getLoadingError() != null) {
        return jdk("native library did not load: " + corretto.getLoadingError().getMessage());
      }
      return new CryptoProvider(
          corretto, "Amazon Corretto Crypto Provider " + corretto.getVersionStr());
    }
  }
}
