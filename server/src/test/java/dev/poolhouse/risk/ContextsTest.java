package dev.poolhouse.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.client.ClientSecret;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.HttpHeader;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// What is made of context data: whose address counts, how devices are told apart and named, and
/// that whatever a client makes up is at worst ignored.
final class ContextsTest {
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/125.0.0.0 Safari/537.36";
  private static final Caller CALLER =
      new Caller.Anonymous(
          new Caller.Origin("us-east-1", "000000000000", "198.51.100.7", FIREFOX, "request"));

  @Test
  void addressCountsOnlyWhereTheAppClientMayPassItOn() {
    UserContextDataType sent = UserContextDataType.builder().ipAddress("192.0.2.1").build();

    assertThat(Contexts.of(CALLER, client(true, true), sent).address()).isEqualTo("192.0.2.1");
    assertThat(Contexts.of(CALLER, client(true, false), sent).address()).isEqualTo("198.51.100.7");
    assertThat(Contexts.of(CALLER, client(false, true), sent).address()).isEqualTo("198.51.100.7");
    assertThat(Contexts.of(CALLER, client(true, true), (UserContextDataType) null).address())
        .isEqualTo("198.51.100.7");
  }

  @Test
  void addressThatCountsMustBeOne() {
    UserContextDataType sent = UserContextDataType.builder().ipAddress("somewhere").build();

    assertThatThrownBy(() -> Contexts.of(CALLER, client(true, true), sent))
        .isInstanceOf(ApiException.class)
        .hasMessage(
            "InvalidParameterException: The IpAddress of the context data is not a valid IPv4 or"
                + " IPv6 address.");
    assertThat(Contexts.of(CALLER, client(false, false), sent).address()).isEqualTo("198.51.100.7");
  }

  @Test
  void applicationTellsOfItsUser() {
    ContextDataType sent =
        ContextDataType.builder()
            .ipAddress("2001:db8::7")
            .serverName("example.com")
            .serverPath("/login")
            .httpHeaders(
                HttpHeader.builder().headerName("Accept").headerValue("*/*").build(),
                HttpHeader.builder().headerName("User-Agent").headerValue(CHROME).build())
            .build();

    ClientContext context = Contexts.of(CALLER, sent);

    assertThat(context.address()).isEqualTo("2001:db8:0:0:0:0:0:7");
    assertThat(context.deviceName()).hasValue("Chrome 125, Windows 10");
    assertThat(context.network()).isEqualTo("20010db80000/48");
  }

  @Test
  void applicationThatTellsNothingIsNoDevice() {
    ClientContext context = Contexts.of(CALLER, (ContextDataType) null);

    assertThat(context).isEqualTo(ClientContext.at("198.51.100.7"));
    assertThat(context.network()).isEqualTo("c63364/24");
  }

  @Test
  void browserLibraryTellsDeviceAndTimeZone() {
    ClientContext context =
        sent(
            encoded(
                "{\"UserAgent\":\""
                    + CHROME
                    + "\",\"DeviceId\":\"d-1\",\"DeviceFingerprint\":\"x:y\","
                    + "\"ClientTimezone\":\"-07:00\"}"));

    assertThat(context.deviceName()).hasValue("Chrome 125, Windows 10");
    assertThat(context.timeZone()).hasValue("-07:00");
    assertThat(context.device())
        .isEqualTo(sent(encoded("{\"DeviceId\":\"d-1\"}")).device())
        .isNotEqualTo(sent(encoded("{\"DeviceId\":\"d-2\"}")).device());
  }

  @Test
  void phoneLibraryTellsItsModel() {
    assertThat(sent(encoded("{\"DeviceName\":\"Pixel 9\",\"DeviceId\":\"d\"}")).deviceName())
        .hasValue("Pixel 9");
  }

  @Test
  void whatCannotBeStoredIsReplaced() {
    ClientContext context =
        sent(
            encoded(
                "{\"DeviceName\":\"a\\\\u0000b\\\\nc\\\\ud83d"
                    + "\",\"ClientTimezone\":\"+01\\\\u0000\"}"));

    assertThat(context.deviceName()).hasValue("a?b?c?");
    assertThat(context.timeZone()).hasValue("+01?");
    assertThat(sent(encoded("{\"DeviceName\":\"" + "😀".repeat(101) + "\"}")).deviceName())
        .hasValue("😀".repeat(100));
  }

  @Test
  void updateOfTheBrowserMakesNoNewDevice() {
    String newer = encoded("{\"UserAgent\":\"" + CHROME.replace("125", "126") + "\"}");

    assertThat(sent(newer).device())
        .isEqualTo(sent(encoded("{\"UserAgent\":\"" + CHROME + "\"}")).device())
        .isNotEqualTo(sent("").device());
  }

  static Stream<String> damaged() {
    return Stream.of(
        "",
        "!",
        "bm90IEpTT04=",
        base64("[]"),
        base64("{\"payload\":7}"),
        base64("{\"payload\":\"{\"}"),
        base64("{\"payload\":\"{\\\"contextData\\\":[]}\"}"),
        base64("{\"payload\":\"{\\\"contextData\\\":null}\"}"),
        encoded("{\"DeviceId\":7,\"UserAgent\":{},\"ClientTimezone\":\"\"}"),
        encoded("{\"DeviceId\":\"" + "d".repeat(1_001) + "\"}"),
        encoded("{\"DeviceId\":\"d\",\"x\":\"" + "y".repeat(20_000) + "\"}"),
        base64("[".repeat(5_000)));
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void damagedDataIsIgnored(String encoded) {
    ClientContext bare = Contexts.of(CALLER, client(false, false), (UserContextDataType) null);

    assertThat(sent(encoded)).isEqualTo(bare);
    assertThat(bare.deviceName()).hasValue("Firefox 140, Linux");
  }

  private static ClientContext sent(String encoded) {
    return Contexts.of(
        CALLER, client(false, false), UserContextDataType.builder().encodedData(encoded).build());
  }

  private static String encoded(String contextData) {
    String payload =
        "{\"contextData\":" + contextData + ",\"username\":\"ann\",\"timestamp\":\"1\"}";
    return base64(
        "{\"payload\":\""
            + payload.replace("\"", "\\\"")
            + "\",\"signature\":\"c2ln\",\"version\":\"JS20171115\"}");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Client client(boolean confidential, boolean passesOn) {
    return new Client(
        new PoolKey("key"),
        new PoolId("us-east-1_Test00001"),
        new ClientId("client"),
        UserPoolClientType.builder().enablePropagateAdditionalUserContextData(passesOn).build(),
        Map.of(),
        confidential
            ? List.of(new ClientSecret("id", Sealed.of(new byte[] {1}), Instant.EPOCH))
            : List.of(),
        Instant.EPOCH,
        Instant.EPOCH,
        1);
  }
}
