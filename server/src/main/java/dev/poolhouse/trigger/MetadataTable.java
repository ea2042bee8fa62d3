package dev.poolhouse.trigger;

import java.util.List;

/// Which operation's client metadata reaches which trigger, and in which field: the one table.
///
/// Source: developer guide, the page of each trigger; API reference, `ClientMetadata` of each
/// operation.
public final class MetadataTable {

  /// Where in the event the metadata appears.
  public enum Field {
    CLIENT_METADATA("clientMetadata"),
    VALIDATION_DATA("validationData");

    private final String member;

    Field(String member) {
      this.member = member;
    }

    /// The member of `request`.
    public String member() {
      return member;
    }
  }

  /// One line of the table.
  ///
  /// @param kind the trigger
  /// @param field where it sees the metadata
  /// @param operations operations whose `ClientMetadata` it sees there
  public record Row(TriggerKind kind, Field field, List<String> operations) {
    public Row {
      operations = List.copyOf(operations);
    }
  }

  private static final List<String> INITIATE = List.of("InitiateAuth", "AdminInitiateAuth");
  private static final List<String> RESPOND =
      List.of("RespondToAuthChallenge", "AdminRespondToAuthChallenge");

  /// The table. A pair that is missing sees nothing.
  public static final List<Row> ROWS =
      List.of(
          row(
              TriggerKind.PRE_SIGN_UP,
              "SignUp",
              "AdminCreateUser",
              "AdminRespondToAuthChallenge",
              "ForgotPassword"),
          new Row(TriggerKind.PRE_SIGN_UP, Field.VALIDATION_DATA, INITIATE),
          row(
              TriggerKind.POST_CONFIRMATION,
              "ConfirmSignUp",
              "AdminConfirmSignUp",
              "ConfirmForgotPassword",
              "SignUp"),
          new Row(TriggerKind.PRE_AUTHENTICATION, Field.VALIDATION_DATA, INITIATE),
          new Row(TriggerKind.POST_AUTHENTICATION, Field.CLIENT_METADATA, RESPOND),
          new Row(TriggerKind.DEFINE_AUTH_CHALLENGE, Field.CLIENT_METADATA, RESPOND),
          new Row(TriggerKind.CREATE_AUTH_CHALLENGE, Field.CLIENT_METADATA, RESPOND),
          new Row(TriggerKind.VERIFY_AUTH_CHALLENGE_RESPONSE, Field.CLIENT_METADATA, RESPOND),
          row(
              TriggerKind.PRE_TOKEN_GENERATION,
              "RespondToAuthChallenge",
              "AdminRespondToAuthChallenge",
              "GetTokensFromRefreshToken"),
          new Row(TriggerKind.USER_MIGRATION, Field.VALIDATION_DATA, INITIATE),
          row(TriggerKind.USER_MIGRATION, "AdminRespondToAuthChallenge", "ForgotPassword"),
          row(
              TriggerKind.CUSTOM_MESSAGE,
              "SignUp",
              "ResendConfirmationCode",
              "ForgotPassword",
              "AdminResetUserPassword",
              "UpdateUserAttributes",
              "AdminUpdateUserAttributes",
              "GetUserAttributeVerificationCode",
              "AdminRespondToAuthChallenge",
              "AdminCreateUser"), // the last is (unsure)
          // the last two are documented for e-mail alone, so for SMS they are (unsure)
          row(
              TriggerKind.CUSTOM_SMS_SENDER,
              "RespondToAuthChallenge",
              "AdminRespondToAuthChallenge",
              "ForgotPassword",
              "SignUp"),
          row(
              TriggerKind.CUSTOM_EMAIL_SENDER,
              "RespondToAuthChallenge",
              "AdminRespondToAuthChallenge",
              "ForgotPassword",
              "SignUp"));

  private MetadataTable() {}

  /// Whether a trigger sees the operation's metadata in that field.
  public static boolean reaches(TriggerKind kind, Field field, String operation) {
    return ROWS.stream()
        .filter(row -> row.kind() == kind && row.field() == field)
        .anyMatch(row -> row.operations().contains(operation));
  }

  private static Row row(TriggerKind kind, String... operations) {
    return new Row(kind, Field.CLIENT_METADATA, List.of(operations));
  }
}
