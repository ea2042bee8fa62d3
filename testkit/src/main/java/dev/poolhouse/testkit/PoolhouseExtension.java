package dev.poolhouse.testkit;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Fills in [Poolhouse] and [TestPool]; usually through [WithPoolhouse].
///
/// One server serves the whole test run and ends with it; `POOLHOUSE_ENDPOINT` in the environment
/// names one that already runs. A pool is made when it is first asked for: in a test or
/// `@BeforeEach` it belongs to that test; in a constructor or `@BeforeAll` to the whole class.
@SuppressWarnings("deprecation") // the successor of getOrComputeIfAbsent is not in JUnit 5
public final class PoolhouseExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(PoolhouseExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Poolhouse.class || type == TestPool.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Poolhouse.class ? server(context) : pool(context);
  }

  private static Poolhouse server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Poolhouse.class, key -> startOrJoin(), Poolhouse.class);
  }

  private static TestPool pool(ExtensionContext context) {
    Poolhouse server = server(context);
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(TestPool.class, key -> server.newPool(), TestPool.class);
  }

  private static Poolhouse startOrJoin() {
    return Optional.ofNullable(System.getenv("POOLHOUSE_ENDPOINT"))
        .map(endpoint -> Poolhouse.at(URI.create(endpoint)))
        .orElseGet(Poolhouse::start);
  }
}
