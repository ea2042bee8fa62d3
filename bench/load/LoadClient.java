package dev.poolhouse.bench;

import dev.poolhouse.testkit.SecretHash;
import dev.poolhouse.testkit.SrpClient;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// One connection of the load and what it knows. Every method makes the calls of one operation,
/// checks the answers and returns the nanoseconds spent waiting. Used by one thread at a time.
final class LoadClient implements AutoCloseable {
  private static final String INITIATE = "InitiateAuth";
  private static final String LIST = "ListUsers";
  private static final int PAGE = 60;
  private static final int PRIVATE_BITS = 256;

  private final Connection connection;
  private final Target target;
  private final SplittableRandom random;

  /// One private value for all sign-ins of a connection, and a short one: the server's work is the
  /// same, and the client's is a third.
  private Optional<SrpClient> srp = Optional.empty();

  private String nextPage = "";

  /// @param polls whether to wait for answers without sleeping
  LoadClient(Target target, SplittableRandom random, boolean polls) {
    this.connection = new Connection(target.url(), polls);
    this.target = target;
    this.random = random;
  }

  long password() throws IOException, WrongAnswerException {
    String name = anyone();
    Answer answer = connection.call(INITIATE, target.password(name, Target.PASSWORD));
    requireTokens(answer, name);
    return connection.nanos();
  }

  long passwordWithSecret() throws IOException, WrongAnswerException {
    String name = anyone();
    String hash = SecretHash.of(name, target.secretClientId(), target.secret());
    Answer answer =
        connection.call(
            INITIATE,
            Target.initiate(
                target.secretClientId(),
                "USER_PASSWORD_AUTH",
                "'USERNAME':'%s','PASSWORD':'%s','SECRET_HASH':'%s'"
                    .formatted(name, Target.PASSWORD, hash)));
    requireTokens(answer, name);
    return connection.nanos();
  }

  long wrongPassword() throws IOException, WrongAnswerException {
    Answer answer = connection.call(INITIATE, target.password(target.next(), "Wrong-Horse-7"));
    require(
        answer.error().endsWith("NotAuthorizedException")
            && !answer.body().contains("attempts exceeded"),
        answer,
        "a wrong password");
    return connection.nanos();
  }

  long srp() throws IOException, WrongAnswerException {
    String name = anyone();
    Answer asked =
        connection.call(
            INITIATE,
            Target.initiate(
                target.clientId(),
                "USER_SRP_AUTH",
                "'USERNAME':'%s','SRP_A':'%s'".formatted(name, srpClient().srpA())));
    require(asked.text("ChallengeName").equals("PASSWORD_VERIFIER"), asked, "SRP_A");
    long nanos = connection.nanos();
    String user = asked.text("USER_ID_FOR_SRP");
    Map<String, String> proof =
        srpClient()
            .passwordVerifier(
                target.poolId(),
                Target.PASSWORD,
                Map.of(
                    "USER_ID_FOR_SRP", user,
                    "SECRET_BLOCK", asked.text("SECRET_BLOCK"),
                    "SALT", asked.text("SALT"),
                    "SRP_B", asked.text("SRP_B")),
                Instant.now());
    Answer answer = connection.call("RespondToAuthChallenge", target.proof(proof));
    requireTokens(answer, user);
    return nanos + connection.nanos();
  }

  long refresh() throws IOException, WrongAnswerException {
    Target.SignedIn user = target.signedIn(random.nextInt(target.signedIn()));
    Answer answer =
        connection.call(
            INITIATE,
            Target.initiate(
                target.clientId(),
                "REFRESH_TOKEN_AUTH",
                "'REFRESH_TOKEN':'%s'".formatted(user.refreshToken())));
    requireAccessToken(answer, user.name());
    return connection.nanos();
  }

  long getUser() throws IOException, WrongAnswerException {
    Target.SignedIn user = target.signedIn(random.nextInt(target.signedIn()));
    Answer answer =
        connection.call("GetUser", "{'AccessToken':'%s'}".formatted(user.accessToken()));
    require(answer.ok() && answer.text("Username").equals(user.name()), answer, "GetUser");
    return connection.nanos();
  }

  long signUp() throws IOException, WrongAnswerException {
    String name = UUID.randomUUID().toString();
    Answer answer = connection.call("SignUp", target.signUp(name));
    require(answer.ok() && !answer.text("UserSub").isEmpty(), answer, "SignUp");
    return connection.nanos();
  }

  long adminGetUser() throws IOException, WrongAnswerException {
    String name = Target.name(random.nextInt(target.all()));
    Answer answer = connection.call(target.signer(), "AdminGetUser", target.user(name));
    require(answer.ok() && answer.text("Username").equals(name), answer, "AdminGetUser");
    return connection.nanos();
  }

  long listFiltered() throws IOException, WrongAnswerException {
    String name = Target.name(random.nextInt(target.all()));
    Answer answer =
        connection.call(
            target.signer(),
            LIST,
            "{'UserPoolId':'%s','Filter':'email = \\'%s@example.com\\''}"
                .formatted(target.poolId(), name));
    require(answer.ok() && answer.texts("Username").equals(List.of(name)), answer, "a filter");
    return connection.nanos();
  }

  /// The page after the last one of this connection; after the last of all, the first.
  long listPage() throws IOException, WrongAnswerException {
    Answer answer =
        connection.call(
            target.signer(),
            LIST,
            "{'UserPoolId':'%s','Limit':%d%s}".formatted(target.poolId(), PAGE, nextPage));
    String token = answer.text("PaginationToken");
    boolean whole = token.isEmpty() || answer.texts("Username").size() == PAGE;
    require(answer.ok() && whole, answer, "a page");
    nextPage = token.isEmpty() ? "" : ",'PaginationToken':'%s'".formatted(token);
    return connection.nanos();
  }

  private SrpClient srpClient() {
    if (srp.isEmpty()) {
      byte[] bytes = new byte[PRIVATE_BITS / Byte.SIZE];
      random.nextBytes(bytes);
      BigInteger value = new BigInteger(1, bytes).setBit(PRIVATE_BITS - 1);
      srp = Optional.of(SrpClient.withPrivateValue(value));
    }
    return srp.get();
  }

  /// A number from 0 to 1, without 1.
  double dice() {
    return random.nextDouble();
  }

  private String anyone() {
    return Target.name(random.nextInt(target.users()));
  }

  private static void requireTokens(Answer answer, String name) throws WrongAnswerException {
    requireAccessToken(answer, name);
    require(
        !answer.text("IdToken").isEmpty() && !answer.text("RefreshToken").isEmpty(),
        answer,
        "a sign-in");
  }

  /// The token is for that user; its signature is not checked.
  private static void requireAccessToken(Answer answer, String name) throws WrongAnswerException {
    String[] parts = answer.text("AccessToken").split("\\.", -1);
    require(answer.ok() && parts.length == 3, answer, "tokens");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    require(new Answer(0, claims).text("username").equals(name), answer, "tokens");
  }

  private static void require(boolean right, Answer answer, String what)
      throws WrongAnswerException {
    if (!right) {
      throw new WrongAnswerException(
          what + " was answered " + answer.status() + " " + answer.body());
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
