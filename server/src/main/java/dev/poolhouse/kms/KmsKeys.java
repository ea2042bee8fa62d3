package dev.poolhouse.kms;

import com.amazonaws.encryptionsdk.MasterKeyProvider;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/// Keys of AWS KMS, each called in its own region. Clients are made at the first code, since that
/// takes a while. May be shared.
final class KmsKeys {
  private final CodeKey.Kms settings;
  private final ConcurrentMap<Region, KmsClient> clients = new ConcurrentHashMap<>();

  KmsKeys(CodeKey.Kms settings) {
    this.settings = settings;
  }

  /// The key of that ARN.
  MasterKeyProvider<?> of(String keyArn) {
    return KmsMasterKeyProvider.builder()
        .customRegionalClientSupplier(region -> clients.computeIfAbsent(region, this::client))
        .buildStrict(keyArn);
  }

  private KmsClient client(Region region) {
    KmsClientBuilder client =
        KmsClient.builder()
            .region(region)
            .overrideConfiguration(override -> override.apiCallTimeout(settings.timeout()))
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    settings.endpoint().ifPresent(client::endpointOverride);
    return client.build();
  }
}
