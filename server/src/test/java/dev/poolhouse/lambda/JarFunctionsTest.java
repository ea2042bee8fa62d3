package dev.poolhouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions in jars run with the same Java, whatever form their handler has.
final class JarFunctionsTest {
  private static final String SOURCE =
      """
      import java.io.IOException;
      import java.io.InputStream;
      import java.io.OutputStream;
      import java.util.List;
      import java.util.Map;
      public class Sample {
        public interface Context { String getFunctionName(); int getRemainingTimeInMillis(); }
        public static class Bean {
          private String name; private List<Integer> numbers; private Boolean flag;
          public String getName() { return name; } public void setName(String name) { this.name = name; }
          public List<Integer> getNumbers() { return numbers; }
          public void setNumbers(List<Integer> numbers) { this.numbers = numbers; }
          public Boolean isFlag() { return flag; } public void setFlag(Boolean flag) { this.flag = flag; }
        }
        public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
          System.out.println("garbage");
          event.put("by", context.getFunctionName());
          event.put("inTime", context.getRemainingTimeInMillis() > 1000);
          return event;
        }
        public Bean bean(Bean bean) { bean.setFlag(true); return bean; }
        public static void stream(InputStream in, OutputStream out) throws IOException { in.transferTo(out); }
        public static Object fails(Object event) { throw new IllegalStateException("no"); }
        public static Object nothing(Object event) { return null; }
        public static Object exits(Object event) { System.exit(3); return null; }
      }
      """;
  private static final String EVENT =
      "{\"name\":\"a\\u00e9\\\"\",\"numbers\":[1,-2],\"flag\":null}";

  @TempDir private static Path folder;
  @TempDir private static Path classes;
  private static FunctionsFolder functions;

  record Case(String handler, String answer) {}

  @BeforeAll
  static void compile() throws IOException {
    functions = new FunctionsFolder(folder, Duration.ofSeconds(5), 2);
    Path source = Files.writeString(classes.resolve("Sample.java"), SOURCE);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, "-d", classes.toString(), source.toString()))
        .isZero();
  }

  @AfterAll
  static void close() {
    functions.close();
  }

  static Stream<Case> handlers() {
    return Stream.of(
        new Case(
            "Sample",
            "{\"name\":\"aé\\\"\",\"numbers\":[1,-2],\"flag\":null,\"by\":\"jar0\",\"inTime\":true}"),
        new Case("Sample::stream", EVENT),
        new Case("Sample::fails", "threw no"),
        new Case("Sample::nothing", "null"),
        new Case("Sample::exits", "threw Runtime exited with error: exit status 3"),
        new Case("Sample::absent", "threw Sample has no method absent"),
        new Case("Absent", "threw Absent"));
  }

  @ParameterizedTest
  @MethodSource("handlers")
  void answersAsUnderLambda(Case given) throws IOException {
    String name = "jar" + handlers().toList().indexOf(given);
    write(name, given.handler());
    assertThat(functions.answer(name, EVENT)).isEqualTo(given.answer());
  }

  private static void write(String name, String handler) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Poolhouse-Handler", handler);
    try (OutputStream file = Files.newOutputStream(folder.resolve(name + ".jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      for (String part : List.of("Sample", "Sample$Context", "Sample$Bean")) {
        jar.putNextEntry(new JarEntry(part + ".class"));
        jar.write(Files.readAllBytes(classes.resolve(part + ".class")));
        jar.closeEntry();
      }
    }
  }
}
