package dev.poolhouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that packages import each other in one direction only, along the order that
/// `ARCHITECTURE.md` shows, and that each library is known to the packages that need it alone.
/// Reads the compiled classes, so what a lambda or a record uses counts too.
final class ArrowsTest {

  /// The packages from top to bottom. A package may use those of the rows below its own, never one
  /// of its own row or above: so `http` cannot know `sql`, and no two packages know each other.
  private static final List<Set<String>> ORDER =
      List.of(
          Set.of("app"),
          Set.of("http", "sql", "smtp", "sms", "kms", "lambda", "sinks"),
          Set.of("signin"),
          Set.of("selfservice", "signup"),
          Set.of("mfa", "device", "passkey"),
          Set.of("token"),
          Set.of("group", "risk"),
          Set.of("user"),
          Set.of("message"),
          Set.of("trigger", "analytics"),
          Set.of("client"),
          Set.of("pool", "key"),
          Set.of("crypto", "store", "wire"));

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes = ServerClasses.read();
  }

  @Test
  void everyPackageHasItsRow() {
    Set<String> ordered = ORDER.stream().flatMap(Set::stream).collect(Collectors.toSet());
    assertThat(packages()).isEqualTo(ordered);
  }

  @Test
  void packagesUseOnlyWhatStandsBelowThem() {
    Set<String> upward =
        dependencies()
            .filter(arrow -> !source(arrow).isEmpty() && !target(arrow).isEmpty())
            .filter(arrow -> !source(arrow).equals(target(arrow)))
            .filter(arrow -> row(target(arrow)) >= row(source(arrow)))
            .map(Dependency::getDescription)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(upward).isEmpty();
  }

  /// A library and the only packages that may use it.
  ///
  /// @param library start of its package names
  /// @param packages packages of ours
  record Case(String library, Set<String> packages) {
    @Override
    public String toString() {
      return library + "* is known to " + new TreeSet<>(packages) + " alone";
    }
  }

  static Stream<Case> libraries() {
    return Stream.of(
        new Case("java.sql.", Set.of("sql")),
        new Case("javax.sql.", Set.of("sql")),
        new Case("org.jdbi.", Set.of("sql")),
        new Case("com.zaxxer.", Set.of("sql")),
        new Case("org.flywaydb.", Set.of("sql")),
        new Case("org.sqlite.", Set.of("sql")),
        new Case("org.postgresql.", Set.of("sql")),
        new Case("io.helidon.", Set.of("http", "app")),
        new Case("io.micrometer.", Set.of("http", "app")),
        new Case("tools.jackson.", Set.of("wire", "http", "sql", "app")),
        new Case("com.nimbusds.", Set.of("crypto")),
        new Case("com.amazon.corretto.", Set.of("crypto")),
        new Case("com.eatthepath.", Set.of("crypto")),
        new Case("com.webauthn4j.", Set.of("passkey")),
        new Case("com.maxmind.", Set.of("risk")),
        new Case("com.github.benmanes.", Set.of("store", "pool", "user")),
        new Case("jakarta.mail.", Set.of("smtp")),
        new Case("software.amazon.awssdk.services.sns.", Set.of("sms")),
        new Case("software.amazon.awssdk.services.kms.", Set.of("kms")),
        new Case("com.amazonaws.encryptionsdk.", Set.of("kms")),
        new Case("software.amazon.awssdk.http.urlconnection.", Set.of("sms", "kms")),
        new Case("picocli.", Set.of("app")),
        new Case("ch.qos.logback.", Set.of("app")));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void librariesAreKnownWhereTheyAreNeeded(Case given) {
    Set<String> elsewhere =
        dependencies()
            .filter(arrow -> targetClass(arrow).startsWith(given.library()))
            .filter(arrow -> !given.packages().contains(source(arrow)))
            .map(Dependency::getDescription)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void theArchitecturePageNamesEveryPackage() {
    String page = Checkout.text(Checkout.root().resolve("ARCHITECTURE.md"));
    assertThat(packages()).allSatisfy(name -> assertThat(page).contains("\n  " + name + " "));
  }

  private static Set<String> packages() {
    return classes.stream()
        .map(type -> ServerClasses.feature(type.getPackageName()))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Stream<Dependency> dependencies() {
    return classes.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  private static String source(Dependency arrow) {
    return ServerClasses.feature(arrow.getOriginClass().getPackageName());
  }

  private static String target(Dependency arrow) {
    return ServerClasses.feature(arrow.getTargetClass().getBaseComponentType().getPackageName());
  }

  private static String targetClass(Dependency arrow) {
    return arrow.getTargetClass().getBaseComponentType().getName();
  }

  private static int row(String name) {
    for (int i = 0; i < ORDER.size(); i++) {
      if (ORDER.get(i).contains(name)) {
        return ORDER.size() - i;
      }
    }
    throw new AssertionError("no row for package " + name);
  }
}
