package dev.poolhouse.app;

import dev.poolhouse.message.Messages;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.user.Aliases;
import dev.poolhouse.user.AttributeUpdates;
import dev.poolhouse.user.CodeMessages;
import dev.poolhouse.user.Codes;
import dev.poolhouse.user.Invitations;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.Migrations;
import dev.poolhouse.user.NewUsers;
import dev.poolhouse.user.PasswordHistory;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.RequestRate;
import dev.poolhouse.user.Turns;
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
/// @param codeMessages stores and sends codes
/// @param updates changes attributes and sends codes
/// @param invitations sends temporary passwords
/// @param limits counts uses per hour
/// @param migrations takes users over from elsewhere
record UserServices(
    UserNames names,
    UserChanges changes,
    NewUsers newUsers,
    Passwords passwords,
    PasswordHistory history,
    Codes codes,
    CodeMessages codeMessages,
    AttributeUpdates updates,
    Invitations invitations,
    Limits limits,
    Migrations migrations) {

  static UserServices of(
      Core core,
      Stores stores,
      Messages messages,
      Triggers triggers,
      RequestRate requests,
      Turns turns) {
    UserNames names = new UserNames(stores.users());
    Aliases aliases = new Aliases(stores.users(), names, core.clock());
    Passwords passwords = new Passwords(core.sealer(), core.random(), turns);
    UserChanges changes = new UserChanges(core.database(), stores.users(), names, aliases);
    Codes codes = new Codes(core.sealer(), core.ids());
    CodeMessages codeMessages = new CodeMessages(codes, stores.codes(), messages);
    NewUsers newUsers = new NewUsers(stores.users(), names, aliases, core.ids());
    PasswordHistory history = new PasswordHistory(stores.credentials(), passwords);
    return new UserServices(
        names,
        changes,
        newUsers,
        passwords,
        history,
        codes,
        codeMessages,
        new AttributeUpdates(changes, codeMessages),
        new Invitations(messages, core.ids()),
        new Limits(core.database(), stores.rates(), requests, core.clock()),
        new Migrations(
            new Migrations.Using(triggers, newUsers, changes, names, history, messages),
            core.clock()));
  }
}
