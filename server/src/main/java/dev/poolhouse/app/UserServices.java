package dev.poolhouse.app;

import dev.poolhouse.user.Aliases;
import dev.poolhouse.user.Codes;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.NewUsers;
import dev.poolhouse.user.PasswordHistory;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.user.UserNames;

/// What operations on users share.
///
/// @param names finds users by name
/// @param changes stores changed users
/// @param newUsers makes users
/// @param passwords makes and checks passwords
/// @param history keeps passwords from coming back
/// @param codes makes and checks codes
/// @param limits counts uses per hour
record UserServices(
    UserNames names,
    UserChanges changes,
    NewUsers newUsers,
    Passwords passwords,
    PasswordHistory history,
    Codes codes,
    Limits limits) {

  static UserServices of(Core core, Stores stores) {
    UserNames names = new UserNames(stores.users());
    Aliases aliases = new Aliases(stores.users(), names, core.clock());
    Passwords passwords = new Passwords(core.sealer(), core.random());
    return new UserServices(
        names,
        new UserChanges(core.database(), stores.users(), aliases),
        new NewUsers(stores.users(), names, aliases, core.ids()),
        passwords,
        new PasswordHistory(stores.credentials(), passwords),
        new Codes(core.sealer(), core.ids()),
        new Limits(core.database(), stores.rates(), core.clock()));
  }
}
