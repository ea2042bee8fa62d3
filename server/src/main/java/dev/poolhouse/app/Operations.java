package dev.poolhouse.app;

import dev.poolhouse.client.AddUserPoolClientSecret;
import dev.poolhouse.client.CreateUserPoolClient;
import dev.poolhouse.client.DeleteUserPoolClient;
import dev.poolhouse.client.DeleteUserPoolClientSecret;
import dev.poolhouse.client.DescribeUserPoolClient;
import dev.poolhouse.client.ListUserPoolClientSecrets;
import dev.poolhouse.client.ListUserPoolClients;
import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.client.UpdateUserPoolClient;
import dev.poolhouse.group.AdminAddUserToGroup;
import dev.poolhouse.group.AdminListGroupsForUser;
import dev.poolhouse.group.AdminRemoveUserFromGroup;
import dev.poolhouse.group.CreateGroup;
import dev.poolhouse.group.DeleteGroup;
import dev.poolhouse.group.GetGroup;
import dev.poolhouse.group.ListGroups;
import dev.poolhouse.group.ListUsersInGroup;
import dev.poolhouse.group.UpdateGroup;
import dev.poolhouse.http.OperationTable;
import dev.poolhouse.pool.Pages;
import dev.poolhouse.selfservice.ChangePassword;
import dev.poolhouse.selfservice.DeleteUser;
import dev.poolhouse.selfservice.DeleteUserAttributes;
import dev.poolhouse.selfservice.GetUser;
import dev.poolhouse.selfservice.GetUserAttributeVerificationCode;
import dev.poolhouse.selfservice.GlobalSignOut;
import dev.poolhouse.selfservice.PreviousPassword;
import dev.poolhouse.selfservice.UpdateUserAttributes;
import dev.poolhouse.selfservice.VerifyUserAttribute;
import dev.poolhouse.signin.AdminInitiateAuth;
import dev.poolhouse.signin.AdminRespondToAuthChallenge;
import dev.poolhouse.signin.InitiateAuth;
import dev.poolhouse.signin.RespondToAuthChallenge;
import dev.poolhouse.signin.SignIn;
import dev.poolhouse.signup.CodeProof;
import dev.poolhouse.signup.CodeSending;
import dev.poolhouse.signup.ConfirmForgotPassword;
import dev.poolhouse.signup.ConfirmSignUp;
import dev.poolhouse.signup.ForgotPassword;
import dev.poolhouse.signup.Reception;
import dev.poolhouse.signup.ResendConfirmationCode;
import dev.poolhouse.signup.SignUp;
import dev.poolhouse.signup.SignUpSessions;
import dev.poolhouse.signup.UserWriting;
import dev.poolhouse.sql.CachedClients;
import dev.poolhouse.sql.CachedPools;
import dev.poolhouse.sql.ConfigTransactions;
import dev.poolhouse.sql.SqlClientStore;
import dev.poolhouse.sql.SqlGroupStore;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.token.GetClientToken;
import dev.poolhouse.token.GetTokensFromRefreshToken;
import dev.poolhouse.token.RevokeToken;
import dev.poolhouse.user.AdminConfirmSignUp;
import dev.poolhouse.user.AdminCreateUser;
import dev.poolhouse.user.AdminDeleteUser;
import dev.poolhouse.user.AdminDeleteUserAttributes;
import dev.poolhouse.user.AdminDisableUser;
import dev.poolhouse.user.AdminEnableUser;
import dev.poolhouse.user.AdminGetUser;
import dev.poolhouse.user.AdminResetUserPassword;
import dev.poolhouse.user.AdminSetUserPassword;
import dev.poolhouse.user.AdminUpdateUserAttributes;
import dev.poolhouse.user.AdminUserGlobalSignOut;
import dev.poolhouse.user.ListUsers;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.user.UserNames;

/// Every operation this server can run, one line each. The names of all 132 stand in
/// [dev.poolhouse.wire.ApiOperation]; those without a line here answer that they are not
/// implemented.
final class Operations {
  private Operations() {}

