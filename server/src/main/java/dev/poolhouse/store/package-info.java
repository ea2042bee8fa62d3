/// What every store shares: a transaction as features see it, and the cache of what rarely changes.
/// Read [dev.poolhouse.store.Transactions] first. Imports nothing of ours; the stores themselves
/// belong to the features.
@NullMarked
package dev.poolhouse.store;

import org.jspecify.annotations.NullMarked;
