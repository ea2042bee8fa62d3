package dev.poolhouse.signin;

import static dev.poolhouse.signin.PasskeyPlayer.sign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.passkey.PasskeyFixture;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import dev.poolhouse.testkit.TotpDevice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a passkey is worth beside second factors, and what names that belong to nobody are asked.
@EachServer
final class PasskeyFactorTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final TestServer server;

  PasskeyFactorTest(TestServer server) {
    this.server = server;
  }

  @Test
  void verifiedPasskeyStandsForTwoFactorsWhereThePoolSaysSo() {
    PasskeyFixture pool = PasskeyFixture.create(server);
    PasskeyPlayer app = new PasskeyPlayer(server, pool);
    SoftwareAuthenticator authenticator = SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN);
    String token = pool.newUser("ann");
    pool.register(token, authenticator);
    demandSecondFactor(pool, UserPoolMfaType.OPTIONAL);
    enrol(token);
    for (UserPoolMfaType mode : List.of(UserPoolMfaType.OPTIONAL, UserPoolMfaType.ON)) {
      demandSecondFactor(pool, mode);

      assertThat(app.signIn("ann", authenticator.verifiesUser(true)).authenticationResult())
          .as("verified, MFA %s", mode)
          .isNotNull();
      RespondToAuthChallengeResponse unverified =
          app.signIn("ann", authenticator.verifiesUser(false));
      assertThat(unverified.challengeName())
          .as("not verified, MFA %s", mode)
          .isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
      assertThat(unverified.authenticationResult()).isNull();
    }
  }

  @Test
  void usersOfSecondFactorsAreNotOfferedAPasskeyThatIsASingleFactor() {
    PasskeyFixture pool = PasskeyFixture.create(server);
    String token = pool.newUser("bob");
    pool.register(token, SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN));
    server
        .sdk()
        .setUserPoolMfaConfig(
            set ->
                set.userPoolId(pool.pool().poolId())
                    .mfaConfiguration(UserPoolMfaType.OPTIONAL)
                    .softwareTokenMfaConfiguration(totp -> totp.enabled(true)));
    PasskeyPlayer app = new PasskeyPlayer(server, pool);
    assertThat(app.begin("bob").challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);

    String secret =
        server.sdk().associateSoftwareToken(start -> start.accessToken(token)).secretCode();
    verify(token, secret);
    server
        .sdk()
        .setUserMFAPreference(
            set -> set.accessToken(token).softwareTokenMfaSettings(totp -> totp.enabled(true)));

    assertThat(app.begin("bob").availableChallengesAsStrings())
        .containsExactlyInAnyOrder("PASSWORD", "PASSWORD_SRP");
  }

  private void demandSecondFactor(PasskeyFixture pool, UserPoolMfaType mode) {
    server
        .sdk()
        .setUserPoolMfaConfig(
            set ->
                set.userPoolId(pool.pool().poolId())
                    .mfaConfiguration(mode)
                    .softwareTokenMfaConfiguration(totp -> totp.enabled(true))
                    .webAuthnConfiguration(
                        passkeys ->
                            passkeys
                                .relyingPartyId(PasskeyFixture.RP_ID)
                                .factorConfiguration("MULTI_FACTOR_WITH_USER_VERIFICATION")));
  }

  private void enrol(String token) {
    verify(
        token, server.sdk().associateSoftwareToken(start -> start.accessToken(token)).secretCode());
    server
        .sdk()
        .setUserMFAPreference(
            set ->
                set.accessToken(token)
                    .softwareTokenMfaSettings(totp -> totp.enabled(true))
                    .webAuthnMfaSettings(passkeys -> passkeys.enabled(true)));
  }

  private void verify(String token, String secret) {
    server
        .sdk()
        .verifySoftwareToken(
            code -> code.accessToken(token).userCode(TotpDevice.of(secret, server.clock()).code()));
  }

  @Test
  void someNamesOfNobodySeemToHaveAPasskey() {
    PasskeyFixture pool = PasskeyFixture.create(server);
    PasskeyPlayer app =
        new PasskeyPlayer(server, pool.hiding(PreventUserExistenceErrorTypes.ENABLED));
    SoftwareAuthenticator authenticator = SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN);
    pool.register(pool.newUser("ann"), authenticator);
    InitiateAuthResponse real = app.begin("ann");

    List<String> pretended = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      if (app.begin("nobody-" + i).challengeName() == ChallengeNameType.WEB_AUTHN) {
        pretended.add("nobody-" + i);
      }
    }

    assertThat(pretended).hasSizeBetween(1, 25);
    String name = pretended.getFirst();
    InitiateAuthResponse fake = app.begin(name);
    assertThat(fake.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
    assertThat(fake.session()).hasSameSizeAs(real.session());
    assertThat(fake.availableChallengesAsStrings()).isEqualTo(real.availableChallengesAsStrings());
    assertThat(shape(fake)).isEqualTo(shape(real));
    assertThat(options(app.begin(name)).get("allowCredentials"))
        .isEqualTo(options(fake).get("allowCredentials"));
    String own = sign(authenticator, real);
    String realId = JSON.readTree(own).get("id").asString();
    String fakeId = options(fake).at("/allowCredentials/0/id").asString();
    assertThat(app.refusal(name, fake.session(), own.replace(realId, fakeId)))
        .isEqualTo(Refusal.notAuthorized("Incorrect username or password."));
  }

  /// The options with everything hidden that differs from one user and one call to the next.
  private static String shape(InitiateAuthResponse asked) {
    return options(asked).toString().replaceAll("\"[A-Za-z0-9_-]{22}\"|\"[A-Za-z0-9_-]{43}\"", "?");
  }

  private static JsonNode options(InitiateAuthResponse asked) {
    return JSON.readTree(asked.challengeParameters().get("CREDENTIAL_REQUEST_OPTIONS"));
  }
}
