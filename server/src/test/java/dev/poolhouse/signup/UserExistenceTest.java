package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves that, through a client with `PreventUserExistenceErrors` on, answers about users and
/// about names that belong to nobody have the same members, types and lengths, and stay the same
/// when asked again. Leaks kept on purpose are listed in `docs/user-existence.md` and left out.
/// Time is not measured here.
@EachServer
final class UserExistenceTest {
  private final TestServer server;

  UserExistenceTest(TestServer server) {
    this.server = server;
  }

  /// @param byEmail whether e-mail addresses serve as usernames
  /// @param body further members of the request
  private record Case(String operation, boolean byEmail, String body) {
    @Override
    public String toString() {
      return operation + (byEmail ? " by e-mail address" : "");
    }
  }

  static Stream<Case> operations() {
    return Stream.of(false, true)
        .flatMap(
            byEmail ->
                Stream.of(
                    new Case("ForgotPassword", byEmail, ""),
                    new Case(
                        "ConfirmForgotPassword",
                        byEmail,
                        ",\"ConfirmationCode\":\"guess\",\"Password\":\"New-Battery-8\""),
                    new Case("ResendConfirmationCode", byEmail, "")));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void answersHaveOneShape(Case asked) {
    Newcomers newcomers = newcomers(asked.byEmail());
    String known = asked.byEmail() ? "ann@example.com" : "ann";
    String unknown = asked.byEmail() ? "zoe@example.com" : "zoe";
    if (asked.operation().equals("ResendConfirmationCode")) {
      newcomers.signUp(known, "email", "ann@example.com");
    } else {
      newcomers.pool().confirmedUser(known, "email", "ann@example.com", "email_verified", "true");
    }
    for (int time = 0; time < 2; time++) {
      RawAnswer about = ask(newcomers, asked, known);
      RawAnswer aboutNobody = ask(newcomers, asked, unknown);
      assertThat(aboutNobody.status()).isEqualTo(about.status());
      assertThat(shape(aboutNobody)).isEqualTo(shape(about));
      assertThat(aboutNobody.headers().map().keySet()).isEqualTo(about.headers().map().keySet());
      assertThat(ask(newcomers, asked, unknown).body()).isEqualTo(aboutNobody.body());
      newcomers.forget(known);
      newcomers.forget(unknown);
    }
  }

  private Newcomers newcomers(boolean byEmail) {
    return Newcomers.of(server, PoolFixture.create(server, pool -> settings(pool, byEmail)))
        .hiding();
  }

  private static void settings(CreateUserPoolRequest.Builder pool, boolean byEmail) {
    pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL);
    if (byEmail) {
      pool.usernameAttributes(UsernameAttributeType.EMAIL);
    }
  }

  private RawAnswer ask(Newcomers newcomers, Case asked, String name) {
    return server.call(
        asked.operation(),
        "{\"ClientId\":\"%s\",\"Username\":\"%s\"%s}"
            .formatted(newcomers.clientId(), name, asked.body()));
  }

  /// The answer without the two letters that a masked address shows.
  private static List<String> shape(RawAnswer answer) {
    return List.of(
        answer.body().replaceAll("\"[a-z]\\*\\*\\*@[a-z]\\*\\*\\*\"", "\"?***@?***\""),
        String.valueOf(answer.body().length()));
  }
}
