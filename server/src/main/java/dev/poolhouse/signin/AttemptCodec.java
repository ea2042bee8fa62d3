package dev.poolhouse.signin;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Attempts as bytes. Only bytes that this server sealed are ever read.
final class AttemptCodec {
  private static final int VERSION = 1;
  private static final int PASSWORD_VERIFIER = 1;
  private static final int NEW_PASSWORD_REQUIRED = 2;

  private AttemptCodec() {}

  static byte[] write(Attempt attempt) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(attempt.id());
      out.writeUTF(attempt.poolKey().value());
      out.writeUTF(attempt.clientId().value());
      out.writeUTF(attempt.userId().map(UserId::value).orElse(""));
      out.writeUTF(attempt.typedName());
      out.writeByte(attempt.flow().number());
      out.writeShort(bits(attempt.proven()));
      out.writeUTF(attempt.deviceKey().orElse(""));
      out.writeLong(attempt.askedAt().toEpochMilli());
      out.writeLong(attempt.expiresAt().toEpochMilli());
      write(out, attempt.challenge());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Challenge challenge) throws IOException {
    switch (challenge) {
      case Challenge.PasswordVerifier verifier -> {
        out.writeByte(PASSWORD_VERIFIER);
        write(out, verifier.a().toByteArray());
        write(out, verifier.exponent().bytes());
        write(out, verifier.publicValue().toByteArray());
      }
      case Challenge.NewPasswordRequired() -> out.writeByte(NEW_PASSWORD_REQUIRED);
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  static Attempt read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("attempt of version " + version);
      }
      String id = in.readUTF();
      PoolKey poolKey = new PoolKey(in.readUTF());
      ClientId clientId = new ClientId(in.readUTF());
      Optional<UserId> userId = text(in).map(UserId::new);
      String typedName = in.readUTF();
      Attempt.Flow flow = flow(in.readByte());
      Set<Factor> proven = factors(in.readShort());
      Optional<String> deviceKey = text(in);
      Instant askedAt = Instant.ofEpochMilli(in.readLong());
      Instant expiresAt = Instant.ofEpochMilli(in.readLong());
      return new Attempt(
          id,
          poolKey,
          clientId,
          userId,
          typedName,
          flow,
          proven,
          challenge(in),
          deviceKey,
          askedAt,
          expiresAt);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static Challenge challenge(DataInputStream in) throws IOException {
    int type = in.readByte();
    return switch (type) {
      case PASSWORD_VERIFIER ->
          new Challenge.PasswordVerifier(
              new BigInteger(bytes(in)), Secret.of(bytes(in)), new BigInteger(bytes(in)));
      case NEW_PASSWORD_REQUIRED -> new Challenge.NewPasswordRequired();
      default -> throw new IllegalStateException("challenge of type " + type);
    };
  }

  private static Attempt.Flow flow(int number) {
    return Arrays.stream(Attempt.Flow.values())
        .filter(flow -> flow.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("flow of number " + number));
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readUnsignedShort());
  }

  private static Optional<String> text(DataInputStream in) throws IOException {
    return Optional.of(in.readUTF()).filter(text -> !text.isEmpty());
  }

  private static int bits(Set<Factor> factors) {
    return factors.stream().mapToInt(Factor::bit).sum();
  }

  private static Set<Factor> factors(int bits) {
    EnumSet<Factor> factors = EnumSet.noneOf(Factor.class);
    for (Factor factor : Factor.values()) {
      if ((bits & factor.bit()) != 0) {
        factors.add(factor);
      }
    }
    return factors;
  }
}
