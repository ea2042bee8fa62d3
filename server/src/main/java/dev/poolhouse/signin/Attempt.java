package dev.poolhouse.signin;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// One sign-in on its way. The server keeps none of it: sealed, it is the `Session` or
/// `SECRET_BLOCK` that the client sends back, so any node can take the next answer. Holds no client
/// metadata.
///
/// @param id id of this state of the sign-in, a UUID; the database lets it be answered successfully
///   once
/// @param poolKey the pool
/// @param clientId the app client; answers through another one are refused
/// @param userId the user; empty when the name belongs to nobody and the sign-in is a pretence
/// @param typedName the name as it was typed, which answers may repeat
/// @param flow how the sign-in began
/// @param proven what has been proven so far
/// @param levels authentication levels, 1 to 4, of which the client wants one reached; empty when
///   it wants none in particular
/// @param challenge what is asked now
/// @param deviceKey the device the client named, if any
/// @param rounds where the rounds of a custom sign-in are kept; empty for other flows
/// @param watched what threat protection has to do with it; empty until a first factor is proven,
///   and where there is none
/// @param askedAt when the challenge was given
/// @param expiresAt when it can no longer be answered
public record Attempt(
    String id,
    PoolKey poolKey,
    ClientId clientId,
    Optional<UserId> userId,
    String typedName,
    Flow flow,
    Set<Factor> proven,
    Set<Integer> levels,
    Challenge challenge,
    Optional<String> deviceKey,
    Optional<CustomRounds.Ref> rounds,
    Optional<Watched> watched,
    Instant askedAt,
    Instant expiresAt) {

  /// How a sign-in begins.
  public enum Flow {
    /// `USER_SRP_AUTH`
    SRP(1),
    /// `USER_PASSWORD_AUTH`
    PASSWORD(2),
    /// `ADMIN_USER_PASSWORD_AUTH`, also by its old name
    ADMIN_PASSWORD(3),
    /// `USER_AUTH`
    CHOICE(4),
    /// `CUSTOM_AUTH`
    CUSTOM(5);

    private final int number;

    /// @param number stands for the flow in sealed attempts; never given another meaning
    Flow(int number) {
      this.number = number;
    }

    /// The number that stands for the flow in sealed attempts.
    int number() {
      return number;
    }
  }

  public Attempt {
    EnumSet<Factor> copy = EnumSet.noneOf(Factor.class);
    copy.addAll(proven);
    proven = Collections.unmodifiableSet(copy);
    levels = Set.copyOf(levels);
  }

  /// Names the attempt without showing what it holds.
  @Override
  public String toString() {
    return "Attempt[" + id + ", " + challenge.name() + "]";
  }
}
