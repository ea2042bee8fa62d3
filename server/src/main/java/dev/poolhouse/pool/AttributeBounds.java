package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NumberAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;

/// The rules for the bounds of one schema attribute, whose wire form is text.
///
/// Source: admin-API reference §7.3; the texts for standard attributes and for bounds that are no
/// numbers as other implementations have them (unsure).
final class AttributeBounds {
  private static final BigInteger LONGEST = BigInteger.valueOf(2048);
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}");

  private AttributeBounds() {}

  /// Refuses bounds that are no numbers, too large, or the wrong way round.
  static void check(SchemaAttributeType attribute, boolean custom) {
    if (attribute.stringAttributeConstraints() != null) {
      check(attribute.name(), attribute.stringAttributeConstraints(), custom);
    }
    if (attribute.numberAttributeConstraints() != null) {
      check(attribute.name(), attribute.numberAttributeConstraints(), custom);
    }
  }

  private static void check(String name, StringAttributeConstraintsType bounds, boolean custom) {
    String member = "StringAttributeConstraints";
    Optional<BigInteger> least = length(name, bounds.minLength(), member);
    Optional<BigInteger> most = length(name, bounds.maxLength(), member);
    if (over(least) || over(most)) {
      throw ApiException.invalidParameter(
          "user." + name + ": String attributes cannot have a length of more than 2048");
    }
    if (crossed(least, most)) {
      throw ApiException.invalidParameter(
          custom
              ? "Attribute " + name + " cannot have a max length shorter than it's min length"
              : "user." + name + ": Max length cannot be less than min length.");
    }
  }

  private static void check(String name, NumberAttributeConstraintsType bounds, boolean custom) {
    String member = "NumberAttributeConstraints";
    Optional<BigInteger> least = number(name, bounds.minValue(), member);
    Optional<BigInteger> most = number(name, bounds.maxValue(), member);
    if (crossed(least, most)) {
      throw ApiException.invalidParameter(
          custom
              ? "Attribute " + name + " cannot have a max value smaller than it's min value"
              : "user." + name + ": Max value cannot be less than min value.");
    }
  }

  private static boolean over(Optional<BigInteger> length) {
    return length.filter(number -> number.compareTo(LONGEST) > 0).isPresent();
  }

  private static boolean crossed(Optional<BigInteger> least, Optional<BigInteger> most) {
    return least.isPresent() && most.isPresent() && most.get().compareTo(least.get()) < 0;
  }

  private static Optional<BigInteger> length(String name, @Nullable String text, String member) {
    Optional<BigInteger> length = number(name, text, member);
    if (length.filter(number -> number.signum() < 0).isPresent()) {
      throw invalid(name, member);
    }
    return length;
  }

  private static Optional<BigInteger> number(String name, @Nullable String text, String member) {
    if (text == null) {
      return Optional.empty();
    }
    if (!NUMBER.matcher(text).matches()) {
      throw invalid(name, member);
    }
    return Optional.of(new BigInteger(text));
  }

  private static ApiException invalid(String name, String member) {
    return ApiException.invalidParameter("Invalid " + member + " for schema attribute " + name);
  }
}
