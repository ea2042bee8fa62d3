package dev.poolhouse.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves what functions are told of the SDK that called.
///
/// Source: `User-Agent` headers as the SDKs write them; `awsSdkVersion` of recorded events.
final class SdkVersionTest {
  private record Case(String sdk, String userAgent, String shown) {
    @Override
    public String toString() {
      return sdk;
    }
  }

  private static Stream<Case> cases() {
    String unknown = "aws-sdk-unknown-unknown";
    return Stream.of(
        new Case("nothing", "", unknown),
        new Case("curl", "curl/8.5.0", unknown),
        new Case(
            "JavaScript 2 in Node",
            "aws-sdk-nodejs/2.1639.0 linux/v18.17.0 promise",
            "aws-sdk-nodejs-2.1639.0"),
        new Case(
            "JavaScript 2 in a browser", "aws-sdk-js/2.1639.0 callback", "aws-sdk-js-2.1639.0"),
        new Case(
            "JavaScript 3",
            "aws-sdk-js/3.654.0 ua/2.0 os/linux#6.1 lang/js md/nodejs#20.11.1"
                + " api/cognito-identity-provider#3.654.0 m/E",
            "aws-sdk-js-3.654.0"),
        new Case(
            "Java 2, old form",
            "aws-sdk-java/2.20.43 Linux/5.10 OpenJDK_64-Bit_Server_VM/17.0.6 Java/17.0.6",
            "aws-sdk-java-2.20.43"),
        new Case(
            "Java 2",
            "aws-sdk-java/2.54.15 md/io#sync md/http#UrlConnection ua/2.1"
                + " api/Cognito_Identity_Provider#2.54.x os/Linux lang/java#25",
            "aws-sdk-java-2.54.15"),
        new Case("Java 1", "aws-sdk-java/1.12.500 Mac_OS_X/13.4", "aws-sdk-java-1.12.500"),
        new Case("Go 2", "aws-sdk-go-v2/1.30.3 ua/2.0 os/linux lang/go#1.22", unknown),
        new Case("Go 1", "aws-sdk-go/1.44.100 (go1.19; linux; amd64)", "aws-sdk-go-1.44.100"),
        new Case("PHP", "aws-sdk-php/3.300.0 OS/Linux lang/php", "aws-sdk-php-3.300.0"),
        new Case(
            "boto3",
            "Boto3/1.34.100 md/Botocore#1.34.100 ua/2.0 os/linux lang/python#3.12"
                + " Botocore/1.34.100",
            unknown),
        new Case("AWS CLI", "aws-cli/2.15.30 md/awscrt#0.19.19 ua/2.0 os/linux", unknown),
        new Case("Amplify", "aws-amplify/6.6.0 auth/4 framework/1", unknown),
        new Case("after another product", "app/1.0 aws-sdk-js/3.1.0", "aws-sdk-js-3.1.0"),
        new Case("a version of junk", "aws-sdk-js/<script>", unknown),
        new Case("a very long version", "aws-sdk-js/" + "9".repeat(100), unknown));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void functionsAreTold(Case given) {
    assertThat(SdkVersion.of(given.userAgent())).isEqualTo(given.shown());
  }
}
