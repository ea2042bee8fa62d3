package dev.poolhouse.signup;

import dev.poolhouse.message.Message;
import dev.poolhouse.message.Messages;
import dev.poolhouse.store.Tx;
import dev.poolhouse.trigger.TriggerKind;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.user.CodeMessages;
import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.Recovery;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/// Sends codes the way the app client wants: where it hides who exists, the message is queued with
/// the code and the answer does not wait for it; otherwise it is delivered after the commit, and
/// the caller is told when that fails. May be shared.
public final class CodeSending {
  private final CodeMessages codeMessages;
  private final Messages messages;
  private final InstantSource clock;

  public CodeSending(CodeMessages codeMessages, Messages messages, InstantSource clock) {
    this.codeMessages = codeMessages;
    this.messages = messages;
    this.clock = clock;
  }

  /// A code that is neither stored nor sent yet.
  ///
  /// @param guest whom it is for
  /// @param code the code and its message
  /// @param queued the message sealed for the queue, where the client hides who exists
  record Parcel(Guest guest, CodeMessages.Prepared code, Optional<Messages.Queued> queued) {}

  /// Makes a code and its message; before the transaction, as it takes cryptography.
  Parcel pack(
      Guest guest, CodeStore.Purpose purpose, Message.Purpose reason, Recovery.Contact contact) {
    Visit visit = guest.visit();
    CodeMessages.Prepared code =
        codeMessages.prepare(
            visit.occasion(), guest.user(), purpose, reason, contact, clock.instant());
    return new Parcel(
        guest,
        code,
        waits(visit, reason) ? Optional.of(messages.prepare(code.outgoing())) : Optional.empty());
  }

  /// SignUp tells who exists in any case, so its caller hears of the function that writes the text.
  private static boolean waits(Visit visit, Message.Purpose reason) {
    return visit.hides()
        && (reason != Message.Purpose.SIGN_UP
            || !Triggers.configured(visit.occasion(), TriggerKind.CUSTOM_MESSAGE));
  }

  /// Stores the code, and queues the message of a user who exists.
  void store(Tx tx, Parcel parcel) {
    codeMessages.store(tx, parcel.code());
    parcel
        .queued()
        .filter(_ -> parcel.guest().real())
        .ifPresent(message -> messages.queue(tx, message));
  }

  /// Delivers what is not queued, after the commit. Throws `CodeDeliveryFailureException`.
  CodeDeliveryDetailsType send(Parcel parcel) {
    if (parcel.queued().isEmpty()) {
      codeMessages.deliver(List.of(parcel.code()));
    }
    return parcel.code().details();
  }
}
