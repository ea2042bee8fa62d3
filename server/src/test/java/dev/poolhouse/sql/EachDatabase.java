package dev.poolhouse.sql;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// Runs a test class once on SQLite and once on PostgreSQL with a locale that does not sort by
/// bytes. The class takes a [TestDatabase] in its constructor; each run has a fresh, migrated one,
/// shared by the methods of the class and closed after them.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(EachDatabase.Databases.class)
public @interface EachDatabase {

  /// The databases, each opened when its run begins; JUnit closes them.
  final class Databases implements ArgumentsProvider {
    @Override
    public Stream<Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return Stream.<Supplier<TestDatabase>>of(TestDatabases::sqlite, TestDatabases::postgresIcu)
          .map(open -> Arguments.of(open.get()));
    }
  }
}
