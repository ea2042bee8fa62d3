package dev.poolhouse.kms;

import com.amazonaws.encryptionsdk.MasterKeyProvider;
import com.amazonaws.encryptionsdk.jce.JceMasterKey;
import dev.poolhouse.crypto.Secret;
import javax.crypto.spec.SecretKeySpec;

/// The AES key of this server, as other libraries of the AWS Encryption SDK know it: a raw AES
/// keyring with AES-256-GCM, of namespace `poolhouse` and name `codes`.
final class LocalKey {
  private static final String NAMESPACE = "poolhouse";
  private static final String NAME = "codes";

  private LocalKey() {}

  static MasterKeyProvider<?> of(Secret key) {
    return JceMasterKey.getInstance(
        new SecretKeySpec(key.bytes(), "AES"), NAMESPACE, NAME, "AES/GCM/NoPadding");
  }
}
