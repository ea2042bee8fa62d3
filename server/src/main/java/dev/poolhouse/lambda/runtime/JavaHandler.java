package dev.poolhouse.lambda.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// The handler of a jar: `CLASS` or `CLASS::METHOD` in the manifest's `Poolhouse-Handler`, or else
/// its `Main-Class`. Without a method's name it is `handleRequest`, as in RequestHandler and
/// RequestStreamHandler of `aws-lambda-java-core`; neither needs to be implemented.
final class JavaHandler {
  private final @Nullable Object target;
  private final Method method;
  private final InstantSource clock;

  private JavaHandler(@Nullable Object target, Method method, InstantSource clock) {
    this.clock = clock;
    this.target = target;
    this.method = method;
  }

  /// Loads the handler of the jar, which is on the class path.
  ///
  /// @param clock the time that deadlines go by
  static JavaHandler load(String jar, InstantSource clock)
      throws IOException, ReflectiveOperationException {
    String[] name = nameIn(jar).split("::", -1);
    Class<?> type = Class.forName(name[0]);
    String wanted = name.length > 1 ? name[1] : "handleRequest";
    Method method =
        Arrays.stream(type.getMethods())
            .filter(one -> one.getName().equals(wanted) && !one.isBridge())
            .max(Comparator.comparingInt(Method::getParameterCount))
            .orElseThrow(() -> new NoSuchMethodException(name[0] + " has no method " + wanted));
    method.setAccessible(true);
    boolean free = Modifier.isStatic(method.getModifiers());
    return new JavaHandler(free ? null : type.getConstructor().newInstance(), method, clock);
  }

  private static String nameIn(String jar) throws IOException {
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
      String name = attributes.getValue("Poolhouse-Handler");
      name = name == null ? attributes.getValue(Attributes.Name.MAIN_CLASS) : name;
      if (name == null) {
        throw new IOException("the jar's manifest names neither Poolhouse-Handler nor Main-Class");
      }
      return name;
    }
  }

  /// Calls it.
  ///
  /// @param event the event as JSON
  /// @param told what its context answers, by name of the method
  String call(String event, Map<String, Object> told)
      throws IOException, ReflectiveOperationException {
    Class<?>[] types = method.getParameterTypes();
    if (types.length > 1 && types[1] == OutputStream.class) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      method.invoke(target, arguments(event, told, out));
      return out.toString(StandardCharsets.UTF_8);
    }
    Object returned =
        method.invoke(target, arguments(event, told, OutputStream.nullOutputStream()));
    return JavaJson.write(JavaValues.toJson(returned));
  }

  private @Nullable Object[] arguments(String event, Map<String, Object> told, OutputStream out)
      throws ReflectiveOperationException {
    @Nullable Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      if (type == InputStream.class) {
        arguments[i] = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
      } else if (type == OutputStream.class) {
        arguments[i] = out;
      } else if (i > 0 && type.isInterface()) {
        arguments[i] = context(type, told);
      } else {
        arguments[i] =
            JavaValues.toType(JavaJson.read(event), method.getGenericParameterTypes()[i]);
      }
    }
    return arguments;
  }

  /// An object of the handler's own `Context`, which this process knows by its name alone.
  private Object context(Class<?> type, Map<String, Object> told) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, asked, _) ->
            switch (asked.getName()) {
              case "getRemainingTimeInMillis" -> remaining(told);
              case "getLogger" -> logger(asked.getReturnType());
              default -> told.get(asked.getName());
            });
  }

  private int remaining(Map<String, Object> told) {
    long deadline = told.get("deadline") instanceof Long millis ? millis : 0;
    return (int) Math.max(0, deadline - clock.millis());
  }

  private static Object logger(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, asked, said) -> {
          if (asked.getName().equals("log") && said != null && said.length > 0) {
            JavaRuntime.print(
                said[0] instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.UTF_8)
                    : String.valueOf(said[0]));
          }
          return null;
        });
  }
}
