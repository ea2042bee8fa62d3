package dev.poolhouse.user;

import dev.poolhouse.wire.ApiException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NumberAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;

/// What one value of an attribute must be. The endings of the texts about type, length and range
/// are (unsure).
final class AttributeValues {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private AttributeValues() {}

  /// The value as it is kept. Throws `InvalidParameterException` when the schema forbids it.
  static String checked(SchemaAttributeType schema, String value) {
    return switch (schema.attributeDataType()) {
      case STRING -> string(schema, value);
      case NUMBER -> number(schema, value);
      case BOOLEAN -> flag(schema, value);
      case DATE_TIME -> dateTime(schema, value);
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("unknown type stored for attribute " + schema.name());
    };
  }

  private static String string(SchemaAttributeType schema, String value) {
    checkForm(schema.name(), value);
    StringAttributeConstraintsType bounds = schema.stringAttributeConstraints();
    if (bounds != null) {
      int length = value.codePointCount(0, value.length());
      String least = bounds.minLength();
      String most = bounds.maxLength();
      if (least != null && length < Integer.parseInt(least)) {
        throw nonconforming(schema, "String must have at least " + least + " characters");
      }
      if (most != null && length > Integer.parseInt(most)) {
        throw nonconforming(schema, "String must have at most " + most + " characters");
      }
    }
    return value;
  }

  private static void checkForm(String name, String value) {
    switch (name) {
      case Contacts.EMAIL -> {
        if (!Contacts.isEmail(value)) {
          throw Contacts.invalidEmail();
        }
      }
      case Contacts.PHONE_NUMBER -> {
        if (!Contacts.isPhoneNumber(value)) {
          throw Contacts.invalidPhoneNumber();
        }
      }
      case "birthdate" -> checkBirthdate(value);
      default -> {
        // Any text.
      }
    }
  }

  private static void checkBirthdate(String value) {
    try {
      if (DATE.matcher(value).matches()) {
        LocalDate.parse(value);
        return;
      }
    } catch (DateTimeException _) {
      throw invalidBirthdate();
    }
    throw invalidBirthdate();
  }

  private static ApiException invalidBirthdate() {
    return ApiException.invalidParameter("Invalid birthdate format.");
  }

  private static String number(SchemaAttributeType schema, String value) {
    if (!NUMBER.matcher(value).matches()) {
      throw nonconforming(schema, "Value must be a number");
    }
    NumberAttributeConstraintsType bounds = schema.numberAttributeConstraints();
    if (bounds != null) {
      BigDecimal number = new BigDecimal(value);
      String least = bounds.minValue();
      String most = bounds.maxValue();
      if (least != null && number.compareTo(new BigDecimal(least)) < 0) {
        throw nonconforming(schema, "Number must be at least " + least);
      }
      if (most != null && number.compareTo(new BigDecimal(most)) > 0) {
        throw nonconforming(schema, "Number must be at most " + most);
      }
    }
    return value;
  }

  private static String flag(SchemaAttributeType schema, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (!lower.equals("true") && !lower.equals("false")) {
      throw nonconforming(schema, "Value must be true or false");
    }
    return lower;
  }

  /// Epoch seconds or ISO 8601 (unsure).
  private static String dateTime(SchemaAttributeType schema, String value) {
    if (!NUMBER.matcher(value).matches()) {
      try {
        OffsetDateTime.parse(value);
      } catch (DateTimeException _) {
        throw nonconforming(schema, "Value must be a date and time");
      }
    }
    return value;
  }

  private static ApiException nonconforming(SchemaAttributeType schema, String how) {
    return ApiException.invalidParameter(
        "Attributes did not conform to the schema: " + schema.name() + ": " + how);
  }
}
