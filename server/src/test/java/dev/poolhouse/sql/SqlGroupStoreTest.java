package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.group.Group;
import dev.poolhouse.group.GroupStore;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Groups and memberships in the database: round trip, uniqueness, order, paging, and that a
/// membership never outlives its group.
@EachDatabase
final class SqlGroupStoreTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

  private final Database database;
  private final GroupStore groups = new SqlGroupStore();

  SqlGroupStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void storedGroupIsReadBackAsItWas() {
    PoolKey pool = Rows.pool(database, "readback");
    Group full =
        new Group(pool, "full", Optional.of(""), Optional.of("arn:role"), Optional.of(0), NOW, NOW);
    Group bare = group(pool, "bare", Optional.empty());

    assertThat(insert(full)).isTrue();
    assertThat(insert(bare)).isTrue();

    assertThat(find(pool, "full")).hasValue(full);
    assertThat(find(pool, "bare")).hasValue(bare);
    assertThat(find(pool, "FULL")).isEmpty();
    assertThat(count(pool)).isEqualTo(2);
  }

  @Test
  void nameIsUniqueWithinItsPoolOnly() {
    PoolKey pool = Rows.pool(database, "unique1");
    PoolKey other = Rows.pool(database, "unique2");

    assertThat(insert(group(pool, "g", Optional.empty()))).isTrue();
    assertThat(insert(group(pool, "g", Optional.of(1)))).isFalse();
    assertThat(insert(group(other, "g", Optional.empty()))).isTrue();
    assertThat(insert(group(new PoolKey("no pool"), "g", Optional.empty()))).isFalse();
  }

  @Test
  void updateReplacesWhatMayChange() {
    PoolKey pool = Rows.pool(database, "update");
    insert(group(pool, "g", Optional.of(1)));
    Group changed =
        new Group(
            pool,
            "g",
            Optional.of("text"),
            Optional.empty(),
            Optional.empty(),
            NOW,
            NOW.plusSeconds(1));

    assertThat(changes(tx -> groups.update(tx, changed))).isTrue();

    assertThat(find(pool, "g")).hasValue(changed);
    assertThat(changes(tx -> groups.update(tx, group(pool, "none", Optional.empty())))).isFalse();
  }

  @Test
  void listGoesOnAfterANameInByteOrder() {
    PoolKey pool = Rows.pool(database, "list");
    List.of("b", "a", "Z").forEach(name -> insert(group(pool, name, Optional.empty())));

    assertThat(list(pool, "", 2)).containsExactly("Z", "a");
    assertThat(list(pool, "a", 2)).containsExactly("b");
  }

  @Test
  void groupsOfAUserComeStrongestFirst() {
    PoolKey pool = Rows.pool(database, "strength");
    UserId user = Rows.user(database, pool, "strong");
    insert(group(pool, "none a", Optional.empty()));
    insert(group(pool, "none B", Optional.empty()));
    insert(group(pool, "five", Optional.of(5)));
    insert(group(pool, "zero b", Optional.of(0)));
    insert(group(pool, "zero a", Optional.of(0)));
    insert(group(pool, "not a member", Optional.of(0)));
    List.of("none a", "none B", "five", "zero b", "zero a")
        .forEach(name -> assertThat(add(pool, name, user)).isTrue());

    assertThat(groupsOf(pool, user))
        .containsExactly("zero a", "zero b", "five", "none B", "none a");
  }

  @Test
  void membersAreListedInTheOrderOfTheirIds() {
    PoolKey pool = Rows.pool(database, "members");
    insert(group(pool, "g", Optional.empty()));
    insert(group(pool, "other", Optional.empty()));
    List.of("m2", "m1", "M3", "m4")
        .forEach(id -> add(pool, id.equals("m4") ? "other" : "g", Rows.user(database, pool, id)));

    List<User> first = members(pool, "g", "", 2);
    List<User> rest = members(pool, "g", "m1", 2);

    assertThat(first).extracting(User::username).containsExactly("M3", "m1");
    assertThat(rest).extracting(User::username).containsExactly("m2");
    assertThat(rest.getFirst().attributes()).containsEntry("email", "a@example.com");
  }

  @Test
  void addingTwiceAndRemovingANonMemberChangeNothing() {
    PoolKey pool = Rows.pool(database, "twice");
    UserId user = Rows.user(database, pool, "twice");
    insert(group(pool, "g", Optional.empty()));

    remove(pool, "g", user);
    assertThat(add(pool, "g", user)).isTrue();
    assertThat(add(pool, "g", user)).isTrue();
    assertThat(groupsOf(pool, user)).containsExactly("g");

    remove(pool, "g", user);
    remove(pool, "g", user);
    assertThat(groupsOf(pool, user)).isEmpty();
  }

  @Test
  void nobodyIsAddedWhereUserOrGroupIsGone() {
    PoolKey pool = Rows.pool(database, "gone");
    UserId user = Rows.user(database, pool, "present");
    insert(group(pool, "g", Optional.empty()));

    assertThat(add(pool, "none", user)).isFalse();
    assertThat(add(pool, "g", new UserId("nobody"))).isFalse();
  }

  @Test
  void deletedGroupTakesItsMembershipsWithIt() {
    PoolKey pool = Rows.pool(database, "delete");
    UserId user = Rows.user(database, pool, "deleted from");
    insert(group(pool, "g", Optional.empty()));
    add(pool, "g", user);

    assertThat(changes(tx -> groups.delete(tx, pool, "g"))).isTrue();
    assertThat(changes(tx -> groups.delete(tx, pool, "g"))).isFalse();

    insert(group(pool, "g", Optional.empty()));
    assertThat(groupsOf(pool, user)).isEmpty();
  }

  @Test
  void membershipLeftBehindByADeletedGroupDoesNotCountForTheNextOne() {
    PoolKey pool = Rows.pool(database, "left behind");
    UserId user = Rows.user(database, pool, "left behind");
    insert(group(pool, "g", Optional.empty()));
    add(pool, "g", user);
    database.run(
        "delete the group alone",
        tx -> SqlTx.handle(tx).execute("delete from user_group where pool_key = ?", pool.value()));
    insert(
        new Group(
            pool,
            "g",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOW.plusMillis(1),
            NOW.plusMillis(1)));

    assertThat(groupsOf(pool, user)).isEmpty();
    assertThat(members(pool, "g", "", 9)).isEmpty();

    assertThat(add(pool, "g", user)).as("added by a node whose clock is behind").isTrue();
    assertThat(groupsOf(pool, user)).containsExactly("g");
  }

  private boolean insert(Group group) {
    return database.write("insert", tx -> groups.insert(tx, group));
  }

  private boolean changes(Function<Tx, Boolean> work) {
    return database.write("change", work);
  }

  private long count(PoolKey pool) {
    return database.read("count", tx -> groups.count(tx, pool));
  }

  private List<String> list(PoolKey pool, String after, int limit) {
    return names(database.read("list", tx -> groups.list(tx, pool, after, limit)));
  }

  private List<User> members(PoolKey pool, String name, String after, int limit) {
    return database.read("members", tx -> groups.members(tx, pool, name, after, limit));
  }

  private Optional<Group> find(PoolKey pool, String name) {
    return database.read("find", tx -> groups.find(tx, pool, name));
  }

  private boolean add(PoolKey pool, String name, UserId user) {
    return database.write("add", tx -> groups.addMember(tx, pool, name, user, NOW));
  }

  private void remove(PoolKey pool, String name, UserId user) {
    database.run("remove", tx -> groups.removeMember(tx, pool, name, user));
  }

  private List<String> groupsOf(PoolKey pool, UserId user) {
    return names(database.read("groups", tx -> groups.groupsOf(tx, pool, user)));
  }

  private static List<String> names(List<Group> groups) {
    return groups.stream().map(Group::name).toList();
  }

  private static Group group(PoolKey pool, String name, Optional<Integer> precedence) {
    return new Group(pool, name, Optional.empty(), Optional.empty(), precedence, NOW, NOW);
  }
}
