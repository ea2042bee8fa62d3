package dev.poolhouse.message;

import dev.poolhouse.trigger.CustomMessage;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the texts that a function wrote must be: with the placeholders of what they bring, and not
/// too long. Only the text of the medium in use is looked at. Refusals are
/// `InvalidLambdaResponseException`; their wordings are (unsure). Texts of e-mail are taken
/// whatever the pool's `EmailSendingAccount` is, as the service is reported to do (unsure: its
/// guide allows them for `DEVELOPER` alone).
///
/// Source: developer guide, "Custom message Lambda trigger"; `MessageTemplateType` for the subject.
final class FunctionTexts {
  private static final int LONGEST_EMAIL = 20_000;
  private static final int LONGEST_SMS = 140;
  private static final int LONGEST_SUBJECT = 140;

  private FunctionTexts() {}

  /// The text for the medium of the message, if the function wrote one.
  static Optional<String> body(Outgoing outgoing, CustomMessage.Written written) {
    return switch (outgoing.medium()) {
      case EMAIL -> written.email();
      case SMS -> written.sms();
    };
  }

  /// Refuses texts that lack a placeholder, and subjects of a wrong length.
  static void check(Outgoing outgoing, CustomMessage.Written written) {
    body(outgoing, written).ifPresent(text -> checkPlaceholders(outgoing, text));
    if (outgoing.medium() == Message.Medium.EMAIL) {
      written.subject().ifPresent(FunctionTexts::checkSubject);
    }
  }

  private static void checkPlaceholders(Outgoing outgoing, String text) {
    boolean linked = Templates.linked(outgoing) && text.contains(Placeholders.LINK_START);
    for (String placeholder : needed(outgoing)) {
      if (!text.contains(placeholder) && !linked) {
        throw invalid(member(outgoing.medium()) + " without " + placeholder);
      }
    }
  }

  /// An invitation without a password tells the name alone.
  private static List<String> needed(Outgoing outgoing) {
    List<String> needed = new ArrayList<>();
    if (outgoing.code().length() > 0) {
      needed.add(Placeholders.CODE);
    }
    if (outgoing.purpose() == Message.Purpose.ADMIN_CREATE_USER) {
      needed.add(Placeholders.USERNAME);
    }
    return needed;
  }

  private static void checkSubject(String subject) {
    int length = subject.codePointCount(0, subject.length());
    if (length == 0 || length > LONGEST_SUBJECT) {
      throw invalid("emailSubject of " + length + " characters");
    }
  }

  /// Refuses a filled text that is too long.
  static void checkLength(Message message) {
    String text = message.body().reveal();
    int length = text.codePointCount(0, text.length());
    int longest =
        switch (message.medium()) {
          case EMAIL -> LONGEST_EMAIL;
          case SMS -> LONGEST_SMS;
        };
    if (length > longest) {
      throw invalid(member(message.medium()) + " of more than " + longest + " characters");
    }
  }

  private static String member(Message.Medium medium) {
    return switch (medium) {
      case EMAIL -> "emailMessage";
      case SMS -> "smsMessage";
    };
  }

  private static ApiException invalid(String what) {
    return ApiException.of(
        ErrorCode.INVALID_LAMBDA_RESPONSE, "CustomMessage returned an " + what + ".");
  }
}
