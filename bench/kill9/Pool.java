package dev.poolhouse.bench;

import java.io.IOException;

/// The pool and client of the load, and the bodies of the calls, with `'` in place of `"`.
///
/// @param poolId id of the pool
/// @param clientId a client that rotates refresh tokens without grace
record Pool(String poolId, String clientId) {

  static Pool create(Api api) throws IOException {
    String poolId = api.require("CreateUserPool", "{'PoolName':'kill9'}").text("Id");
    String clientId =
        api.require(
                "CreateUserPoolClient",
                """
                {'UserPoolId':'%s','ClientName':'load','ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH'],
                 'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':0}}
                """
                    .formatted(poolId))
            .text("ClientId");
    return new Pool(poolId, clientId);
  }

  String signUp(Account account) {
    return "{'ClientId':'%s','Username':'%s','Password':'%s','UserAttributes':[{'Name':'email','Value':'%s'}]}"
        .formatted(clientId, account.name(), account.password(), account.email());
  }

  String user(Account account) {
    return user(account.name());
  }

  String user(String name) {
    return "{'UserPoolId':'%s','Username':'%s'}".formatted(poolId, name);
  }

  String signIn(Account account, String password) {
    return "{'ClientId':'%s','AuthFlow':'USER_PASSWORD_AUTH','AuthParameters':{'USERNAME':'%s','PASSWORD':'%s'}}"
        .formatted(clientId, account.name(), password);
  }

  String refresh(Account account) {
    return "{'ClientId':'%s','RefreshToken':'%s'}".formatted(clientId, account.refreshToken());
  }

  String changePassword(Account account) {
    return "{'AccessToken':'%s','PreviousPassword':'%s','ProposedPassword':'%s'}"
        .formatted(account.accessToken(), account.password(), account.askedPassword());
  }

  String setPassword(Account account) {
    return "{'UserPoolId':'%s','Username':'%s','Password':'%s','Permanent':true}"
        .formatted(poolId, account.name(), account.askedPassword());
  }

  String list(String paginationToken) {
    return paginationToken.isEmpty()
        ? "{'UserPoolId':'%s'}".formatted(poolId)
        : "{'UserPoolId':'%s','PaginationToken':'%s'}".formatted(poolId, paginationToken);
  }
}
