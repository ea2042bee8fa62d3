package dev.poolhouse.signup;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.LockoutStore;
import dev.poolhouse.user.NewUsers;
import dev.poolhouse.user.PasswordHistory;
import dev.poolhouse.user.UserChanges;

/// What this package uses to store users and their passwords.
///
/// @param transactions runs work
/// @param changes runs work that stores users
/// @param newUsers makes users
/// @param history makes, checks and sets passwords
/// @param lockouts counts failed passwords
public record UserWriting(
    Transactions transactions,
    UserChanges changes,
    NewUsers newUsers,
    PasswordHistory history,
    LockoutStore lockouts) {}
