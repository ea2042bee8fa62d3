package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.user.Claim;
import dev.poolhouse.user.FoldedAttributes;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserFilter;
import dev.poolhouse.user.UserFilter.Field;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Users come back as stored, an update needs the version it started from, a sign-out is never
/// undone, a name has one holder however many reach for it, and lists are filtered and ordered.
@EachDatabase
final class SqlUserStoreTest {
  private static final Claim ALICE = new Claim(Claim.Kind.USERNAME, "alice");
  private final Database database;
  private final SqlUserStore store = new SqlUserStore();

  SqlUserStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void userComesBackAsStored() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("zoneinfo", "\"quoted\" 😀");
    attributes.put("email", "A@example.com");
    User user = StoredUsers.store(database, StoredUsers.user("stored", attributes));

    User found = find("stored");

    assertThat(found).isEqualTo(user);
    assertThat(found.attributes().keySet()).containsExactly("zoneinfo", "email");
  }

  @Test
  void nobodyHoldsANameWithAZeroCharacter() {
    Claim zero = new Claim(Claim.Kind.USERNAME, "ze\0ro");

    Optional<User> found =
        database.read("by claims", tx -> store.findByClaims(tx, StoredUsers.POOL, List.of(zero)));

    assertThat(found).isEmpty();
  }

  @Test
  void updateNeedsTheVersionItStartedFrom() {
    User user = StoredUsers.store(database, StoredUsers.user("versioned", Map.of()));
    User changed =
        user.withStatus(UserStatusType.RESET_REQUIRED, StoredUsers.NOW.plusMillis(5))
            .withAttributes(
                Map.of("name", "N"), Map.of("email", "b@c"), StoredUsers.NOW.plusMillis(6));

    assertThat(update(changed)).isTrue();
    assertThat(update(changed)).isFalse();

    User found = find("versioned");
    assertThat(found.version()).isEqualTo(2);
    assertThat(found.status()).isEqualTo(UserStatusType.RESET_REQUIRED);
    assertThat(found.attributes()).containsExactly(Map.entry("name", "N"));
    assertThat(found.pending()).containsExactly(Map.entry("email", "b@c"));
    assertThat(found.modifiedAt()).isEqualTo(StoredUsers.NOW.plusMillis(6));
  }

  @Test
  void signOutIsNeverUndone() {
    User user = StoredUsers.store(database, StoredUsers.user("signed out", Map.of()));
    Instant moment = StoredUsers.NOW.plusSeconds(60);

    database.run("out", tx -> store.signOut(tx, user.id(), moment));
    database.run("earlier", tx -> store.signOut(tx, user.id(), StoredUsers.NOW));

    assertThat(update(user.withEnabled(false, StoredUsers.NOW))).isTrue();
    assertThat(find("signed out").signedOutAt()).isEqualTo(moment);
  }

  @Test
  void oneOfManyTakersGetsTheName() throws InterruptedException {
    AtomicInteger number = new AtomicInteger();
    Claim wanted = new Claim(Claim.Kind.EMAIL, "wanted@example.com");

    List<List<Claim>> refused =
        StoredUsers.race(
            20,
            () -> {
              UserId id = new UserId("taker" + number.incrementAndGet());
              return database.write(
                  "take", tx -> store.take(tx, StoredUsers.POOL, id, List.of(wanted)));
            });

    assertThat(refused).filteredOn(List::isEmpty).hasSize(1);
    assertThat(refused).filteredOn(list -> list.equals(List.of(wanted))).hasSize(19);
  }

  @Test
  void namesPointToTheirUserUntilReleased() {
    User user = StoredUsers.store(database, StoredUsers.user("named", Map.of()));
    Claim email = new Claim(Claim.Kind.EMAIL, "named@example.com");
    UserId rival = new UserId("rival");

    assertThat(take(user.id(), ALICE, email)).isEmpty();
    assertThat(take(user.id(), ALICE)).isEmpty();
    assertThat(take(rival, email, new Claim(Claim.Kind.SUB, "free"))).containsExactly(email);
    assertThat(claims(user.id())).containsExactly(email, ALICE);
    assertThat(byClaims(new Claim(Claim.Kind.PREFERRED, "alice"), ALICE)).isEqualTo(user);

    database.run("not its own", tx -> store.release(tx, StoredUsers.POOL, rival, List.of(email)));
    assertThat(claims(user.id())).containsExactly(email, ALICE);
    database.run("release", tx -> store.release(tx, StoredUsers.POOL, user.id(), List.of(email)));
    assertThat(claims(user.id())).containsExactly(ALICE);
  }

  @Test
  void deletedUserLeavesNothing() {
    User user = StoredUsers.store(database, StoredUsers.user("deleted", Map.of()));
    Claim name = new Claim(Claim.Kind.USERNAME, "deleted");
    take(user.id(), name);
    database.run("fail", tx -> new SqlLockoutStore().fail(tx, user.id().value(), StoredUsers.NOW));

    assertThat(database.<Boolean>write("delete", tx -> store.delete(tx, user.id()))).isTrue();
    assertThat(database.<Boolean>write("again", tx -> store.delete(tx, user.id()))).isFalse();

    assertThat(claims(user.id())).isEmpty();
    assertThat(
            database.<Long>read(
                "rows",
                tx ->
                    SqlTx.handle(tx)
                        .createQuery("select count(*) from lockout where subject = 'deleted'")
                        .mapTo(Long.class)
                        .one()))
        .isZero();
  }

  private record Search(String name, UserFilter filter, List<String> ids) {}

  @Test
  void listsWhatMatchesInOrderOfIds() {
    StoredUsers.store(database, StoredUsers.user("s1", Map.of("email", "Ann@example.com")));
    StoredUsers.store(database, StoredUsers.user("s2", Map.of("email", "anna@example.com")));
    User off = StoredUsers.user("s3", Map.of("email", "b\uD7FFx", "name", "Änne"));
    StoredUsers.store(database, off.withEnabled(false, StoredUsers.NOW));
    List<Search> searches =
        List.of(
            new Search("equal", new UserFilter.Equal(Field.EMAIL, "ann@example.com"), ids("s1")),
            new Search("prefix", new UserFilter.Prefix(Field.EMAIL, "ann"), ids("s1", "s2")),
            new Search("long", new UserFilter.Prefix(Field.EMAIL, "anna@"), ids("s2")),
            new Search(
                "before surrogates", new UserFilter.Prefix(Field.EMAIL, "b\uD7FF"), ids("s3")),
            new Search("no prefix", new UserFilter.Prefix(Field.EMAIL, ""), ids("s1", "s2", "s3")),
            new Search("last", new UserFilter.Prefix(Field.EMAIL, "\uDBFF\uDFFF"), ids()),
            new Search("folded", new UserFilter.Equal(Field.NAME, "änne"), ids("s3")),
            new Search("case", new UserFilter.Equal(Field.USERNAME, "name-s1"), ids()),
            new Search("username", new UserFilter.Equal(Field.USERNAME, "Name-s1"), ids("s1")),
            new Search("sub", new UserFilter.Prefix(Field.SUB, "sub-s2"), ids("s2")),
            new Search("disabled", new UserFilter.Equal(Field.STATUS, "Disabled"), ids("s3")),
            new Search("neither", new UserFilter.Equal(Field.STATUS, "enabled"), ids()));

    searches.forEach(
        search ->
            assertThat(list(search.filter(), "s", 60)).as(search.name()).isEqualTo(search.ids()));
    assertThat(list(new UserFilter.Prefix(Field.EMAIL, ""), "s1", 1)).containsExactly("s2");
  }

  private static List<String> ids(String... ids) {
    return List.of(ids);
  }

  private List<String> list(UserFilter filter, String afterId, int limit) {
    return database.read(
        "list",
        tx ->
            store.list(tx, StoredUsers.POOL, filter, afterId, limit).stream()
                .map(user -> user.id().value())
                .filter(id -> id.matches("s\\d"))
                .toList());
  }

  private User find(String id) {
    return database.read("find", tx -> store.find(tx, new UserId(id))).orElseThrow();
  }

  private boolean update(User user) {
    return database.write("update", tx -> store.update(tx, user, FoldedAttributes.of(user)));
  }

  private List<Claim> take(UserId id, Claim... claims) {
    return database.write("take", tx -> store.take(tx, StoredUsers.POOL, id, List.of(claims)));
  }

  private List<Claim> claims(UserId id) {
    return database.read("claims", tx -> store.claims(tx, StoredUsers.POOL, id));
  }

  private User byClaims(Claim... claims) {
    return database
        .read("by claims", tx -> store.findByClaims(tx, StoredUsers.POOL, List.of(claims)))
        .orElseThrow();
  }
}
