package dev.poolhouse.selfservice;

import dev.poolhouse.message.Message;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.user.CodeMessages;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.Recovery;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeResponse;

/// Sends the signed-in user a code for `email` or `phone_number`: to the new address where one
/// waits for its code. The older code stops working. At most five times an hour.
///
/// Source: GetUserAttributeVerificationCode page of the API reference; sign-in reference §6.2.
public final class GetUserAttributeVerificationCode
    implements Operation<
        GetUserAttributeVerificationCodeRequest, GetUserAttributeVerificationCodeResponse> {
  private final AccessTokens tokens;
  private final Limits limits;
  private final Transactions transactions;
  private final CodeMessages messages;
  private final InstantSource clock;

  public GetUserAttributeVerificationCode(
      AccessTokens tokens,
      Limits limits,
      Transactions transactions,
      CodeMessages messages,
      InstantSource clock) {
    this.tokens = tokens;
    this.limits = limits;
    this.transactions = transactions;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public GetUserAttributeVerificationCodeResponse run(
      Caller caller, GetUserAttributeVerificationCodeRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    String attribute = VerifiedContact.require(request.attributeName());
    String address =
        VerifiedContact.address(grant.user(), attribute).orElseThrow(() -> noAddress(attribute));
    limits.use(grant.user().id().value(), Limits.Action.GET_USER_ATTRIBUTE_VERIFICATION_CODE);
    CodeMessages.Prepared code =
        messages.prepare(
            new Occasion(
                grant.pool(),
                caller,
                "GetUserAttributeVerificationCode",
                grant.client().id().value(),
                request.clientMetadata()),
            grant.user(),
            CodeMessages.verifying(attribute),
            Message.Purpose.VERIFY_USER_ATTRIBUTE,
            Recovery.Contact.of(attribute, address),
            clock.instant());
    transactions.run("store verification code", tx -> messages.store(tx, code));
    return GetUserAttributeVerificationCodeResponse.builder()
        .codeDeliveryDetails(messages.deliver(List.of(code)).getFirst())
        .build();
  }

  /// Wording (unsure).
  private static ApiException noAddress(String attribute) {
    return ApiException.invalidParameter("User has no " + attribute + " to verify.");
  }
}
