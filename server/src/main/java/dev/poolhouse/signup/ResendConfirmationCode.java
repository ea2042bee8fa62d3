package dev.poolhouse.signup;

import dev.poolhouse.message.Message;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.Recovery;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Sends a new code to confirm a sign-up; the older one stops working.
///
/// Source: ResendConfirmationCode page of the API reference; sign-in reference §6.2.
public final class ResendConfirmationCode
    implements Operation<ResendConfirmationCodeRequest, ResendConfirmationCodeResponse> {
  private final Reception reception;
  private final CodeSending sending;
  private final Transactions transactions;

  public ResendConfirmationCode(
      Reception reception, CodeSending sending, Transactions transactions) {
    this.reception = reception;
    this.sending = sending;
    this.transactions = transactions;
  }

  @Override
  public ResendConfirmationCodeResponse run(Caller caller, ResendConfirmationCodeRequest request) {
    Visit visit =
        reception.visit(
            new Reception.Call(
                caller,
                "ResendConfirmationCode",
                request.clientMetadata(),
                Optional.ofNullable(request.userContextData())),
            request.clientId(),
            request.username(),
            request.secretHash());
    List<String> attributes = Confirmation.attributes(visit.policy());
    if (attributes.isEmpty()) {
      throw nothingToVerify();
    }
    Guest guest = reception.signingUp(visit, Limits.Action.RESEND_CONFIRMATION_CODE);
    if (guest.real() && guest.user().status() != UserStatusType.UNCONFIRMED) {
      throw ApiException.invalidParameter("User is already confirmed.");
    }
    CodeSending.Parcel parcel = parcel(guest, attributes);
    transactions.run("store a confirmation code", tx -> sending.store(tx, parcel));
    reception.threats().note(visit.scene(), guest.user().id(), guest.real(), EventType.RESEND_CODE);
    return ResendConfirmationCodeResponse.builder()
        .codeDeliveryDetails(sending.send(parcel))
        .build();
  }

  private CodeSending.Parcel parcel(Guest guest, List<String> attributes) {
    Visit visit = guest.visit();
    Optional<Recovery.Contact> contact = Confirmation.contact(visit.policy(), guest.user());
    if (contact.isEmpty() && !visit.hides()) {
      throw nothingToVerify();
    }
    Guest receiver = contact.isPresent() ? guest : reception.standIn(visit);
    return sending.pack(
        receiver,
        CodeStore.Purpose.SIGN_UP,
        Message.Purpose.RESEND_CODE,
        contact.orElseGet(() -> reception.standIns().contact(visit, attributes)));
  }

  /// Also for a user who has none of the addresses that the pool verifies (unsure).
  private static ApiException nothingToVerify() {
    return ApiException.notAuthorized("Cannot resend codes. Auto verification not turned on.");
  }
}
