package dev.poolhouse.user;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.poolhouse.fuzz.Mutations;
import dev.poolhouse.wire.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Proves that any text as a filter of users is read or refused.
class UserFilterParserFuzzTest {

  @FuzzTest
  void filter(byte[] bytes) {
    try {
      UserFilterParser.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (ApiException refused) {
      refused.code();
    }
  }

  @Test
  void damagedFilters() throws IOException {
    Mutations.run(UserFilterParserFuzzTest.class, "filter", this::filter);
  }
}
