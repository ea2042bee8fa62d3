package dev.poolhouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves the rules that the compiler does not know: nothing static changes, time and randomness
/// come in by constructor, files stay short and every package is introduced.
///
/// What a `Map` or an array in a constant holds is not looked at.
final class CodeRulesTest {
  private static final int LONGEST_FILE = 400;
  private static final Set<String> SLOW_ON_PURPOSE = Set.of("SlowClientsTest.java");

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes = ServerClasses.read();
  }

  @Test
  void nothingStaticChanges() {
    assertThat(
            classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(CodeRulesTest::canChange)
                .map(JavaField::getFullName))
        .isEmpty();
  }

  private static boolean canChange(JavaField field) {
    JavaClass type = field.getRawType();
    return !field.getModifiers().contains(JavaModifier.FINAL)
        || type.isAssignableTo(ThreadLocal.class)
        || type.isAssignableTo(ConcurrentMap.class)
        || type.isAssignableTo(HashMap.class)
        || type.isAssignableTo(StringBuilder.class)
        || type.isAssignableTo(SecureRandom.class)
        || type.getPackageName().equals("java.util.concurrent.atomic");
  }

  @Test
  void classesAreFinalUnlessSealed() {
    assertThat(
            classes.stream()
                .filter(type -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass())
                .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName))
        .isEmpty();
  }

  /// Runs in processes of functions, which nobody hands a clock or an environment.
  private static final String OTHER_PROCESS = ServerClasses.ROOT + "lambda.runtime";

  /// A call and the only packages that may make it.
  ///
  /// @param owner class of the method
  /// @param methods names of its methods
  /// @param packages packages of ours
  record Case(Class<?> owner, Set<String> methods, Set<String> packages) {
    @Override
    public String toString() {
      return owner.getSimpleName()
          + methods
          + (packages.isEmpty() ? " nowhere" : " in " + packages);
    }
  }

  static Stream<Case> timeAndChance() {
    return Stream.of(
        new Case(Instant.class, Set.of("now"), Set.of()),
        new Case(LocalDate.class, Set.of("now"), Set.of()),
        new Case(LocalDateTime.class, Set.of("now"), Set.of()),
        new Case(ZonedDateTime.class, Set.of("now"), Set.of()),
        new Case(Date.class, Set.of("<init>"), Set.of("crypto", "smtp")),
        new Case(System.class, Set.of("currentTimeMillis"), Set.of()),
        new Case(Clock.class, Set.of("systemUTC", "systemDefaultZone", "system"), Set.of()),
        new Case(InstantSource.class, Set.of("system"), Set.of("app")),
        new Case(SecureRandom.class, Set.of("<init>"), Set.of("app")),
        new Case(Random.class, Set.of("<init>"), Set.of()),
        new Case(ThreadLocalRandom.class, Set.of("current"), Set.of()),
        new Case(Math.class, Set.of("random"), Set.of()),
        new Case(UUID.class, Set.of("randomUUID"), Set.of()),
        new Case(System.class, Set.of("getenv", "getProperty"), Set.of("app")));
  }

  @ParameterizedTest
  @MethodSource("timeAndChance")
  void timeChanceAndEnvironmentComeInFromOutside(Case given) {
    assertThat(
            classes.stream()
                .filter(type -> !type.getPackageName().equals(OTHER_PROCESS))
                .filter(
                    type ->
                        !given.packages().contains(ServerClasses.feature(type.getPackageName())))
                .flatMap(type -> type.getCodeUnitCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(given.owner()))
                .filter(call -> given.methods().contains(call.getTarget().getName()))
                .map(Object::toString))
        .isEmpty();
  }

  @Test
  void filesAreShort() {
    assertThat(
            Checkout.javaFiles().stream()
                .filter(file -> !file.endsWith("ApiOperation.java"))
                .filter(file -> Checkout.text(file).lines().count() > LONGEST_FILE)
                .map(Checkout::name))
        .isEmpty();
  }

  @Test
  void everyPackageIsIntroduced() {
    Map<Path, List<Path>> packages =
        Checkout.javaFiles().stream().collect(Collectors.groupingBy(Path::getParent));
    assertThat(
            packages.keySet().stream()
                .filter(folder -> !introduced(folder))
                .map(Checkout::name)
                .sorted())
        .isEmpty();
  }

  /// Tests share the introduction of the package they test.
  private static boolean introduced(Path folder) {
    Path main = Path.of(folder.toString().replace("src/test/java", "src/main/java"));
    return Stream.of(folder, main)
        .anyMatch(each -> Files.exists(each.resolve("package-info.java")));
  }

  @Test
  void introductionsSayWhatToReadFirst() {
    Collection<String> silent =
        Checkout.files(Checkout.server(), "package-info.java").stream()
            .filter(file -> !Checkout.text(file).replace("\n///", "").contains("Read ["))
            .map(Checkout::name)
            .toList();
    assertThat(silent).isEmpty();
  }

  /// Text that must not stand in a line of a source file.
  ///
  /// @param text what the line contains
  /// @param where part of the file's name
  /// @param why what to do instead
  record Leftover(String text, String where, String why) {}

  static Stream<Leftover> leftovers() {
    return Stream.of(
        new Leftover("TO" + "DO", "", "do it or open an issue"),
        new Leftover("FIX" + "ME", "", "fix it or open an issue"),
        new Leftover("  /" + "** ", "", "doc comments are Markdown: ///"),
        new Leftover("Thread." + "sleep(", "src/test", "wait for what you expect"),
        new Leftover("org." + "mockito", "", "play the other side for real"));
  }

  @ParameterizedTest
  @MethodSource("leftovers")
  void sourcesHoldNoLeftovers(Leftover given) {
    assertThat(
            Checkout.javaFiles().stream()
                .filter(file -> Checkout.name(file).contains(given.where()))
                .filter(file -> !SLOW_ON_PURPOSE.contains(file.getFileName().toString()))
                .filter(file -> Checkout.text(file).contains(given.text()))
                .map(Checkout::name))
        .as(given.why())
        .isEmpty();
  }
}
