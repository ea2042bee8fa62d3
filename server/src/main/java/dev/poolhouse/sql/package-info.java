/// The feature stores on SQLite and PostgreSQL: transactions, migrations, data keys and the upkeep
/// of the tables. Read [dev.poolhouse.sql.Database] first, then [dev.poolhouse.sql.SqlTx], which
/// every store uses. May import the features' store interfaces, `crypto` and `store`; is imported
/// by `app` alone.
@NullMarked
package dev.poolhouse.sql;

import org.jspecify.annotations.NullMarked;
