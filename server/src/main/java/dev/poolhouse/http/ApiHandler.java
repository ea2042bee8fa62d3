package dev.poolhouse.http;

import dev.poolhouse.user.Turns;
import dev.poolhouse.wire.ApiCodec;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ApiOperation;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Constraints;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.ExtendedOperation;
import dev.poolhouse.wire.NewerMembers;
import dev.poolhouse.wire.Operation;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderResponse;

/// The JSON API on `/`: AWS JSON 1.1 with the operation named by `X-Amz-Target`. May be shared.
///
/// Errors come in this order: target and content type; an operation not built yet; size; too many
/// sign-ins; signature; JSON; the caller's policy (it needs the pool id, so it follows decoding);
/// constraints; then what the operation itself refuses.
///
/// Source: recorded answers of the service.
public final class ApiHandler implements HttpService {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
  private static final HeaderName ERROR_TYPE = HeaderNames.create("x-amzn-ErrorType");
  private static final HeaderName ERROR_MESSAGE = HeaderNames.create("x-amzn-ErrorMessage");
  private static final Set<String> BRANDING =
      Set.of("CreateManagedLoginBranding", "UpdateManagedLoginBranding", "SetUICustomization");
  private static final Set<String> SIGN_INS = Set.of("InitiateAuth", "AdminInitiateAuth");

  /// What a request that is no API call gets (unsure).
  private static final byte[] NO_API_CALL =
      "{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},\"Version\":\"1.0\"}"
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] WELCOME =
      "{\"server\":\"Poolhouse\",\"api\":\"compatible with Amazon Cognito user pools\"}"
          .getBytes(StandardCharsets.UTF_8);

  private final OperationTable operations;
  private final Constraints constraints;
  private final Callers callers;
  private final RequestHeads heads;
  private final Turns turns;
  private final MeterRegistry meters;

  /// @param operations what this server can run
  /// @param constraints shape rules of every request
  /// @param callers who calls and what they may do
  /// @param heads makes the head of each request
  /// @param turns what sign-ins wait for, from their first byte of JSON on
  /// @param meters where requests are counted and timed; one without outlets costs next to nothing
  public ApiHandler(
      OperationTable operations,
      Constraints constraints,
      Callers callers,
      RequestHeads heads,
      Turns turns,
      MeterRegistry meters) {
    this.operations = operations;
    this.constraints = constraints;
    this.callers = callers;
    this.heads = heads;
    this.turns = turns;
    this.meters = meters;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/", this::answer)
        .options("/", Cors::preflight)
        .get("/", this::welcome)
        .head("/", this::welcome);
  }

  private void welcome(ServerRequest request, ServerResponse response) {
    Cors.allow(response);
    response.header(HeaderNames.CONTENT_TYPE, "application/json").send(WELCOME);
  }

  private void answer(ServerRequest request, ServerResponse response) {
    RequestHead head = heads.of(request);
    Cors.allow(response);
    response.header(REQUEST_ID, head.requestId()).header(HeaderNames.CONTENT_TYPE, CONTENT_TYPE);
    if (!isApiCall(head)) {
      response.status(404).send(NO_API_CALL);
      return;
    }
    Timer.Sample timing = Timer.start(meters);
    String target = head.header("x-amz-target").orElse("");
    String name = ApiOperation.ofTarget(target).map(ApiOperation::name).orElse("unknown");
    byte[] body;
    String result;
    try {
      body = run(target, head, request);
      result = "ok";
    } catch (Throwable thrown) { // the edge: everything thrown ends here
      WireError error = WireError.of(thrown, name, head.requestId());
      describe(error, response);
      body = error.body();
      result = error.code().wireName();
    }
    timing.stop(meters.timer("poolhouse.api.requests", "operation", name, "result", result));
    response.send(body);
  }

  private static void describe(WireError error, ServerResponse response) {
    response.status(error.code().status()).header(ERROR_TYPE, error.code().wireName() + ":");
    error.headerText().ifPresent(text -> response.header(ERROR_MESSAGE, text));
    if (error.code().status() == 413 || error.code().status() == 408) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
  }

  private byte[] run(String target, RequestHead head, ServerRequest request) {
    ApiOperation operation =
        ApiOperation.ofTarget(target)
            .orElseThrow(() -> ApiException.bare(ErrorCode.UNKNOWN_OPERATION));
    Operation<?, ?> code =
        operations.find(operation).orElseThrow(() -> notImplemented(operation.name()));
    int limit =
        BRANDING.contains(operation.name()) ? RequestBody.BRANDING_LIMIT : RequestBody.LIMIT;
    byte[] body = RequestBody.read(request, limit);
    return beginsSignIn(operation, body)
        ? turns.begin(() -> perform(operation, code, head, body))
        : perform(operation, code, head, body);
  }

  /// Whether a call begins a sign-in rather than refreshes one. Only its turn hangs on the answer,
  /// which is found without reading JSON: where sign-ins are refused, that and all behind it would
  /// take the processor from the refreshes.
  private static boolean beginsSignIn(ApiOperation operation, byte[] body) {
    return SIGN_INS.contains(operation.name())
        && !new String(body, StandardCharsets.ISO_8859_1).contains("REFRESH_TOKEN");
  }

  private byte[] perform(
      ApiOperation operation, Operation<?, ?> code, RequestHead head, byte[] body) {
    Callers.Admission admission = callers.admit(operation, head, body);
    CognitoIdentityProviderRequest decoded =
        ApiCodec.read(() -> (SdkPojo) operation.newRequest().get(), body);
    admission.authorize(operation, decoded);
    constraints.check(operation.name(), decoded);
    Map<String, Object> newer = NewerMembers.read(operation.name(), body);
    ExtendedOperation.Answer<?> answer = call(code, admission.caller(), decoded, newer);
    return ApiCodec.write(answer.response(), answer.newer());
  }

  /// The table maps each name to the operation of that name, so request and code fit.
  @SuppressWarnings("unchecked")
  private static ExtendedOperation.Answer<?> call(
      Operation<?, ?> code,
      Caller caller,
      CognitoIdentityProviderRequest request,
      Map<String, Object> newer) {
    if (code instanceof ExtendedOperation<?, ?> extended) {
      return ((ExtendedOperation<CognitoIdentityProviderRequest, CognitoIdentityProviderResponse>)
              extended)
          .run(caller, request, newer);
    }
    return new ExtendedOperation.Answer<>(
        ((Operation<CognitoIdentityProviderRequest, CognitoIdentityProviderResponse>) code)
            .run(caller, request),
        Map.of());
  }

  private static ApiException notImplemented(String name) {
    return ApiException.of(
        ErrorCode.OPERATION_NOT_IMPLEMENTED,
        "The operation " + name + " is not implemented by this server yet.");
  }

  private static boolean isApiCall(RequestHead head) {
    String type = head.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    String mediaType = parameters < 0 ? type : type.substring(0, parameters);
    return mediaType.strip().equals(CONTENT_TYPE) && head.header("x-amz-target").isPresent();
  }
}
