package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Proves that the server chooses the JDK's RSA where Corretto's jar is missing, instead of
/// failing. Which provider is found on this machine is not proven: it depends on the machine.
final class CryptoProviderTest {

  @Test
  void theJdkServesWhereCorrettoIsAbsent() throws ReflectiveOperationException {
    Class<?> isolated = Class.forName(CryptoProvider.class.getName(), true, new WithoutCorretto());

    assertThat(isolated.getMethod("detect").invoke(null))
        .hasToString(
            "CryptoProvider[provider=%s, description=%s]"
                .formatted(
                    CryptoProvider.jdk("").provider(),
                    "JDK (Amazon Corretto Crypto Provider is absent)"));
  }

  @Test
  void somethingIsAlwaysFound() {
    assertThat(CryptoProvider.detect().provider().getService("Signature", "SHA256withRSA"))
        .isNotNull();
  }

  /// Loads our classes anew and hides Corretto's from them.
  private static final class WithoutCorretto extends ClassLoader {
    WithoutCorretto() {
      super(CryptoProviderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.amazon.corretto.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.poolhouse.crypto.")) {
        return super.loadClass(name, resolve);
      }
      try (InputStream bytecode = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = Objects.requireNonNull(bytecode).readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }
}
