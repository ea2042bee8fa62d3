package dev.poolhouse.http;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A self-signed certificate and its key as PEM files, made by the JDK's `keytool`.
///
/// @param certificate file of the certificate
/// @param key file of the private key
record TestPem(Path certificate, Path key) {
  private static final String PASSWORD = "only-for-this-test";

  /// The pair of that name in the folder, made when it is not there yet.
  static TestPem of(Path folder, String name) throws Exception {
    TestPem pem = new TestPem(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    if (!Files.exists(pem.certificate)) {
      KeyStore store = keyStore(folder.resolve(name + ".p12"), name);
      Key key = store.getKey("pair", PASSWORD.toCharArray());
      Files.writeString(pem.key, pem("PRIVATE KEY", key.getEncoded()));
      Files.writeString(
          pem.certificate, pem("CERTIFICATE", store.getCertificate("pair").getEncoded()));
    }
    return pem;
  }

  private static KeyStore keyStore(Path file, String name) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "pair",
            "-dname",
            "CN=" + name,
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  private static String pem(String type, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
  }

  /// For clients that look at the certificate themselves.
  static TrustManager[] anyCertificate() {
    return new TrustManager[] {new AnyCertificate()};
  }

  private static final class AnyCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
