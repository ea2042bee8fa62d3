package dev.poolhouse.signin;

import dev.poolhouse.message.Masking;
import dev.poolhouse.message.Message;
import dev.poolhouse.message.Messages;
import dev.poolhouse.message.Outgoing;
import dev.poolhouse.user.EventAttributes;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Asks for a code that is sent, as a second factor. May be shared.
final class CodeSteps {
  private final Recording recording;
  private final Sessions sessions;
  private final SignInCodes codes;
  private final Messages messages;
  private final Limits limits;

  CodeSteps(
      Recording recording, Sessions sessions, SignInCodes codes, Messages messages, Limits limits) {
    this.recording = recording;
    this.sessions = sessions;
    this.codes = codes;
    this.messages = messages;
    this.limits = limits;
  }

  /// Asks for a code sent to the user's phone.
  Outcome askSms(Progress progress, Recording.Change change, String number) {
    SignInCodes.Issued issued =
        codes.issue(progress.person().subject(), SignInCodes.Use.SMS_MFA, number);
    return ask(
        progress,
        change,
        new Sending(Message.Medium.SMS, number, issued),
        new Challenge.SmsMfa(issued.sent()));
  }

  /// Asks for a code sent to the user's mailbox.
  ///
  /// @param setsUp whether the right answer makes `address` the user's own second factor
  Outcome askEmail(Progress progress, Recording.Change change, String address, boolean setsUp) {
    SignInCodes.Issued issued =
        codes.issue(progress.person().subject(), SignInCodes.Use.EMAIL_MFA, address);
    return ask(
        progress,
        change,
        new Sending(Message.Medium.EMAIL, address, issued),
        new Challenge.EmailOtp(
            issued.sent(), true, setsUp ? Optional.of(address) : Optional.empty()));
  }

  /// A code on its way.
  record Sending(Message.Medium medium, String to, SignInCodes.Issued issued) {

    /// What the client is told about it.
    Map<String, String> parameters() {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("CODE_DELIVERY_DELIVERY_MEDIUM", medium.name());
      parameters.put("CODE_DELIVERY_DESTINATION", Masking.mask(medium, to));
      return parameters;
    }
  }

  private Outcome ask(
      Progress progress, Recording.Change change, Sending sending, Challenge challenge) {
    limits.sendSignInCode(progress.person().subject());
    User user = recording.commit(progress, Optional.empty(), change);
    messages.deliver(
        new Outgoing(
            progress.occasion(),
            user.id().value(),
            user.username(),
            EventAttributes.of(progress.pool(), user),
            sending.medium(),
            sending.to(),
            Message.Purpose.AUTHENTICATION,
            sending.issued().code()));
    Map<String, String> parameters = sending.parameters();
    SecondFactors.nameUser(progress, parameters);
    return Outcome.Challenged.of(
        challenge.name(), parameters, sessions.session(sessions.next(progress, challenge)));
  }
}
