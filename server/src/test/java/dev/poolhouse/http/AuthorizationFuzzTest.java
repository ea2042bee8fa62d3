package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.poolhouse.fuzz.Mutations;
import dev.poolhouse.wire.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Proves that any text as SigV4 `Authorization` header or as list of addresses is read or refused.
class AuthorizationFuzzTest {

  @FuzzTest
  void header(byte[] bytes) {
    String header = new String(bytes, StandardCharsets.ISO_8859_1);
    RequestHead head =
        new RequestHead(
            "POST",
            "/",
            "",
            Map.of("authorization", List.of(header), "x-amz-date", List.of("20260101T000000Z")),
            "127.0.0.1",
            "id");
    assertThat(Authorization.scope(head)).doesNotContainNull();
    try {
      assertThat(Authorization.parse(head).credentialScope().split("/", -1)).hasSize(4);
    } catch (ApiException refused) {
      refused.code();
    }
    assertThat(TestDoor.SCOPES.of(head).account()).isNotEmpty();
  }

  @Test
  void damagedHeaders() throws IOException {
    Mutations.run(AuthorizationFuzzTest.class, "header", this::header);
  }
}
