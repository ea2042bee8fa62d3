package dev.poolhouse.signin;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.risk.Demand;
import dev.poolhouse.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Attempts as bytes. Only bytes that this server sealed are ever read.
final class AttemptCodec {
  private static final int VERSION = 4;

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
      out.writeByte(levelBits(attempt.levels()));
      writeRounds(out, attempt);
      writeWatched(out, attempt);
      ChallengeCodec.write(out, attempt.challenge());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
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
      Set<Integer> levels = levels(in.readByte());
      Optional<CustomRounds.Ref> rounds = rounds(in);
      Optional<Watched> watched = watched(in);
      return new Attempt(
          id,
          poolKey,
          clientId,
          userId,
          typedName,
          flow,
          proven,
          levels,
          ChallengeCodec.read(in),
          deviceKey,
          rounds,
          watched,
          askedAt,
          expiresAt);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static void writeWatched(DataOutputStream out, Attempt attempt) throws IOException {
    out.writeBoolean(attempt.watched().isPresent());
    if (attempt.watched().isPresent()) {
      UUID eventId = UUID.fromString(attempt.watched().get().eventId());
      out.writeLong(eventId.getMostSignificantBits());
      out.writeLong(eventId.getLeastSignificantBits());
      out.writeByte(attempt.watched().get().demand().number());
    }
  }

  private static Optional<Watched> watched(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return Optional.empty();
    }
    UUID eventId = new UUID(in.readLong(), in.readLong());
    return Optional.of(new Watched(eventId.toString(), Demand.of(in.readByte()), Optional.empty()));
  }

  /// A UUID is written in 16 bytes, since the sealed state has little room.
  private static void writeRounds(DataOutputStream out, Attempt attempt) throws IOException {
    out.writeBoolean(attempt.rounds().isPresent());
    if (attempt.rounds().isPresent()) {
      CustomRounds.Ref ref = attempt.rounds().get();
      UUID id = UUID.fromString(ref.id());
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
      out.writeShort(ref.count());
    }
  }

  private static Optional<CustomRounds.Ref> rounds(DataInputStream in) throws IOException {
    return in.readBoolean()
        ? Optional.of(
            new CustomRounds.Ref(
                new UUID(in.readLong(), in.readLong()).toString(), in.readUnsignedShort()))
        : Optional.empty();
  }

  private static Attempt.Flow flow(int number) {
    return Arrays.stream(Attempt.Flow.values())
        .filter(flow -> flow.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("flow of number " + number));
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

  private static int levelBits(Set<Integer> levels) {
    return levels.stream().mapToInt(level -> 1 << level).sum();
  }

  private static Set<Integer> levels(int bits) {
    return IntStream.range(1, Byte.SIZE)
        .filter(level -> (bits & (1 << level)) != 0)
        .boxed()
        .collect(Collectors.toSet());
  }
}
