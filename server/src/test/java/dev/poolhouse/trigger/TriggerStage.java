package dev.poolhouse.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationLambdaVersionType;

/// A pool with a function for every trigger, all of which are watched. Each call carries metadata
/// that names its operation, so that an event tells whose metadata it holds.
final class TriggerStage {
  private static final String KEY =
      "arn:aws:kms:us-east-1:000000000000:key/1a2b3c4d-0000-0000-0000-000000000000";

  private static final int PATIENCE = 10;

  private final TestServer server;
  private final String name;
  private final PoolFixture pool;
  private final String clientId;
  private final Set<String> triggers;
  private final BlockingQueue<FunctionEndpoint.Event> fired = new LinkedBlockingQueue<>();
  private final List<Cell> cells = new ArrayList<>();

  /// Something that was seen.
  ///
  /// @param firing operation and source
  /// @param field where the event held the operation's metadata; empty when nowhere
  record Cell(DocumentedFirings.Firing firing, Optional<String> field) {}

  /// @param name prefix of the functions' names
  /// @param kinds the triggers that have functions
  /// @param settings what else the pool has
  TriggerStage(
      TestServer server,
      String name,
      Set<TriggerKind> kinds,
      Consumer<CreateUserPoolRequest.Builder> settings) {
    this.server = server;
    this.name = name;
    this.triggers =
        kinds.stream().map(TriggerKind::configName).collect(Collectors.toUnmodifiableSet());
    this.pool =
        PoolFixture.create(
            server,
            create -> {
              create.lambdaConfig(functions(kinds));
              settings.accept(create);
            });
    this.clientId =
        pool.client(
                client ->
                    client.explicitAuthFlows(
                        ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                        ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                        ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH,
                        ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
            .clientId();
  }

  private LambdaConfigType functions(Set<TriggerKind> kinds) {
    LambdaConfigType.Builder triggers = LambdaConfigType.builder();
    for (TriggerKind kind : kinds) {
      String arn = function(kind);
      switch (kind) {
        case PRE_SIGN_UP -> triggers.preSignUp(arn);
        case POST_CONFIRMATION -> triggers.postConfirmation(arn);
        case PRE_AUTHENTICATION -> triggers.preAuthentication(arn);
        case POST_AUTHENTICATION -> triggers.postAuthentication(arn);
        case DEFINE_AUTH_CHALLENGE -> triggers.defineAuthChallenge(arn);
        case CREATE_AUTH_CHALLENGE -> triggers.createAuthChallenge(arn);
        case VERIFY_AUTH_CHALLENGE_RESPONSE -> triggers.verifyAuthChallengeResponse(arn);
        case PRE_TOKEN_GENERATION ->
            triggers.preTokenGenerationConfig(
                config ->
                    config.lambdaArn(arn).lambdaVersion(PreTokenGenerationLambdaVersionType.V2_0));
        case USER_MIGRATION -> triggers.userMigration(arn);
        case CUSTOM_MESSAGE -> triggers.customMessage(arn);
        case CUSTOM_SMS_SENDER ->
            triggers
                .kmsKeyID(KEY)
                .customSMSSender(sender -> sender.lambdaArn(arn).lambdaVersion("V1_0"));
        case CUSTOM_EMAIL_SENDER ->
            triggers
                .kmsKeyID(KEY)
                .customEmailSender(sender -> sender.lambdaArn(arn).lambdaVersion("V1_0"));
        case INBOUND_FEDERATION ->
            triggers.inboundFederation(
                federation -> federation.lambdaArn(arn).lambdaVersion("V1_0"));
      }
    }
    return triggers.build();
  }

  private String function(TriggerKind kind) {
    return server
        .functions()
        .onEvent(
            name + "-" + kind.configName(),
            event -> {
              fired.add(new FunctionEndpoint.Event(name, Json.write(event)));
              StageFunctions.answer(kind, event);
            });
  }

  TestServer server() {
    return server;
  }

  PoolFixture pool() {
    return pool;
  }

  String clientId() {
    return clientId;
  }

  /// What was seen so far.
  List<Cell> cells() {
    return List.copyOf(cells);
  }

  /// Does something whose events do not count.
  <T> T apart(Supplier<T> preparation) {
    T prepared = preparation.get();
    fired.clear();
    return prepared;
  }

  /// Calls an operation and expects these events in this order and no others.
  ///
  /// @param userName `userName` of the events
  /// @param body the request without client metadata
  /// @param sources trigger sources; those for which the pool has no function are passed over
  RawAnswer call(String operation, String userName, Map<String, Object> body, String... sources) {
    Map<String, Object> request = new LinkedHashMap<>(body);
    request.put("ClientMetadata", Map.of("told", operation));
    RawAnswer answer = server.call(operation, Json.write(request));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<DocumentedFirings.Firing> firings =
        Arrays.stream(sources)
            .map(source -> new DocumentedFirings.Firing(operation, source))
            .filter(firing -> triggers.contains(firing.trigger()))
            .toList();
    for (DocumentedFirings.Firing firing : firings) {
      FunctionEndpoint.Event event = next();
      assertThat(event.source()).isEqualTo(firing.source());
      check(firing, userName, event);
    }
    assertThat(fired).extracting(FunctionEndpoint.Event::source).isEmpty();
    return answer;
  }

  private FunctionEndpoint.Event next() {
    try {
      return Optional.ofNullable(fired.poll(PATIENCE, TimeUnit.SECONDS))
          .orElseThrow(() -> new AssertionError("a trigger did not fire"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void check(
      DocumentedFirings.Firing firing, String userName, FunctionEndpoint.Event event) {
    EventShape.of(firing.trigger())
        .check(event, pool.poolId(), userName, shownClient(firing.operation()));
    Map<String, String> metadata = Map.of("told", firing.operation());
    List<String> fields =
        event.request().entrySet().stream()
            .filter(member -> metadata.equals(member.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(event.json().split("\"told\"", -1)).as(event.source()).hasSize(fields.size() + 1);
    assertThat(fields)
        .as(firing.toString())
        .isEqualTo(
            DocumentedTriggers.field(firing.trigger(), firing.operation()).stream().toList());
    cells.add(new Cell(firing, fields.stream().findFirst()));
  }

  /// `callerContext.clientId`: operations of administrators have none (recorded).
  private Object shownClient(String operation) {
    return switch (operation) {
      case "AdminConfirmSignUp" -> Json.NULL;
      case "AdminCreateUser", "AdminResetUserPassword", "AdminUpdateUserAttributes" ->
          Occasion.NO_CLIENT;
      default -> clientId;
    };
  }
}
