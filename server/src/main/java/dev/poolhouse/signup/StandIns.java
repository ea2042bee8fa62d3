package dev.poolhouse.signup;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.MfaPreference;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.Recovery;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Makes users for names that belong to nobody, and addresses for users who have none. The same
/// name always gives the same. May be shared.
///
/// Source: sign-in reference §1.4; what an address looks like when the name is none is (unsure).
public final class StandIns {
  /// First letters of mail domains, the common ones more often.
  private static final String DOMAINS = "gggghoyi";

  private static final int LETTERS = 26;

  private final Passwords passwords;

  public StandIns(Passwords passwords) {
    this.passwords = passwords;
  }

  /// The stand-in of the typed name. Its id is the one under which limits and lockouts count the
  /// name, so that its codes are kept and reaped like anyone's.
  User user(Visit visit) {
    return new User(
        new UserId(passwords.simulatedSubject(visit.pool(), visit.name())),
        visit.pool().key(),
        passwords.simulatedId(visit.pool(), visit.name()),
        visit.policy().fold(visit.name()),
        UserStatusType.CONFIRMED,
        true,
        Map.of(),
        Map.of(),
        Instant.EPOCH,
        MfaPreference.NONE,
        Instant.EPOCH,
        Instant.EPOCH,
        1);
  }

  /// Where a code would go: to the typed name if it is such an address, else to a look-alike of the
  /// first kind.
  ///
  /// @param attributes `email`, `phone_number` or both, the likelier first
  Recovery.Contact contact(Visit visit, List<String> attributes) {
    return contact(visit.pool(), visit.name(), attributes);
  }

  /// The same, by the name as it was typed.
  public Recovery.Contact contact(Pool pool, String typedName, List<String> attributes) {
    String name = pool.policy().fold(typedName);
    if (attributes.contains(Contacts.EMAIL) && Contacts.isEmail(name)) {
      return Recovery.Contact.of(Contacts.EMAIL, name);
    }
    if (attributes.contains(Contacts.PHONE_NUMBER) && Contacts.isPhoneNumber(name)) {
      return Recovery.Contact.of(Contacts.PHONE_NUMBER, name);
    }
    String attribute = attributes.getFirst();
    return Recovery.Contact.of(attribute, lookAlike(attribute, number(pool, typedName)));
  }

  /// A number that the name always has; nobody else can tell it. It is not made of the simulated
  /// id, which clients are shown.
  public int number(Pool pool, String typedName) {
    return passwords.simulatedSubject(pool, typedName).hashCode();
  }

  /// An address of which the masked form alone is ever shown.
  private static String lookAlike(String attribute, int seed) {
    int number = seed & Integer.MAX_VALUE;
    if (attribute.equals(Contacts.PHONE_NUMBER)) {
      return "+1555555%04d".formatted(number % 10_000);
    }
    char letter = (char) ('a' + number % LETTERS);
    char domain = DOMAINS.charAt(number / LETTERS % DOMAINS.length());
    return letter + "@" + domain + ".com";
  }
}
