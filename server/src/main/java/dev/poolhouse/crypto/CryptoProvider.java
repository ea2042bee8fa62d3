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

  /// Amazon's Corretto Crypto Provider where its native library loads, else the JDK. Chosen once,
  /// by the composition root; never fails for want of the library.
  public static CryptoProvider detect() {
    try {
      AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
      if (corretto.getLoadingError() == null) {
        return new CryptoProvider(
            corretto, "Amazon Corretto Crypto Provider " + corretto.getVersionStr());
      }
      return jdk("native library did not load: " + corretto.getLoadingError().getMessage());
    } catch (LinkageError absent) {
      return jdk("Amazon Corretto Crypto Provider is absent: " + absent.getMessage());
    }
  }

  /// The JDK's own RSA.
  static CryptoProvider jdk(String reason) {
    try {
      return new CryptoProvider(
          KeyFactory.getInstance("RSA", "SunRsaSign").getProvider(), "JDK (" + reason + ")");
    } catch (NoSuchAlgorithmException | NoSuchProviderException missing) {
      throw new IllegalStateException("RSA is part of every JDK", missing);
    }
  }
}