  static OperationTable table(Core core, Stores stores, Services services) {
    OperationTable table = new OperationTable();
    PoolOperations.register(table, core, stores, services);
    DeviceOperations.register(table, core, stores, services);
    MfaOperations.register(table, core, stores, services);
    PasskeyOperations.register(table, core, stores, services);
    AnalyticsOperations.register(table, core, stores, services);
    RiskOperations.register(table, core, stores, services);
    clients(table, core, stores, services);
    groups(table, core, stores, services);
    signIn(table, services);
    SignInOperations.register(table, services);
    signUp(table, core, stores, services);
    tokens(table, core, stores, services);
    selfService(table, core, stores, services);
    users(table, core, stores, services);
    return table;
  }

  private static void clients(OperationTable table, Core core, Stores stores, Services services) {
    CachedPools pools = services.configuration().pools();
    SqlClientStore store = stores.clients();
    ConfigTransactions transactions = services.configuration().transactions();
    SecretCheck secrets = services.secrets();
    Pages pages = services.pages();
    table
        .register(
            new AddUserPoolClientSecret(
                pools, store, transactions, secrets, core.ids(), core.clock()))
        .register(
            new CreateUserPoolClient(pools, store, transactions, secrets, core.ids(), core.clock()))
        .register(new DeleteUserPoolClient(pools, store, transactions))
        .register(new DeleteUserPoolClientSecret(pools, store, transactions))
        .register(new DescribeUserPoolClient(pools, services.configuration().clients(), secrets))
        .register(new ListUserPoolClientSecrets(pools, services.configuration().clients()))
        .register(new ListUserPoolClients(pools, store, transactions, pages))
        .register(new UpdateUserPoolClient(pools, store, transactions, secrets, core.clock()));
  }

  private static void groups(OperationTable table, Core core, Stores stores, Services services) {
    CachedPools pools = services.configuration().pools();
    SqlGroupStore store = stores.groups();
    Transactions database = core.database();
    UserNames names = services.users().names();
    Pages pages = services.pages();
    table
        .register(new AdminAddUserToGroup(pools, store, database, names, core.clock()))
        .register(new AdminListGroupsForUser(pools, store, database, names, pages))
        .register(new AdminRemoveUserFromGroup(pools, store, database, names))
        .register(new CreateGroup(pools, store, database, core.clock()))
        .register(new DeleteGroup(pools, store, database))
        .register(new GetGroup(pools, store, database))
        .register(new ListGroups(pools, store, database, pages))
        .register(new ListUsersInGroup(pools, store, database, pages))
        .register(new UpdateGroup(pools, store, database, core.clock()));
  }

  private static void signIn(OperationTable table, Services services) {
    CachedPools pools = services.configuration().pools();
    CachedClients clients = services.configuration().clients();
    SignIn signIn = services.signIn();
    table
        .register(new AdminInitiateAuth(pools, clients, signIn.flows()))
        .register(new AdminRespondToAuthChallenge(pools, clients, signIn.answers()))
        .register(new InitiateAuth(pools, clients, signIn.flows()))
        .register(new RespondToAuthChallenge(pools, clients, signIn.answers()));
  }

  private static void signUp(OperationTable table, Core core, Stores stores, Services services) {
    UserServices users = services.users();
    Transactions database = core.database();
    Reception reception =
        new Reception(
            new Reception.Configuration(
                services.configuration().pools(),
                services.configuration().clients(),
                services.secrets(),
                services.risk().protection()),
            new Reception.Reading(database, stores.users(), users.names(), stores.codes()),
            users.limits(),
            users.passwords());
    CodeSending sending = new CodeSending(users.codeMessages(), services.messages(), core.clock());
    CodeProof proof = new CodeProof(users.codes(), stores.codes(), core.clock());
    SignUpSessions sessions = new SignUpSessions(core.sealer(), core.ids(), core.clock());
    UserWriting writing =
        new UserWriting(
            database,
            users.changes(),
            users.newUsers(),
            users.history(),
            stores.lockouts(),
            services.triggers());
    table
        .register(new ConfirmForgotPassword(reception, proof, writing, core.clock()))
        .register(new ConfirmSignUp(reception, proof, writing, sessions, core.clock()))
        .register(new ForgotPassword(reception, sending, users.migrations(), database))
        .register(new ResendConfirmationCode(reception, sending, database))
        .register(
            new SignUp(
                reception,
                sending,
                writing,
                sessions,
                services.events().analytics(),
                core.clock()));
  }

