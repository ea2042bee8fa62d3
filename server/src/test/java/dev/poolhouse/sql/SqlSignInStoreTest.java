package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.group.Group;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.signin.SignInStore;
import dev.poolhouse.token.Authentication;
import dev.poolhouse.token.RefreshFamily;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.FoldedAttributes;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// What a sign-in finds in one call, and that the other one stores it only while nothing forbids
/// it.
@EachDatabase
final class SqlSignInStoreTest {
  private static final Instant NOW = StoredUsers.NOW;

  private final Database database;
  private final SqlSignInStore store = new SqlSignInStore();
  private final SqlUserStore users = new SqlUserStore();
  private final SqlLockoutStore lockouts = new SqlLockoutStore();
  private final SqlFamilyStore families = new SqlFamilyStore();
  private final SqlClientStore clients = new SqlClientStore();

  SqlSignInStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  /// Something that happens to a user before the sign-in is stored.
  private record Case(
      String what,
      boolean passwordProven,
      Consumer<Setting> before,
      boolean stored,
      boolean clientExists,
      boolean locked,
      boolean known) {}

  /// A user with an app client.
  private record Setting(User user, Client client) {}

  @TestFactory
  Stream<DynamicTest> sequelOfWhatHappenedMeanwhile() {
    return Stream.of(
            new Case("nothing", true, _ -> {}, true, true, false, true),
            new Case("failures without a lock", true, it -> fail(it, 4), true, true, false, true),
            new Case("locked", true, it -> fail(it, 5), false, true, true, true),
            new Case("locked, other proof", false, it -> fail(it, 5), true, true, true, true),
            new Case(
                "disabled",
                true,
                it -> change(it.user().withEnabled(false, NOW)),
                false,
                true,
                false,
                true),
            new Case("other status", true, this::demandReset, false, true, false, true),
            new Case("client deleted", true, this::deleteClient, false, false, false, true),
            new Case("user deleted", true, this::deleteUser, false, true, false, false))
        .map(row -> DynamicTest.dynamicTest(row.what(), () -> check(row)));
  }

  private void check(Case row) {
    Setting setting = setting(row.what().replaceAll("[ ,]", "-"));
    row.before().accept(setting);
    RefreshFamily family = family(setting);

    SignInStore.Standing standing = advance(setting, row.passwordProven(), List.of(family));

    assertThat(standing.stored()).as("stored").isEqualTo(row.stored());
    assertThat(standing.clientExists()).as("client").isEqualTo(row.clientExists());
    assertThat(standing.locked()).as("locked").isEqualTo(row.locked());
    assertThat(standing.user().isPresent()).as("user").isEqualTo(row.known());
    assertThat(found(setting.user().id(), family.id()))
        .isEqualTo(row.stored() ? Optional.of(family) : Optional.empty());
    assertThat(failures(setting)).as("failures left").isEqualTo(row.locked() ? 5 : -1);
  }

  @Test
  void versionTellsOfChanges() {
    Setting setting = setting("version");
    change(setting.user());

    SignInStore.Standing standing = advance(setting, true, List.of());

    assertThat(standing.user())
        .contains(new SignInStore.UserState(2, true, UserStatusType.CONFIRMED));
    assertThat(standing.stored()).isFalse();
  }

  @Test
  void allAboutUserIsFound() {
    Setting setting = setting("found");
    Credential credential =
        new Credential.SrpVerifier(
            Sealed.of(new byte[] {1, 2}), "pool", "name", true, NOW, Optional.of(NOW));
    database.run("add", tx -> new SqlCredentialStore().set(tx, setting.user().id(), credential, 0));
    List<String> joined = List.of("weak", "strong", "plain-b", "plain-a");
    join(setting, joined.get(0), Optional.of(9));
    join(setting, joined.get(1), Optional.of(1));
    join(setting, joined.get(2), Optional.empty());
    join(setting, joined.get(3), Optional.empty());
    fail(setting, 5);

    SignInStore.Found found = find(setting.user().id());

    assertThat(found.user()).contains(setting.user());
    assertThat(found.credential()).contains(credential);
    assertThat(found.groups())
        .extracting(Group::name)
        .containsExactly("strong", "weak", "plain-a", "plain-b");
    assertThat(found.locked()).isTrue();
  }

