package dev.poolhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/// Proves for every model class of the SDK that what was written is read back equal, with members
/// present, absent and empty at random. The seeds are fixed: a failure repeats.
final class CodecRoundTripTest {
  private static final int ROUNDS = 20;
  private static final int DEPTH = 6;

  static List<Class<? extends SdkPojo>> shapes() {
    return SdkShapes.subtypes(SdkPojo.class).stream()
        .filter(shape -> !Throwable.class.isAssignableFrom(shape))
        .filter(shape -> !Modifier.isAbstract(shape.getModifiers()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatIsWrittenIsReadBackEqual(Class<? extends SdkPojo> shape) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      SdkPojo given = random(SdkShapes.builder(shape), new Random(seed), DEPTH);

      byte[] body = ApiCodec.write(given);
      SdkPojo read = ApiCodec.read(() -> SdkShapes.builder(shape), body);
      String text = ApiCodec.writeText(given);
      SdkPojo stored = ApiCodec.readText(() -> SdkShapes.builder(shape), text);

      assertThat(read).isEqualTo(given);
      assertThat(ApiCodec.write(read)).as("absent and empty stay apart").isEqualTo(body);
      assertThat(stored).isEqualTo(given);
      assertThat(ApiCodec.writeText(stored)).isEqualTo(text);
    }
  }

  private static SdkPojo random(SdkPojo builder, Random random, int depth) {
    for (SdkField<?> field : builder.sdkFields()) {
      if (random.nextInt(4) > 0) {
        field.set(builder, value(field, random, depth - 1));
      }
    }
    return (SdkPojo) ((Buildable) builder).build();
  }

  private static Object value(SdkField<?> field, Random random, int depth) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> text(random);
      case BOOLEAN -> random.nextBoolean();
      case INTEGER -> random.nextInt();
      case LONG -> random.nextLong();
      case INSTANT -> Instant.ofEpochMilli(random.nextLong(-1_000_000L, 4_000_000_000_000L));
      case SDK_BYTES -> SdkBytes.fromUtf8String(text(random));
      case SDK_POJO -> random(field.constructor().get(), random, depth);
      case LIST -> {
        List<Object> items = new ArrayList<>();
        for (int i = depth < 0 ? 0 : random.nextInt(3); i > 0; i--) {
          items.add(value(field.getTrait(ListTrait.class).memberFieldInfo(), random, depth));
        }
        yield items;
      }
      case MAP -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = depth < 0 ? 0 : random.nextInt(3); i > 0; i--) {
          entries.put(
              text(random), value(field.getTrait(MapTrait.class).valueFieldInfo(), random, depth));
        }
        yield entries;
      }
      case DOCUMENT -> document(random, 3);
      default -> throw new AssertionError("The codec does not know " + field.marshallingType());
    };
  }

  private static Document document(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> Document.fromString(text(random));
      case 1 -> Document.fromNumber(Integer.toString(random.nextInt()));
      case 2 -> Document.fromBoolean(random.nextBoolean());
      case 3 -> Document.fromNumber("1.5e3");
      case 4 -> Document.fromList(List.of(document(random, depth - 1), Document.fromNull()));
      default ->
          Document.fromMap(
              Map.of("a", document(random, depth - 1), text(random), Document.fromNull()));
    };
  }

  private static String text(Random random) {
    String alphabet = "aZ09 _-\"\\/\n\t\u0001\u007f\u00e9\u2028\uffff";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(0x1F600 + random.nextInt(40));
      } else {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    return text.toString();
  }
}