  private static void tokens(OperationTable table, Core core, Stores stores, Services services) {
    CachedPools pools = services.configuration().pools();
    CachedClients clients = services.configuration().clients();
    SecretCheck secrets = services.secrets();
    TokenServices tokens = services.tokens();
    table
        .register(
            new GetClientToken(
                pools, clients, secrets, core.database(), stores.clients(), tokens.issuer()))
        .register(new GetTokensFromRefreshToken(pools, clients, secrets, tokens.refresh()))
        .register(
            new RevokeToken(
                clients,
                secrets,
                tokens.refreshTokens(),
                core.database(),
                stores.families(),
                core.clock()));
  }

  private static void users(OperationTable table, Core core, Stores stores, Services services) {
    CachedPools pools = services.configuration().pools();
    Transactions database = core.database();
    UserServices accounts = services.users();
    UserNames names = accounts.names();
    UserChanges changes = accounts.changes();
    table
        .register(new AdminConfirmSignUp(pools, changes, services.triggers(), core.clock()))
        .register(
            new AdminCreateUser(
                pools,
                accounts.newUsers(),
                changes,
                accounts.history(),
                accounts.invitations(),
                services.triggers(),
                core.clock()))
        .register(new AdminDeleteUser(pools, database, names, stores.users()))
        .register(new AdminDeleteUserAttributes(pools, changes, core.clock()))
        .register(new AdminDisableUser(pools, changes, core.clock()))
        .register(new AdminEnableUser(pools, changes, core.clock()))
        .register(new AdminGetUser(pools, changes))
        .register(new AdminResetUserPassword(pools, changes, accounts.codeMessages(), core.clock()))
        .register(
            new AdminSetUserPassword(
                pools, database, names, changes, accounts.history(), core.clock()))
        .register(new AdminUpdateUserAttributes(pools, changes, accounts.updates(), core.clock()))
        .register(new AdminUserGlobalSignOut(pools, database, names, stores.users(), core.clock()))
        .register(new ListUsers(pools, database, stores.users(), services.pages()));
  }

  private static void selfService(
      OperationTable table, Core core, Stores stores, Services services) {
    AccessTokens tokens = services.tokens().access();
    UserServices users = services.users();
    Transactions database = core.database();
    PreviousPassword previous =
        new PreviousPassword(database, stores.lockouts(), users.passwords(), core.clock());
    table
        .register(
            new ChangePassword(
                tokens,
                users.limits(),
                previous,
                users.history(),
                new ChangePassword.Storing(
                    database, stores.credentials(), users.changes(), services.risk().protection()),
                core.clock()))
        .register(new DeleteUser(tokens, database, stores.users()))
        .register(new DeleteUserAttributes(tokens, users.changes(), core.clock()))
        .register(new GetUser(tokens))
        .register(
            new GetUserAttributeVerificationCode(
                tokens, users.limits(), database, users.codeMessages(), core.clock()))
        .register(new GlobalSignOut(tokens, database, stores.users(), core.clock()))
        .register(new UpdateUserAttributes(tokens, users.updates(), core.clock()))
        .register(
            new VerifyUserAttribute(
                tokens,
                users.limits(),
                new VerifyUserAttribute.Reading(database, stores.codes(), users.codes()),
                users.changes(),
                core.clock()));
  }
}
