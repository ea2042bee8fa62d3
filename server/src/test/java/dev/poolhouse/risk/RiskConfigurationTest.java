package dev.poolhouse.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountTakeoverEventActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CompromisedCredentialsEventActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventFilterType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetRiskConfigurationRequest;

/// SetRiskConfiguration and DescribeRiskConfiguration: what is set is shown again for pool and app
/// client, leaving everything out resets, and each documented error.
@EachServer
final class RiskConfigurationTest {
  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private PoolFixture pool;

  RiskConfigurationTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
  }

  @BeforeEach
  void createPool() {
    pool = ProtectedPool.create(server, AdvancedSecurityModeType.ENFORCED);
  }

  @Test
  void whatIsSetIsShown() {
    SetRiskConfigurationRequest request = everything(pool.poolId());

    RiskConfigurationType set = sdk.setRiskConfiguration(request).riskConfiguration();

    assertThat(set.userPoolId()).isEqualTo(pool.poolId());
    assertThat(set.clientId()).isNull();
    assertThat(set.lastModifiedDate()).isNotNull();
    assertThat(set.accountTakeoverRiskConfiguration())
        .isEqualTo(request.accountTakeoverRiskConfiguration());
    assertThat(set.compromisedCredentialsRiskConfiguration())
        .isEqualTo(request.compromisedCredentialsRiskConfiguration());
    assertThat(set.riskExceptionConfiguration()).isEqualTo(request.riskExceptionConfiguration());
    assertThat(describe(pool.poolId(), null)).isEqualTo(set);
  }

  @Test
  void appClientHasItsOwn() {
    sdk.setRiskConfiguration(everything(pool.poolId()));

    RiskConfigurationType own =
        sdk.setRiskConfiguration(
                set ->
                    set.userPoolId(pool.poolId())
                        .clientId(pool.clientId())
                        .riskExceptionConfiguration(
                            lists -> lists.blockedIPRangeList("2001:db8::/32")))
            .riskConfiguration();

    assertThat(own.clientId()).isEqualTo(pool.clientId());
    assertThat(own.accountTakeoverRiskConfiguration()).isNull();
    assertThat(describe(pool.poolId(), pool.clientId())).isEqualTo(own);
    assertThat(describe(pool.poolId(), null).accountTakeoverRiskConfiguration()).isNotNull();
  }

  @Test
  void settingNothingResets() {
    sdk.setRiskConfiguration(everything(pool.poolId()));
    sdk.setRiskConfiguration(
        everything(pool.poolId()).toBuilder().clientId(pool.clientId()).build());
    RiskConfigurationType unset = RiskConfigurationType.builder().userPoolId(pool.poolId()).build();

    assertThat(sdk.setRiskConfiguration(set -> set.userPoolId(pool.poolId())).riskConfiguration())
        .isEqualTo(unset);

    assertThat(describe(pool.poolId(), null)).isEqualTo(unset);
    assertThat(describe(pool.poolId(), pool.clientId()).lastModifiedDate()).isNotNull();
    sdk.setRiskConfiguration(set -> set.userPoolId(pool.poolId()).clientId(pool.clientId()));
    assertThat(describe(pool.poolId(), pool.clientId()))
        .isEqualTo(unset.toBuilder().clientId(pool.clientId()).build());
  }

  @Test
  void deletedAppClientTakesItsOwnAlong() {
    String id = pool.client(client -> client.clientName("_custom_id_:again")).clientId();
    sdk.setRiskConfiguration(everything(pool.poolId()).toBuilder().clientId(id).build());
    sdk.deleteUserPoolClient(delete -> delete.userPoolId(pool.poolId()).clientId(id));

    pool.client(client -> client.clientName("_custom_id_:again"));

    assertThat(describe(pool.poolId(), id).lastModifiedDate()).isNull();
  }

  @Test
  void poolWithoutProtectionHasNone() {
    PoolFixture off = ProtectedPool.create(server, AdvancedSecurityModeType.OFF);
    Refusal refusal =
        new Refusal("UserPoolAddOnNotEnabledException", "User pool add-ons are not enabled.");

    assertThat(Refusal.of(() -> sdk.setRiskConfiguration(everything(off.poolId()))))
        .isEqualTo(refusal);
    assertThat(Refusal.of(() -> describe(off.poolId(), null))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> describe(PoolFixture.create(server).poolId(), null)))
        .isEqualTo(refusal);
  }

  record Case(String name, Consumer<SetRiskConfigurationRequest.Builder> change, Refusal refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    return Stream.of(
        new Case(
            "unknown pool",
            set -> set.userPoolId("us-east-1_nowhere00"),
            Refusal.notFound("User pool us-east-1_nowhere00 does not exist.")),
        new Case(
            "unknown app client",
            set -> set.clientId("nobody"),
            Refusal.notFound("User pool client nobody does not exist.")),
        new Case(
            "blocked network without prefix length",
            set -> set.riskExceptionConfiguration(lists -> lists.blockedIPRangeList("192.0.2.1")),
            notNetworks("BlockedIPRangeList")),
        new Case(
            "blocked network with a prefix too long",
            set ->
                set.riskExceptionConfiguration(lists -> lists.blockedIPRangeList("192.0.2.1/33")),
            notNetworks("BlockedIPRangeList")),
        new Case(
            "skipped network that is a name",
            set -> set.riskExceptionConfiguration(lists -> lists.skippedIPRangeList("localhost/8")),
            notNetworks("SkippedIPRangeList")));
  }

  private static Refusal notNetworks(String list) {
    return Refusal.invalidParameter(
        list + " holds a value that is not an IP network in CIDR notation.");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void faultIsRefusedAndChangesNothing(Case given) {
    SetRiskConfigurationRequest.Builder request = everything(pool.poolId()).toBuilder();
    given.change().accept(request);

    assertThat(Refusal.of(() -> sdk.setRiskConfiguration(request.build())))
        .isEqualTo(given.refusal());
    assertThat(describe(pool.poolId(), null).lastModifiedDate()).isNull();
  }

  @Test
  void twoHundredNetworksAreTheMost() {
    Consumer<SetRiskConfigurationRequest.Builder> most = networks(200);

    assertThat(sdk.setRiskConfiguration(most).riskConfiguration().lastModifiedDate()).isNotNull();
    assertThat(Refusal.of(() -> sdk.setRiskConfiguration(networks(201))).message())
        .contains("blockedIPRangeList")
        .contains("Member must have length less than or equal to 200");
  }

  private Consumer<SetRiskConfigurationRequest.Builder> networks(int count) {
    return set ->
        set.userPoolId(pool.poolId())
            .riskExceptionConfiguration(
                lists -> lists.blockedIPRangeList(Collections.nCopies(count, "192.0.2.1/32")));
  }

  @Test
  void describingTheUnknownIsRefused() {
    assertThat(Refusal.of(() -> describe("us-east-1_nowhere00", null)))
        .isEqualTo(Refusal.notFound("User pool us-east-1_nowhere00 does not exist."));
    assertThat(Refusal.of(() -> describe(pool.poolId(), "nobody")))
        .isEqualTo(Refusal.notFound("User pool client nobody does not exist."));
    PoolFixture other = ProtectedPool.create(server, AdvancedSecurityModeType.AUDIT);
    assertThat(Refusal.of(() -> describe(pool.poolId(), other.clientId())))
        .isEqualTo(Refusal.notFound("User pool client " + other.clientId() + " does not exist."));
  }

  private RiskConfigurationType describe(String poolId, @Nullable String clientId) {
    return sdk.describeRiskConfiguration(describe -> describe.userPoolId(poolId).clientId(clientId))
        .riskConfiguration();
  }

  private static SetRiskConfigurationRequest everything(String poolId) {
    return SetRiskConfigurationRequest.builder()
        .userPoolId(poolId)
        .accountTakeoverRiskConfiguration(
            takeover ->
                takeover
                    .actions(
                        actions ->
                            actions
                                .lowAction(
                                    low ->
                                        low.sendNotification(true)
                                            .eventAction(AccountTakeoverEventActionType.NO_ACTION))
                                .highAction(
                                    high ->
                                        high.sendNotification(false)
                                            .eventAction(AccountTakeoverEventActionType.BLOCK)))
                    .notifyConfiguration(
                        notify ->
                            notify
                                .sourceArn(
                                    "arn:aws:ses:us-east-1:123456789012:identity/example.com")
                                .from("no-reply@example.com")
                                .blockEmail(
                                    mail ->
                                        mail.subject("Blocked").textBody("Blocked {ip-address}"))))
        .compromisedCredentialsRiskConfiguration(
            compromised ->
                compromised
                    .eventFilter(EventFilterType.SIGN_UP)
                    .actions(
                        actions ->
                            actions.eventAction(CompromisedCredentialsEventActionType.BLOCK)))
        .riskExceptionConfiguration(
            lists ->
                lists.blockedIPRangeList(List.of("192.0.2.0/24")).skippedIPRangeList(List.of()))
        .build();
  }
}
