package dev.poolhouse.signup;

import dev.poolhouse.message.Message;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.Migrations;
import dev.poolhouse.user.Recovery;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordResponse;

/// Sends a code to set a new password. Nothing else changes for the user; one whom the pool does
/// not know yet may be taken over from elsewhere.
///
/// Source: ForgotPassword page of the API reference; sign-in reference §1.4 and §6.2.
public final class ForgotPassword
    implements Operation<ForgotPasswordRequest, ForgotPasswordResponse> {
  private final Reception reception;
  private final CodeSending sending;
  private final Migrations migrations;
  private final Transactions transactions;

  public ForgotPassword(
      Reception reception, CodeSending sending, Migrations migrations, Transactions transactions) {
    this.reception = reception;
    this.migrations = migrations;
    this.sending = sending;
    this.transactions = transactions;
  }

  @Override
  public ForgotPasswordResponse run(Caller caller, ForgotPasswordRequest request) {
    Visit visit =
        reception.visit(
            new Reception.Call(
                caller,
                "ForgotPassword",
                request.clientMetadata(),
                Optional.ofNullable(request.userContextData())),
            request.clientId(),
            request.username(),
            request.secretHash());
    List<String> attributes = Recovery.attributes(visit.policy());
    Guest guest = reception.recovering(visit, migrations);
    CodeSending.Parcel parcel = parcel(guest, attributes);
    transactions.run("store a recovery code", tx -> sending.store(tx, parcel));
    reception
        .threats()
        .note(visit.scene(), guest.user().id(), guest.real(), EventType.FORGOT_PASSWORD);
    return ForgotPasswordResponse.builder().codeDeliveryDetails(sending.send(parcel)).build();
  }

  /// Throws `InvalidParameterException` when nothing of the user is verified, unless the client
  /// hides who exists.
  private CodeSending.Parcel parcel(Guest guest, List<String> attributes) {
    Visit visit = guest.visit();
    Optional<Recovery.Contact> contact = Recovery.find(visit.pool(), guest.user());
    if (contact.isEmpty() && !visit.hides()) {
      throw Recovery.unreachable();
    }
    Guest receiver = contact.isPresent() ? guest : reception.standIn(visit);
    return sending.pack(
        receiver,
        CodeStore.Purpose.FORGOT_PASSWORD,
        Message.Purpose.FORGOT_PASSWORD,
        contact.orElseGet(
            () -> reception.standIns().contact(visit, likeliest(visit.policy(), attributes))));
  }

  /// The attributes, those first that the pool's users have verified as a rule.
  private static List<String> likeliest(PoolPolicy policy, List<String> attributes) {
    Set<String> used = new HashSet<>();
    policy.autoVerified().forEach(attribute -> used.add(attribute.toString()));
    policy.usernameAttributes().forEach(attribute -> used.add(attribute.toString()));
    policy.aliases().forEach(attribute -> used.add(attribute.toString()));
    return attributes.stream()
        .sorted(Comparator.comparing((String attribute) -> !used.contains(attribute)))
        .toList();
  }
}
