package dev.poolhouse.bench;

import java.util.List;

/// Makes the many users of a large pool out of a thousand that were loaded, within the database:
/// each with a name, an id and claims of its own. What is sealed is copied as it is, and opens for
/// nobody.
///
/// @param first number of the first of the thousand
/// @param times how many users to make out of each
record Copies(int first, int times) {
  static final int TEMPLATES = 1_000;

  /// The templates, each as often as it is copied, and what is new of each copy.
  private static final String MADE =
      """
      with recursive n(i) as (select 1 union all select i + 1 from n where i < %d),
      made as (
        select u.*,
          'user-' || substr(cast(10000000 + cast(substr(username, 6) as bigint) + %d * i as text), 2)
            as new_name,
          substr(user_id, 1, 24) || substr(cast(1000000000000 + i as text), 2) as new_id,
          substr(sub, 1, 24) || substr(cast(1000000000000 + i as text), 2) as new_sub
        from pool_user u cross join n
        where username >= '%s' and username < '%s')
      """;

  private static final String USERS =
      """
      insert into pool_user (user_id, pool_key, sub, username, status, enabled, attributes,
        pending_attributes, username_folded, email_folded, signed_out_at, created_at, modified_at,
        version)
      %sselect new_id, pool_key, new_sub, new_name, status, enabled,
        replace(replace(attributes, username, new_name), sub, new_sub), pending_attributes,
        replace(username_folded, username, new_name), replace(email_folded, username, new_name),
        signed_out_at, created_at, modified_at, version
      from made
      """;

  private static final String CLAIMS =
      """
      insert into claim (pool_key, kind, value, user_id)
      %sselect c.pool_key, c.kind,
        replace(replace(c.value, made.username, new_name), made.sub, new_sub), new_id
      from made join claim c on c.pool_key = made.pool_key and c.user_id = made.user_id
      """;

  private static final String CREDENTIALS =
      """
      insert into password_credential (user_id, kind, material, pool_part, name_part, temporary,
        set_at, expires_at)
      %sselect new_id, c.kind, c.material, c.pool_part, new_name, c.temporary, c.set_at, c.expires_at
      from made join password_credential c on c.user_id = made.user_id
      """;

  /// Statements that make them, those of the users last: they are who is copied.
  List<String> statements() {
    String made =
        MADE.formatted(times, TEMPLATES, Target.name(first), Target.name(first + TEMPLATES));
    return List.of(CREDENTIALS.formatted(made), CLAIMS.formatted(made), USERS.formatted(made));
  }
}
