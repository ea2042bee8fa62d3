package dev.poolhouse.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// An operation to measure, as a program would use it.
enum LoadFlow {
  PASSWORD("password", false, LoadClient::password),
  SRP("srp", false, LoadClient::srp),
  REFRESH("refresh", true, LoadClient::refresh),
  GET_USER("getuser", true, LoadClient::getUser),
  SIGN_UP("signup", false, LoadClient::signUp),
  ADMIN_GET("admin-get", false, LoadClient::adminGetUser),
  WRONG_PASSWORD("wrong-password", false, LoadClient::wrongPassword),
  SECRET("secret", false, LoadClient::passwordWithSecret),
  LIST_FILTER("list-filter", false, LoadClient::listFiltered),
  LIST_PAGE("list-page", false, LoadClient::listPage);

  private final String title;
  private final boolean tokens;
  private final Operation operation;

  /// One operation.
  interface Operation {
    /// Makes the calls and checks the answers.
    ///
    /// @return nanoseconds spent waiting for the server
    /// @throws WrongAnswerException if an answer was not what it had to be
    long run(LoadClient client) throws IOException, WrongAnswerException;
  }

  LoadFlow(String title, boolean tokens, Operation operation) {
    this.title = title;
    this.tokens = tokens;
    this.operation = operation;
  }

  /// The flow of that title.
  static LoadFlow named(String title) {
    return Stream.of(values())
        .filter(flow -> flow.title.equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no flow " + title + " in " + names()));
  }

  static List<String> names() {
    return Stream.of(values()).map(flow -> flow.title).toList();
  }

  String title() {
    return title;
  }

  /// Whether it takes users who have signed in.
  boolean needsTokens() {
    return tokens;
  }

  Operation operation() {
    return operation;
  }
}
