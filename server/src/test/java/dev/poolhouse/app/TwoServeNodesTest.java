package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.poolhouse.sql.TestDatabase;
import dev.poolhouse.sql.TestDatabases;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testkit.SrpClient;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Two `serve` nodes, set up once, on one PostgreSQL database: a person signs up, confirms with the
/// code that came by mail, signs in with SRP, refreshes and signs out, every step at the node that
/// did not do the one before; then the app client ends. What `serve` shares with a development
/// server is proven in more detail by the tests of two of those. The issuer has the AWS form,
/// because each node listens at a port of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoServeNodesTest {
  private static final String PASSWORD = "Correct-Horse-7";
  private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

  @TempDir private static Path folder;

  private final GreenMail mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
  private final TestDatabase database = TestDatabases.postgresEmpty();
  private CommandRun.Ongoing firstNode;
  private CommandRun.Ongoing secondNode;
  private CognitoIdentityProviderClient first;
  private CognitoIdentityProviderClient second;

  @BeforeAll
  void start() {
    mail.start();
    CommandRun setup =
        CommandRun.of(
            environment(),
            "setup",
            "--dir",
            folder.toString(),
            "--database",
            TestDatabases.url(database),
            "--database-user",
            "postgres");
    assertThat(setup.err()).isEmpty();
    StaticCredentialsProvider admin =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                setup.value("Access key ID:"), setup.value("Secret access key:")));
    String configuration = folder.resolve("poolhouse.conf").toString();
    firstNode = new CommandRun.Ongoing(environment(), "serve", "--config", configuration);
    secondNode = new CommandRun.Ongoing(environment(), "serve", "--config", configuration);
    first = client(firstNode, admin);
    second = client(secondNode, admin);
  }

  private Map<String, String> environment() {
    return Map.of(
        "POOLHOUSE_LISTEN_PORT", "0",
        "POOLHOUSE_ISSUER", "aws",
        "POOLHOUSE_DATABASE_PASSWORD", "postgres",
        "POOLHOUSE_SMTP_HOST", "127.0.0.1",
        "POOLHOUSE_SMTP_PORT", String.valueOf(mail.getSmtp().getPort()),
        "POOLHOUSE_SMTP_SECURITY", "none",
        "POOLHOUSE_SMTP_FROM", "no-reply@example.com");
  }

  private static CognitoIdentityProviderClient client(
      CommandRun.Ongoing node, StaticCredentialsProvider admin) {
    String endpoint = node.start().value("Endpoint:");
    return CognitoIdentityProviderClient.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .credentialsProvider(admin)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @AfterAll
  void stop() {
    first.close();
    second.close();
    firstNode.close();
    secondNode.close();
    database.close();
    mail.stop();
  }

  @Test
  void everyStepGoesToTheOtherNode() {
    String poolId =
        first
            .createUserPool(
                pool -> pool.poolName("two").autoVerifiedAttributes(VerifiedAttributeType.EMAIL))
            .userPool()
            .id();
    String clientId = client(poolId);
    signUpAndConfirm(clientId);
    AuthenticationResultType tokens = signIn(poolId, clientId);
    assertThat(refresh(first, clientId, tokens.refreshToken()).authenticationResult()).isNotNull();
    assertThat(second.getUser(get -> get.accessToken(tokens.accessToken())).username())
        .isEqualTo("ann");
    first.globalSignOut(out -> out.accessToken(tokens.accessToken()));
    assertThat(Refusal.of(() -> second.getUser(get -> get.accessToken(tokens.accessToken()))))
        .isEqualTo(Refusal.notAuthorized("Access Token has been revoked"));
    assertThat(Refusal.of(() -> refresh(second, clientId, tokens.refreshToken())))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
    first.deleteUserPoolClient(client -> client.userPoolId(poolId).clientId(clientId));
    long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    Refusal refusal = Refusal.of(() -> refresh(second, clientId, "none"));
    while (!refusal.type().equals("ResourceNotFoundException") && System.nanoTime() < deadline) {
      refusal = Refusal.of(() -> refresh(second, clientId, "none"));
    }
    assertThat(refusal.type()).isEqualTo("ResourceNotFoundException");
  }

  private String client(String poolId) {
    return second
        .createUserPoolClient(
            client ->
                client
                    .userPoolId(poolId)
                    .clientName("two")
                    .explicitAuthFlows(
                        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                        ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
        .userPoolClient()
        .clientId();
  }

  private void signUpAndConfirm(String clientId) {
    first.signUp(
        request ->
            request
                .clientId(clientId)
                .username("ann")
                .password(PASSWORD)
                .userAttributes(
                    AttributeType.builder().name("email").value("ann@example.com").build()));
    assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
    Matcher code = CODE.matcher(GreenMailUtil.getBody(mail.getReceivedMessages()[0]));
    assertThat(code.find()).isTrue();
    second.confirmSignUp(
        confirm -> confirm.clientId(clientId).username("ann").confirmationCode(code.group(1)));
  }

  private AuthenticationResultType signIn(String poolId, String clientId) {
    SrpClient srp = SrpClient.create(new SecureRandom());
    InitiateAuthResponse challenge =
        first.initiateAuth(
            auth ->
                auth.clientId(clientId)
                    .authFlow(AuthFlowType.USER_SRP_AUTH)
                    .authParameters(Map.of("USERNAME", "ann", "SRP_A", srp.srpA())));
    return second
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(clientId)
                    .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                    .challengeResponses(
                        srp.passwordVerifier(
                            poolId, PASSWORD, challenge.challengeParameters(), Instant.now())))
        .authenticationResult();
  }

  private static InitiateAuthResponse refresh(
      CognitoIdentityProviderClient node, String clientId, String token) {
    return node.initiateAuth(
        auth ->
            auth.clientId(clientId)
                .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                .authParameters(Map.of("REFRESH_TOKEN", token)));
  }
}
