package dev.poolhouse.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TimeUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TokenValidityUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Makes a client's configuration from a request: every member as given, with the service's
/// defaults for those that are shown although omitted (admin-API reference §8.1).
final class ClientDocuments {
  private static final int DEFAULT_SESSION_MINUTES = 3;
  private static final Duration DEFAULT_REFRESH = Duration.ofDays(30);

  private ClientDocuments() {}

  /// The configuration of a new client.
  ///
  /// @param name as it is shown, without a prefix that pins the id
  static UserPoolClientType created(CreateUserPoolClientRequest request, ClientId id, String name) {
    UserPoolClientType.Builder document = configuration(request);
    document.clientId(id.value()).clientName(name);
    if (request.enableTokenRevocation() == null) {
      document.enableTokenRevocation(true);
    }
    return document.build();
  }

  /// The configuration that an update puts in the place of `old`. The name and whether tokens can
  /// be revoked stay when omitted (unsure); all else goes back to its default.
  static UserPoolClientType updated(UpdateUserPoolClientRequest request, UserPoolClientType old) {
    UserPoolClientType.Builder document = configuration(request);
    if (request.clientName() == null) {
      document.clientName(old.clientName());
    }
    if (request.enableTokenRevocation() == null) {
      document.enableTokenRevocation(old.enableTokenRevocation());
    }
    return document.build();
  }

  private static UserPoolClientType.Builder configuration(SdkPojo request) {
    UserPoolClientType.Builder document = UserPoolClientType.builder();
    copy(request, document);
    UserPoolClientType given = document.clientSecret(null).build();
    leaveOutEmptyLists(given, document);
    if (given.hasExplicitAuthFlows() && !given.explicitAuthFlows().isEmpty()) {
      document.explicitAuthFlowsWithStrings(
          given.explicitAuthFlowsAsStrings().stream().distinct().toList());
    }
    document
        .tokenValidityUnits(
            Optional.ofNullable(given.tokenValidityUnits())
                .orElseGet(() -> TokenValidityUnitsType.builder().build()))
        .allowedOAuthFlowsUserPoolClient(
            Boolean.TRUE.equals(given.allowedOAuthFlowsUserPoolClient()))
        .enablePropagateAdditionalUserContextData(
            Boolean.TRUE.equals(given.enablePropagateAdditionalUserContextData()));
    if (given.authSessionValidity() == null) {
      document.authSessionValidity(DEFAULT_SESSION_MINUTES);
    }
    if (given.refreshTokenValidity() == null || given.refreshTokenValidity() == 0) {
      document.refreshTokenValidity(defaultRefreshValidity(given));
    }
    return document;
  }

  /// Sets every member that the request and the configuration share.
  private static void copy(SdkPojo request, UserPoolClientType.Builder document) {
    Map<String, SdkField<?>> given = request.sdkFieldNameToField();
    for (SdkField<?> member : document.sdkFields()) {
      SdkField<?> same = given.get(member.memberName());
      if (same != null) {
        member.set(document, same.getValueOrDefault(request));
      }
    }
  }

  /// An empty list counts as omitted: it is not shown and allows what an omitted one allows
  /// (unsure).
  private static void leaveOutEmptyLists(
      UserPoolClientType given, UserPoolClientType.Builder document) {
    for (SdkField<?> member : document.sdkFields()) {
      if (member.getValueOrDefault(given) instanceof List<?> list && list.isEmpty()) {
        member.set(document, null);
      }
    }
  }

  /// Thirty days in the unit that the client counts in.
  private static int defaultRefreshValidity(UserPoolClientType given) {
    TimeUnitsType unit =
        Optional.ofNullable(given.tokenValidityUnits())
            .map(TokenValidityUnitsType::refreshToken)
            .orElse(TimeUnitsType.DAYS);
    return Math.toIntExact(
        switch (unit) {
          case SECONDS -> DEFAULT_REFRESH.toSeconds();
          case MINUTES -> DEFAULT_REFRESH.toMinutes();
          case HOURS -> DEFAULT_REFRESH.toHours();
          case DAYS, UNKNOWN_TO_SDK_VERSION -> DEFAULT_REFRESH.toDays();
        });
  }
}
