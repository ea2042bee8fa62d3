package dev.poolhouse.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.CryptoResult;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.CodeCipher;
import dev.poolhouse.pool.PoolId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Proves that what is encrypted opens with the policy that functions use, is bound to its pool,
/// and that a key service that is not there is told of. Other languages are proven with their own
/// libraries.
final class EncryptionSdkCipherTest {
  private static final Secret KEY = Secret.of("0123456789abcdef0123456789abcdef");
  private static final PoolId POOL = new PoolId("us-east-1_TestPool1");
  private static final String ARN =
      "arn:aws:kms:us-east-1:000000000000:key/1a2b3c4d-0000-0000-0000-000000000000";

  @Test
  void codeOpensWithTheKeyAndNamesThePool() {
    CodeCipher.Outcome outcome =
        EncryptionSdkCipher.of(new CodeKey.Local(KEY)).encrypt(Secret.of("123456"), ARN, POOL);

    CryptoResult<byte[], ?> opened =
        AwsCrypto.builder()
            .withCommitmentPolicy(CommitmentPolicy.RequireEncryptAllowDecrypt)
            .build()
            .decryptData(
                LocalKey.of(KEY),
                Base64.getDecoder().decode(((CodeCipher.Outcome.Encrypted) outcome).message()));
    assertThat(new String(opened.getResult(), StandardCharsets.UTF_8)).isEqualTo("123456");
    assertThat(opened.getEncryptionContext()).containsEntry("userpool-id", POOL.value());
    assertThat(opened.getCryptoAlgorithm())
        .isEqualTo(CryptoAlgorithm.ALG_AES_256_GCM_IV12_TAG16_HKDF_SHA256);
  }

  @Test
  void keyServiceThatIsNotThereFailsTheCode() {
    CodeKey nowhere =
        new CodeKey.Kms(Optional.of(URI.create("http://127.0.0.1:1")), Duration.ofSeconds(2));

    CodeCipher.Outcome outcome =
        EncryptionSdkCipher.of(nowhere).encrypt(Secret.of("123456"), ARN, POOL);

    assertThat(outcome).isInstanceOf(CodeCipher.Outcome.Failed.class);
    assertThat(outcome.toString()).doesNotContain("123456");
  }
}
