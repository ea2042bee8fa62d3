package dev.poolhouse.bench.jmh;

import dev.poolhouse.crypto.CryptoProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// RSA-2048 with SHA-256 over a token of usual length.
@State(Scope.Benchmark)
public class RsaBenchmark {
  private static final byte[] CONTENT = "x".repeat(900).getBytes(StandardCharsets.US_ASCII);

  /// `jdk`, or what the server chooses, which is Corretto where its library loads.
  @Param({"jdk", "server"})
  public String provider = "";

  private Keys keys = Keys.NONE;

  private record Keys(
      Provider provider, PrivateKey privateKey, PublicKey publicKey, byte[] signature) {
    private static final Keys NONE = of(Security.getProvider("SunRsaSign"));

    static Keys of(Provider provider) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        KeyFactory factory = KeyFactory.getInstance("RSA", provider);
        PrivateKey privateKey =
            factory.generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
        PublicKey publicKey =
            factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded()));
        return new Keys(provider, privateKey, publicKey, RsaBenchmark.sign(provider, privateKey));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("RSA is part of every JDK", e);
      }
    }
  }

  /// Makes a key.
  @Setup
  public void makeKeys() {
    keys =
        Keys.of(
            provider.equals("jdk")
                ? Security.getProvider("SunRsaSign")
                : CryptoProvider.detect().provider());
  }

  /// One signature.
  @Benchmark
  public byte[] sign() throws GeneralSecurityException {
    return sign(keys.provider(), keys.privateKey());
  }

  private static byte[] sign(Provider provider, PrivateKey key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA", provider);
    signature.initSign(key);
    signature.update(CONTENT);
    return signature.sign();
  }

  /// One check of a good signature.
  @Benchmark
  public boolean verify() throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA", keys.provider());
    signature.initVerify(keys.publicKey());
    signature.update(CONTENT);
    return signature.verify(keys.signature());
  }
}
