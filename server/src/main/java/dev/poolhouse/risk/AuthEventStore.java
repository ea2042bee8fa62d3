package dev.poolhouse.risk;

import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventResponseType;

/// The events in the database, owned by their users.
public interface AuthEventStore {
  /// Most events kept of what the user did, and most of all others: failures, forgotten passwords
  /// and codes sent again, which anyone can cause, never push out what the user did.
  int KEPT = 500;

  /// Stores an event, and forgets the user's oldest of its kind beyond [#KEPT].
  void insert(Tx tx, AuthEvent event);

  /// The user's event of that id.
  Optional<AuthEvent> find(Tx tx, UserId userId, String id);

  /// Notes how an event went on, unless it has succeeded already. Of an event with very many steps
  /// only the response changes.
  void proceed(Tx tx, UserId userId, String id, EventResponseType response, AuthEvent.Step step);

  /// Deletes an event.
  void delete(Tx tx, UserId userId, String id);

  /// Stores what somebody said about an event, in the place of what was said before; false when
  /// there is no such event.
  boolean feedback(Tx tx, UserId userId, String id, AuthEvent.Feedback feedback);

  /// Where a list goes on.
  ///
  /// @param at only events before this one
  /// @param id or at the same time with a smaller id
  record Before(Instant at, String id) {
    /// The beginning, with the newest event.
    public static final Before START = new Before(Instant.ofEpochMilli(Long.MAX_VALUE), "");
  }

  /// A user's events, newest first.
  List<AuthEvent> list(Tx tx, UserId userId, Before before, int limit);

  /// What the user's events say about a sign-in.
  ///
  /// @param device stands for its device; empty text when not known
  /// @param network its network; empty text when not known
  /// @param since since when failures count
  AuthHistory history(Tx tx, UserId userId, String device, String network, Instant since);
}
