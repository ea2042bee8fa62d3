package dev.poolhouse.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CompleteWebAuthnRegistrationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUiCustomizationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Proves what the codec accepts, refuses and writes, byte for byte where clients can see it. That
/// every model class survives is proven elsewhere.
final class ApiCodecTest {

  /// A body that is refused, and the text of the refusal (none for a bare one).
  record Refused(
      String name, Supplier<? extends SdkPojo> builder, String body, Optional<String> text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refused> refused() {
    return Stream.concat(wrongTypes(), brokenTexts());
  }

  private static Stream<Refused> wrongTypes() {
    String structure = "Start of structure or map found where not expected.";
    String list = "Start of list found where not expected";
    return Stream.of(
        auth("number for text", "{'ClientId':1}", "NUMBER_VALUE can not be converted to a String"),
        auth("true for text", "{'ClientId':true}", "TRUE_VALUE can not be converted to a String"),
        auth(
            "false for text", "{'ClientId':false}", "FALSE_VALUE can not be converted to a String"),
        auth("object for text", "{'ClientId':{}}", structure),
        auth("list for text", "{'ClientId':[]}", list),
        auth("list for map", "{'AuthParameters':[]}", list),
        auth("text for map", "{'AuthParameters':'a'}", "Expected map or null"),
        auth("list for structure", "{'UserContextData':[]}", list),
        auth("text for structure", "{'UserContextData':'a'}", "Unexpected field type"),
        auth(
            "number in map",
            "{'AuthParameters':{'A':1.5}}",
            "NUMBER_VALUE can not be converted to a String"),
        auth("list for the whole", "[]", list),
        client("object for list", "{'CallbackURLs':{}}", structure),
        client("text for list", "{'CallbackURLs':'a'}", "Expected list or null"),
        client(
            "text for whole number",
            "{'RefreshTokenValidity':'1'}",
            "STRING_VALUE can not be converted to an Integer"),
        client(
            "too large a number",
            "{'RefreshTokenValidity':2147483648}",
            "NUMBER_VALUE can not be converted to an Integer"),
        client(
            "text for true or false",
            "{'GenerateSecret':'true'}",
            "STRING_VALUE can not be converted to a Boolean"),
        new Refused(
            "text for time",
            GroupType::builder,
            "{'CreationDate':'2024-01-01T00:00:00Z'}",
            Optional.of("STRING_VALUE can not be converted to milliseconds since epoch")),
        new Refused(
            "time beyond all calendars",
            GroupType::builder,
            "{'CreationDate':1e300}",
            Optional.of("NUMBER_VALUE can not be converted to milliseconds since epoch")),
        new Refused(
            "number for bytes",
            SetUiCustomizationRequest::builder,
            "{'ImageFile':1}",
            Optional.of("NUMBER_VALUE can not be converted to a Blob")));
  }

  private static Stream<Refused> brokenTexts() {
    return Stream.of(
        bare("text for the whole", "'a'"),
        bare("null for the whole", "null"),
        bare("blanks only", "  "),
        bare("no JSON", "AuthFlow=USER_AUTH"),
        bare("cut off in a text", "{'ClientId':'a"),
        bare("cut off after a member", "{'ClientId':'a'"),
        bare("cut off in an unknown member", "{'X':[1,2"),
        bare("something after the end", "{}{}"),
        bare("a comma too much", "{'ClientId':'a',}"),
        bare("a comment", "{/**/}"),
        bare("raw control character", "{'ClientId':'a\u0001'}"),
        bare("escaped U+0000", "{'ClientId':'a\\u0000'}"),
        bare("U+0000 as it is", "{'ClientId':'a\u0000'}"),
        bare("lone high surrogate", "{'ClientId':'\\ud83d'}"),
        bare("lone low surrogate", "{'ClientId':'\\ude00'}"),
        bare("surrogates in the wrong order", "{'ClientId':'\\ude00\\ud83d'}"),
        bare("U+0000 in a key", "{'AuthParameters':{'\\u0000':'a'}}"),
        bare("32 levels and one more", "{'X':" + "[".repeat(32) + "]".repeat(32) + "}"),
        bare("a bomb of lists", "{'X':" + "[".repeat(100_000)),
        bare("a bomb of objects", "{'X':".repeat(100_000)),
        bare("a number of a thousand digits", "{'X':" + "9".repeat(1_000) + "}"),
        bare("byte order mark", "\ufeff{}"),
        new Refused(
            "an exponent that would cost hours",
            CreateUserPoolClientRequest::builder,
            "{'RefreshTokenValidity':1e-1000000000}",
            Optional.empty()),
        new Refused(
            "an exponent beyond all integers",
            CreateUserPoolClientRequest::builder,
            "{'RefreshTokenValidity':1e99999999999}",
            Optional.empty()),
        new Refused(
            "U+0000 in a document",
            CompleteWebAuthnRegistrationRequest::builder,
            "{'Credential':{'a':['\\u0000']}}",
            Optional.empty()),
        new Refused(
            "no Base64",
            SetUiCustomizationRequest::builder,
            "{'ImageFile':'a*b'}",
            Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Refused given) {
    byte[] body = given.body().replace('\'', '"').getBytes(UTF_8);

    ApiException thrown =
        catchThrowableOfType(ApiException.class, () -> ApiCodec.read(given.builder(), body));

    assertThat(thrown.code()).isEqualTo(ErrorCode.SERIALIZATION);
    assertThat(thrown.text()).isEqualTo(given.text());
  }

  static Stream<byte[]> notUtf8() {
    return Stream.of(
        around(0xff),
        around(0xc3),
        around(0xc0, 0xaf),
        around(0xed, 0xa0, 0xbd),
        "{}".getBytes(StandardCharsets.UTF_16LE),
        "{}".getBytes(StandardCharsets.UTF_16));
  }

  @ParameterizedTest
  @MethodSource
  void notUtf8(byte[] body) {
    assertThatThrownBy(() -> ApiCodec.read(InitiateAuthRequest::builder, body))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERIALIZATION));
  }

  @Test
  void anEmptyBodyIsAnEmptyObject() {
    InitiateAuthRequest request = ApiCodec.read(InitiateAuthRequest::builder, new byte[0]);

    assertThat(request).isEqualTo(InitiateAuthRequest.builder().build());
  }

  @Test
  void unknownAndNullMembersAreIgnored() {
    InitiateAuthRequest request =
        read(
            InitiateAuthRequest::builder,
            "{'X':{'Y':[{}]},'ClientId':'c','AuthFlow':null,'AuthParameters':{'A':null,'B':'b'}}");

    assertThat(request)
        .isEqualTo(
            InitiateAuthRequest.builder().clientId("c").authParameters(Map.of("B", "b")).build());
  }

  @Test
  void nullInAListIsKept() {
    AdminUpdateUserAttributesRequest request =
        read(AdminUpdateUserAttributesRequest::builder, "{'UserAttributes':[null,{'Name':'n'}]}");

    assertThat(request.userAttributes()).hasSize(2).first().isNull();
  }

  @Test
  void theLastOfTwoMembersWins() {
    InitiateAuthRequest request =
        read(InitiateAuthRequest::builder, "{'ClientId':'a','ClientId':'b','ClientId':null}");

    assertThat(request.clientId()).isEqualTo("b");
  }

  @Test
  void anEnumValueThatTheSdkDoesNotKnowIsKept() {
    InitiateAuthRequest request = read(InitiateAuthRequest::builder, "{'AuthFlow':'NEW_AUTH'}");

    assertThat(request.authFlowAsString()).isEqualTo("NEW_AUTH");
  }

  @Test
  void aFractionOfAWholeNumberIsCutOff() {
    CreateUserPoolClientRequest request =
        read(CreateUserPoolClientRequest::builder, "{'RefreshTokenValidity':3.0e1}");

    assertThat(request.refreshTokenValidity()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1667864578.676", "1.667864578676E9", "1667864578676e-3"})
  void timesAreEpochSecondsInAnyNotation(String number) {
    GroupType group = read(GroupType::builder, "{'CreationDate':" + number + "}");

    assertThat(group.creationDate()).isEqualTo(Instant.ofEpochMilli(1_667_864_578_676L));
    assertThat(text(group)).isEqualTo("{\"CreationDate\":1667864578.676}");
  }

  @Test
  void timesAreWrittenAsPlainNumbers() {
    assertThat(text(GroupType.builder().creationDate(Instant.ofEpochSecond(1_733_691_810)).build()))
        .isEqualTo("{\"CreationDate\":1733691810}");
    assertThat(text(GroupType.builder().creationDate(Instant.ofEpochMilli(1_500)).build()))
        .isEqualTo("{\"CreationDate\":1.5}");
    assertThat(
            text(GroupType.builder().creationDate(Instant.ofEpochSecond(1, 999_999_999)).build()))
        .isEqualTo("{\"CreationDate\":1.999}");
  }

  @Test
  void absentAndEmptyStayApart() {
    UserPoolClientType absent = UserPoolClientType.builder().clientName("c").build();
    UserPoolClientType empty =
        UserPoolClientType.builder()
            .clientName("c")
            .callbackURLs(List.of())
            .tokenValidityUnits(units -> {})
            .build();

    assertThat(ApiCodec.writeText(absent)).isEqualTo("{\"ClientName\":\"c\"}");
    assertThat(ApiCodec.writeText(empty))
        .isEqualTo("{\"ClientName\":\"c\",\"TokenValidityUnits\":{},\"CallbackURLs\":[]}");
    UserPoolClientType again =
        ApiCodec.readText(UserPoolClientType::builder, ApiCodec.writeText(empty));
    assertThat(again).isEqualTo(empty);
    assertThat(again.hasCallbackURLs()).isTrue();
    assertThat(again.hasLogoutURLs()).isFalse();
  }

  @Test
  void anAnswerHasNoNull() {
    InitiateAuthResponse finished =
        InitiateAuthResponse.builder()
            .challengeParameters(Map.of())
            .authenticationResult(result -> result.expiresIn(3600).tokenType("Bearer"))
            .build();

    assertThat(text(finished))
        .isEqualTo(
            "{\"ChallengeParameters\":{},\"AuthenticationResult\":{\"ExpiresIn\":3600,"
                + "\"TokenType\":\"Bearer\"}}");
    assertThat(text(LambdaConfigType.builder().build())).isEqualTo("{}");
  }

  @Test
  void bytesAreBase64() {
    SetUiCustomizationRequest request =
        read(SetUiCustomizationRequest::builder, "{'ImageFile':'/+8='}");

    assertThat(request.imageFile())
        .isEqualTo(SdkBytes.fromByteArray(new byte[] {(byte) 0xff, (byte) 0xef}));
    assertThat(text(request)).isEqualTo("{\"ImageFile\":\"/+8=\"}");
  }

  @Test
  void documentsKeepTheirNullsAndNumbers() {
    String body = "{'Credential':{'a':[null,1.50,true,'x',{}],'b':[]}}";
    CompleteWebAuthnRegistrationRequest request =
        read(CompleteWebAuthnRegistrationRequest::builder, body);

    Document a =
        Document.listBuilder()
            .addDocument(Document.fromNull())
            .addNumber("1.50")
            .addBoolean(true)
            .addString("x")
            .addDocument(Document.fromMap(Map.of()))
            .build();
    assertThat(request.credential().asMap())
        .isEqualTo(Map.of("a", a, "b", Document.fromList(List.of())));
    assertThat(text(request)).isEqualTo(body.replace('\'', '"'));
  }

  @Test
  void membersThatNoClassCarriesAreReadAndWritten() {
    byte[] body =
        "{'ClientId':'c','New':{'A':[1,'x',true,null],'B':null},'Old':null,'Other':1}"
            .replace('\'', '"')
            .getBytes(UTF_8);

    Map<String, Object> extra = ApiCodec.members(body, Set.of("New", "Old", "Absent"));

    assertThat(extra).isEqualTo(Map.of("New", Map.of("A", List.of(BigDecimal.ONE, "x", true))));
    String stored = ApiCodec.writeText(UserPoolClientType.builder().clientId("c").build(), extra);
    assertThat(stored).isEqualTo("{\"ClientId\":\"c\",\"New\":{\"A\":[1,\"x\",true]}}");
    assertThat(ApiCodec.membersOfText(stored, Set.of("New"))).isEqualTo(extra);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"ClientId\":1}"})
  void aDamagedDocumentIsOurFaultNotTheCallers(String document) {
    assertThatThrownBy(() -> ApiCodec.readText(UserPoolClientType::builder, document))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ApiCodec.membersOfText(document + "x", Set.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Refused auth(String name, String body, String text) {
    return new Refused(name, InitiateAuthRequest::builder, body, Optional.of(text));
  }

  private static Refused client(String name, String body, String text) {
    return new Refused(name, CreateUserPoolClientRequest::builder, body, Optional.of(text));
  }

  private static Refused bare(String name, String body) {
    return new Refused(name, InitiateAuthRequest::builder, body, Optional.empty());
  }

  private static byte[] around(int... bytes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"ClientId\":\"".getBytes(UTF_8));
    for (int value : bytes) {
      body.write(value);
    }
    body.writeBytes("\"}".getBytes(UTF_8));
    return body.toByteArray();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // as the method under test
  private static <T extends SdkPojo> T read(Supplier<? extends SdkPojo> builder, String body) {
    return ApiCodec.read(builder, body.replace('\'', '"').getBytes(UTF_8));
  }

  private static String text(SdkPojo shape) {
    return new String(ApiCodec.write(shape), UTF_8);
  }
}
