package dev.poolhouse.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What threat protection has recorded of something that a user did. Texts are empty where nothing
/// is known.
///
/// @param eventId id of the auth event
/// @param eventType such as `SignIn`
/// @param subject the user's internal id, or what stands for nobody
/// @param userSub value of the user's `sub`
/// @param userName the user as `cognito:username` shows it
/// @param clientId the app client
/// @param createdAt when it happened
/// @param eventResponse such as `Pass`
/// @param risk how it was judged
/// @param challenges what was asked and how it was answered
/// @param from where it came from
/// @param requestId id of the API call
/// @param feedback what has been said of it since
public record UserActivity(
    String eventId,
    String eventType,
    String subject,
    String userSub,
    String userName,
    String clientId,
    Instant createdAt,
    String eventResponse,
    Risk risk,
    List<Challenge> challenges,
    From from,
    String requestId,
    Optional<Feedback> feedback) {

  public UserActivity {
    challenges = List.copyOf(challenges);
  }

  /// How it was judged.
  ///
  /// @param level such as `High`
  /// @param decision such as `AccountTakeover`
  /// @param compromised whether the password is known to have leaked
  public record Risk(String level, String decision, boolean compromised) {}

  /// A challenge and its answer, such as `Password` and `Success`.
  public record Challenge(String name, String response) {}

  /// Where it came from.
  ///
  /// @param known whether the client sent anything about itself
  public record From(
      String deviceName, String ipAddress, String city, String country, boolean known) {}

  /// What an administrator or the user said of it.
  public record Feedback(String value, String provider, Instant givenAt) {}

  /// Names the event without showing whom it is about.
  @Override
  public String toString() {
    return "UserActivity[" + eventId + ", " + eventType + "]";
  }
}
