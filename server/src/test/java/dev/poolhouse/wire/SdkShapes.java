package dev.poolhouse.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;

/// The model classes that the SDK's jar holds.
final class SdkShapes {
  private SdkShapes() {}

  /// The classes of the model package, interfaces and abstract ones left out, that extend `type`.
  static <T> List<Class<? extends T>> subtypes(Class<T> type) {
    String folder = CognitoIdentityProviderRequest.class.getPackageName().replace('.', '/') + "/";
    Path jar =
        Path.of(
            CognitoIdentityProviderRequest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(folder) && name.endsWith(".class") && !name.contains("$"))
          .<Class<?>>map(SdkShapes::load)
          .filter(found -> type.isAssignableFrom(found) && found != type)
          .filter(found -> !Modifier.isAbstract(found.getModifiers()))
          .<Class<? extends T>>map(found -> found.asSubclass(type))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An empty builder of a model class.
  static SdkPojo builder(Class<?> shape) {
    try {
      return (SdkPojo) shape.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String entry) {
    try {
      return Class.forName(entry.substring(0, entry.length() - 6).replace('/', '.'));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
