package dev.poolhouse.kms;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.MasterKeyProvider;
import com.amazonaws.encryptionsdk.exception.AwsCryptoException;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.CodeCipher;
import dev.poolhouse.pool.PoolId;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Messages of the AWS Encryption SDK, without key commitment and without a signature, since the
/// service's own functions decrypt with `REQUIRE_ENCRYPT_ALLOW_DECRYPT` (which suite it takes is
/// unsure); the encryption context names the pool. The library is loaded at the first code. May be
/// shared.
///
/// Source: triggers reference §4.9; AWS Encryption SDK developer guide, "Supported algorithm
/// suites" (0x0178).
public final class EncryptionSdkCipher implements CodeCipher {
  private static final Logger LOG = LoggerFactory.getLogger(EncryptionSdkCipher.class);
  private static final String CONTEXT = "userpool-id";

  private final Function<String, MasterKeyProvider<?>> keys;

  /// @param keys the key for a pool's `KMSKeyID`
  private EncryptionSdkCipher(Function<String, MasterKeyProvider<?>> keys) {
    this.keys = keys;
  }

  /// With that key.
  public static EncryptionSdkCipher of(CodeKey key) {
    return new EncryptionSdkCipher(
        switch (key) {
          case CodeKey.Kms kms -> new KmsKeys(kms)::of;
          case CodeKey.Local(Secret bytes) -> _ -> LocalKey.of(bytes);
        });
  }

  @Override
  public Outcome encrypt(Secret code, String keyArn, PoolId poolId) {
    try {
      byte[] message =
          AwsCrypto.builder()
              .withCommitmentPolicy(CommitmentPolicy.ForbidEncryptAllowDecrypt)
              .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA256)
              .build()
              .encryptData(keys.apply(keyArn), code.bytes(), Map.of(CONTEXT, poolId.value()))
              .getResult();
      return new Outcome.Encrypted(Base64.getEncoder().encodeToString(message));
    } catch (AwsServiceException e) {
      return new Outcome.Failed("KMS refused the key: " + e.awsErrorDetails().errorCode());
    } catch (SdkException | AwsCryptoException | IllegalArgumentException e) {
      LOG.debug("pool {}: a code was not encrypted", poolId, e);
      return new Outcome.Failed("the code could not be encrypted: " + e.getClass().getSimpleName());
    }
  }
}
