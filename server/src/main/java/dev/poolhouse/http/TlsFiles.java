package dev.poolhouse.http;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.nio.file.Path;
import java.util.List;

/// The PEM files of a TLS server.
///
/// @param certificates the server's certificate, followed by the intermediate ones
/// @param privateKey its private key, not encrypted
public record TlsFiles(Path certificates, Path privateKey) {

  /// Reads both files. TLS 1.2 and 1.3 are spoken.
  ///
  /// Throws a [RuntimeException] naming the file that cannot be read or does not fit.
  Tls load() {
    Keys keys =
        Keys.builder()
            .pem(
                pem ->
                    pem.key(Resource.create(privateKey)).certChain(Resource.create(certificates)))
            .build();
    return Tls.builder()
        .privateKey(keys.privateKey().orElseThrow())
        .privateKeyCertChain(keys.certChain())
        .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
        .build();
  }
}