  @Test
  void nobodyIsFoundWithItsLock() {
    UserId nobody = new UserId("hash-of-a-name");
    assertThat(find(nobody))
        .isEqualTo(new SignInStore.Found(Optional.empty(), Optional.empty(), List.of(), false));
    for (int failure = 1; failure <= 5; failure++) {
      database.run("fail", tx -> lockouts.fail(tx, nobody.value(), NOW));
    }

    assertThat(find(nobody).locked()).isTrue();
  }

  /// @param family the sign-in to store; none or one
  private SignInStore.Standing advance(
      Setting setting, boolean passwordProven, List<RefreshFamily> family) {
    SignInStore.Step step =
        new SignInStore.Step(
            setting.user().id(),
            setting.user().status(),
            setting.client(),
            passwordProven,
            family.stream().findFirst(),
            NOW);
    return database.writeOnce("advance", tx -> store.advance(tx, step));
  }

  private SignInStore.Found find(UserId id) {
    return database.readOnce("find", tx -> store.find(tx, id, NOW));
  }

  private Setting setting(String name) {
    PoolKey pool = Rows.pool(database, "signin-" + name);
    User like = StoredUsers.user("signin-" + name, Map.of("email", "a@example.com"));
    User user =
        new User(
            like.id(),
            pool,
            like.sub(),
            like.username(),
            like.status(),
            like.enabled(),
            like.attributes(),
            like.pending(),
            like.signedOutAt(),
            like.mfa(),
            like.createdAt(),
            like.modifiedAt(),
            like.version());
    StoredUsers.store(database, user);
    Client client =
        new Client(
            pool,
            new PoolId("us-east-1_signin-" + name),
            new ClientId("signin-" + name),
            UserPoolClientType.builder().clientName(name).build(),
            Map.of(),
            List.of(),
            NOW,
            NOW,
            1);
    database.run("add client", tx -> assertThat(clients.insert(tx, client)).isTrue());
    return new Setting(user, client);
  }

  private static RefreshFamily family(Setting setting) {
    return new RefreshFamily(
        setting.user().id(),
        "family",
        setting.client().id(),
        NOW,
        "event",
        "scope",
        1,
        Instant.EPOCH,
        Optional.of("device"),
        new Authentication(List.of("pwd", "mfa"), Optional.empty()),
        NOW,
        NOW.plusSeconds(60),
        Optional.empty());
  }

  private Optional<RefreshFamily> found(UserId user, String family) {
    return database.readOnce("family", tx -> families.find(tx, user, family));
  }

  private long failures(Setting setting) {
    return database.read("failures", tx -> Counters.value(tx, setting.user().id().value()));
  }

  private void fail(Setting setting, int times) {
    for (int failure = 1; failure <= times; failure++) {
      database.run("fail", tx -> lockouts.fail(tx, setting.user().id().value(), NOW));
    }
  }

  private void change(User user) {
    database.run(
        "change", tx -> assertThat(users.update(tx, user, FoldedAttributes.of(user))).isTrue());
  }

  private void demandReset(Setting setting) {
    change(setting.user().withStatus(UserStatusType.RESET_REQUIRED, NOW));
  }

  private void deleteClient(Setting setting) {
    database.run(
        "delete", tx -> clients.delete(tx, setting.client().poolKey(), setting.client().id()));
  }

  private void deleteUser(Setting setting) {
    database.run("delete", tx -> users.delete(tx, setting.user().id()));
  }

  private void join(Setting setting, String name, Optional<Integer> precedence) {
    SqlGroupStore groups = new SqlGroupStore();
    PoolKey pool = setting.user().poolKey();
    database.run(
        "join",
        tx -> {
          groups.insert(
              tx, new Group(pool, name, Optional.empty(), Optional.empty(), precedence, NOW, NOW));
          groups.addMember(tx, pool, name, setting.user().id(), NOW);
        });
  }
}
