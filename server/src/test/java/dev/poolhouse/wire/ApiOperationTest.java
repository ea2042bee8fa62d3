package dev.poolhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;

/// Proves that the list of operations is the SDK's, each with its own request class.
final class ApiOperationTest {
  @Test
  void everyRequestClassOfTheSdkHasOneOperation() {
    List<Class<?>> listed =
        ApiOperation.all().stream().<Class<?>>map(ApiOperationTest::requestClass).toList();

    assertThat(listed)
        .hasSize(132)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            SdkShapes.subtypes(CognitoIdentityProviderRequest.class));
  }

  @Test
  void everyNameIsThatOfItsRequestClass() {
    assertThat(ApiOperation.all())
        .allSatisfy(
            operation ->
                assertThat(requestClass(operation).getSimpleName())
                    .isEqualToIgnoringCase(operation.name() + "Request"));
  }

  @Test
  void namesAreInOrder() {
    assertThat(ApiOperation.all()).extracting(ApiOperation::name).isSorted();
  }

  @Test
  void authKindsAreCountedAsDocumented() {
    Map<ApiOperation.Auth, Long> counts =
        ApiOperation.all().stream()
            .collect(Collectors.groupingBy(ApiOperation::auth, Collectors.counting()));

    assertThat(counts)
        .isEqualTo(
            Map.of(
                ApiOperation.Auth.SIGNED, 99L,
                ApiOperation.Auth.TOKEN, 22L,
                ApiOperation.Auth.PUBLIC, 11L));
  }

  @Test
  void theTargetHeaderNamesAnOperationExactly() {
    assertThat(ApiOperation.ofTarget("AWSCognitoIdentityProviderService.GetCSVHeader"))
        .map(ApiOperation::name)
        .contains("GetCSVHeader");
    assertThat(ApiOperation.ofTarget("AWSCognitoIdentityProviderService.GetCsvHeader")).isEmpty();
    assertThat(ApiOperation.ofTarget("AWSCognitoIdentityProviderService.")).isEmpty();
    assertThat(ApiOperation.ofTarget("GetCSVHeader")).isEmpty();
    assertThat(ApiOperation.ofTarget("")).isEmpty();
  }

  private static Class<?> requestClass(ApiOperation operation) {
    return ApiCodec.read(operation.newRequest(), new byte[0]).getClass();
  }
}
