package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.sms.Receiver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Proves with a server of its own process that `kill -9` between sign-ins and sign-ups and the
/// delivery of their events loses none: users sign in while the webhook refuses every call, the
/// server is killed under them, and the next one delivers each event that somebody got an answer
/// for, in the order of each user. Whatever arrives again has its id and is the same event.
@Timeout(300)
final class EventsSurviveKillTest {
  private static final String PASSWORD = "Correct-Horse-7";
  private static final List<String> USERS =
      IntStream.range(0, 4).mapToObj(i -> "user" + i).toList();
  private static final int ROUNDS = 3;

  /// An event that was refused a few times is left alone for up to a minute.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(90);

  private static final String FAILED = "_userauth.auth_fail";
  private static final String SIGNED_UP = "_userauth.sign_up";
  private static final String SIGNED_IN = "_userauth.sign_in";

  @TempDir private Path folder;

  private final JsonMapper json = new JsonMapper();
  private final Receiver receiver = new Receiver();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /// What each user was answered, in order.
  private final Map<String, List<String>> answered = new ConcurrentHashMap<>();

  /// What each user's events tell, by their ids in the order in which they came first.
  private final Map<String, Map<String, JsonNode>> told = new LinkedHashMap<>();

  private int repeated;
  private @Nullable StaticCredentialsProvider admin;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
    receiver.close();
  }

  private ServeProcess serve() {
    ServeProcess server =
        ServeProcess.start(
            folder.resolve("poolhouse.conf"),
            Map.of(
                "POOLHOUSE_LISTEN_PORT",
                "0",
                "POOLHOUSE_REQUESTS_PER_USER",
                "1000000",
                "POOLHOUSE_EVENTS_WEBHOOK_URL",
                receiver.url("/events").toString(),
                "POOLHOUSE_EVENTS_WEBHOOK_SECRET",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    opened.add(server);
    return server;
  }

  private CognitoIdentityProviderClient sdk(URI endpoint) {
    CognitoIdentityProviderClient sdk =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(admin)
            .overrideConfiguration(
                client -> client.retryStrategy(retries -> retries.maxAttempts(1)))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    opened.add(sdk);
    return sdk;
  }

  /// An app client with analytics, and its users.
  private static String clientId(CognitoIdentityProviderClient sdk) {
    String pool = sdk.createUserPool(create -> create.poolName("p")).userPool().id();
    for (String user : USERS) {
      sdk.adminCreateUser(
          create -> create.userPoolId(pool).username(user).messageAction("SUPPRESS"));
      sdk.adminSetUserPassword(
          set -> set.userPoolId(pool).username(user).password(PASSWORD).permanent(true));
    }
    return sdk.createUserPoolClient(
            create ->
                create
                    .userPoolId(pool)
                    .clientName("c")
                    .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)
                    .analyticsConfiguration(
                        analytics ->
                            analytics
                                .applicationArn(
                                    "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a1b2")
                                .userDataShared(true)))
        .userPoolClient()
        .clientId();
  }

  /// Signs in wrongly and rightly in turn and signs up somebody else, until nobody answers any
  /// more.
  private void signInUntilTheEnd(
      CognitoIdentityProviderClient sdk,
      String client,
      String user,
      List<String> answers,
      CountDownLatch enough) {
    try {
      for (int round = 0; ; round++) {
        try {
          signIn(sdk, client, user, "Wrong-Horse-7");
        } catch (NotAuthorizedException _) {
          answers.add(FAILED);
        }
        signIn(sdk, client, user, PASSWORD);
        answers.add(SIGNED_IN);
        String other = user + "-" + round;
        sdk.signUp(request -> request.clientId(client).username(other).password(PASSWORD));
        answered.put(other, List.of(SIGNED_UP));
        if (round == ROUNDS) {
          enough.countDown();
        }
      }
    } catch (SdkClientException _) {
      enough.countDown();
    }
  }

  private static void signIn(
      CognitoIdentityProviderClient sdk, String client, String user, String password) {
    sdk.initiateAuth(
        auth ->
            auth.clientId(client)
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", user, "PASSWORD", password)));
  }

  @Test
  void noEventIsLost() throws InterruptedException {
    CommandRun setup = CommandRun.of(Map.of(), "setup", "--dir", folder.toString());
    admin =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                setup.value("Access key ID:"), setup.value("Secret access key:")));
    receiver.answering(503);
    ServeProcess first = serve();
    CognitoIdentityProviderClient sdk = sdk(first.url());
    String client = clientId(sdk);
    CountDownLatch enough = new CountDownLatch(USERS.size());
    List<Thread> people = new ArrayList<>();
    for (String user : USERS) {
      List<String> answers = Collections.synchronizedList(new ArrayList<>());
      answered.put(user, answers);
      people.add(
          Thread.ofVirtual().start(() -> signInUntilTheEnd(sdk, client, user, answers, enough)));
    }
    assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
    note(receiver.next());
    first.kill();
    for (Thread person : people) {
      person.join();
    }

    receiver.answering(204);
    serve().url();
    while (!everythingIsTold()) {
      note(receiver.next(LONGEST_PAUSE));
    }

    answered.forEach(
        (user, answers) -> {
          assertThat(told(user).subList(0, answers.size())).as(user).isEqualTo(answers);
        });
    assertThat(answered).hasSizeGreaterThan(USERS.size() * ROUNDS);
    assertThat(repeated).as("refused deliveries came again").isPositive();
  }

  private void note(Receiver.Received call) {
    JsonNode event = json.readTree(call.body());
    String id = event.path("id").asString();
    assertThat(call.header("webhook-id")).isEqualTo(id);
    JsonNode earlier =
        told.computeIfAbsent(event.at("/user/username").asString(), _ -> new LinkedHashMap<>())
            .putIfAbsent(id, event);
    if (earlier != null) {
      repeated++;
      assertThat(event).isEqualTo(earlier);
    }
  }

  private List<String> told(String user) {
    return told.getOrDefault(user, Map.of()).values().stream()
        .map(event -> event.path("type").asString())
        .toList();
  }

  private boolean everythingIsTold() {
    return answered.entrySet().stream()
        .allMatch(user -> told(user.getKey()).size() >= user.getValue().size());
  }
}
