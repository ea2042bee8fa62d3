package dev.poolhouse.signup;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.client.ClientRules;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.SessionErrors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/// The `Session` that leads from a sign-up straight to a sign-in: made by SignUp, traded by
/// ConfirmSignUp, and then taken by InitiateAuth in the place of a first factor. Sealed; the server
/// keeps none of it. May be shared.
///
/// Source: sign-in reference §6.3.
public final class SignUpSessions {
  private static final int VERSION = 1;
  private static final int PADDED = 384;
  private static final int LONGEST_TEXT = 2_048;
  private static final String CONTEXT = "sign-up";

  private final Sealer sealer;
  private final Ids ids;
  private final InstantSource clock;

  public SignUpSessions(Sealer sealer, Ids ids, InstantSource clock) {
    this.sealer = sealer;
    this.ids = ids;
    this.clock = clock;
  }

  /// What a session says.
  ///
  /// @param id a UUID, by which its use for a sign-in is recorded
  /// @param poolKey the pool
  /// @param clientId the app client that it was given to
  /// @param userId who signed up
  /// @param confirmedBy `email` or `phone_number`, whichever the code was sent to; empty until the
  ///   sign-up is confirmed
  /// @param givenAt when it was given out
  /// @param expiresAt when it can no longer be used
  public record Content(
      String id,
      PoolKey poolKey,
      ClientId clientId,
      UserId userId,
      Optional<String> confirmedBy,
      Instant givenAt,
      Instant expiresAt) {}

  /// The session of someone who has just signed up; empty where the client cannot sign in with it.
  Optional<String> begin(Client client, User user) {
    return session(client, user.id(), Optional.empty());
  }

  /// The session of someone who has just confirmed the sign-up with a code; empty where the client
  /// cannot sign in with it.
  ///
  /// @param attribute where the code was sent
  Optional<String> confirmed(Client client, UserId userId, String attribute) {
    return session(client, userId, Optional.of(attribute));
  }

  private Optional<String> session(Client client, UserId userId, Optional<String> confirmedBy) {
    if (!client.rules().flows().contains(ClientRules.Flow.CHOICE)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    byte[] content =
        write(
            new Content(
                ids.uuid(),
                client.poolKey(),
                client.id(),
                userId,
                confirmedBy,
                now,
                now.plus(client.rules().sessionValidity())));
    return Optional.of(sealer.sealText(Purpose.SESSION, Arrays.copyOf(content, PADDED), CONTEXT));
  }

  /// What a session says that was given to `client`.
  ///
  /// Throws `NotAuthorizedException` for one that this server did not make, or made for another
  /// client, and for one whose time is over.
  ///
  /// @param confirmed whether it must come from ConfirmSignUp or from SignUp
  public Content require(String session, Client client, boolean confirmed) {
    Content content =
        open(session)
            .filter(opened -> opened.clientId().equals(client.id()))
            .filter(opened -> opened.poolKey().equals(client.poolKey()))
            .filter(opened -> opened.confirmedBy().isPresent() == confirmed)
            .orElseThrow(SessionErrors::invalid);
    if (!clock.instant().isBefore(content.expiresAt())) {
      throw SessionErrors.expired();
    }
    return content;
  }

  private Optional<Content> open(String session) {
    return session.length() > LONGEST_TEXT
        ? Optional.empty()
        : sealer.openText(Purpose.SESSION, session, CONTEXT).map(SignUpSessions::read);
  }

  private static byte[] write(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(PADDED);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(content.id());
      out.writeUTF(content.poolKey().value());
      out.writeUTF(content.clientId().value());
      out.writeUTF(content.userId().value());
      out.writeUTF(content.confirmedBy().orElse(""));
      out.writeLong(content.givenAt().toEpochMilli());
      out.writeLong(content.expiresAt().toEpochMilli());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static Content read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("sign-up session of version " + version);
      }
      return new Content(
          in.readUTF(),
          new PoolKey(in.readUTF()),
          new ClientId(in.readUTF()),
          new UserId(in.readUTF()),
          Optional.of(in.readUTF()).filter(text -> !text.isEmpty()),
          Instant.ofEpochMilli(in.readLong()),
          Instant.ofEpochMilli(in.readLong()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
