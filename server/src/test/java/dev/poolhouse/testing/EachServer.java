package dev.poolhouse.testing;

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

/// Runs a test class once against a server on SQLite and once against one on PostgreSQL. The class
/// takes a [TestServer] in its constructor; each run has a fresh one, shared by the methods of the
/// class and closed after them. Tests make pools of their own, so that they do not meet.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(EachServer.Servers.class)
public @interface EachServer {

  /// The servers, each started when its run begins; JUnit closes them.
  final class Servers implements ArgumentsProvider {
    @Override
    public Stream<Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return Stream.<Supplier<TestServer>>of(TestServer::sqlite, TestServer::postgres)
          .map(start -> Arguments.of(start.get()));
    }
  }
}
