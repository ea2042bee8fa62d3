package dev.poolhouse.wire;

/// Every error the API can answer, with the name and the HTTP status it has on the wire.
///
/// Source: the public service model and the common errors of AWS JSON 1.1.
public enum ErrorCode {
  ACCESS_DENIED("AccessDeniedException", 400),
  ALIAS_EXISTS("AliasExistsException", 400),
  CODE_DELIVERY_FAILURE("CodeDeliveryFailureException", 400),
  CODE_MISMATCH("CodeMismatchException", 400),
  CONCURRENT_MODIFICATION("ConcurrentModificationException", 400),
  DEVICE_KEY_EXISTS("DeviceKeyExistsException", 400),
  DUPLICATE_PROVIDER("DuplicateProviderException", 400),
  ENABLE_SOFTWARE_TOKEN_MFA("EnableSoftwareTokenMFAException", 400),
  EXPIRED_CODE("ExpiredCodeException", 400),
  EXPIRED_TOKEN("ExpiredTokenException", 400),
  FEATURE_UNAVAILABLE_IN_TIER("FeatureUnavailableInTierException", 400),
  FORBIDDEN("ForbiddenException", 403),
  GROUP_EXISTS("GroupExistsException", 400),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400),
  INTERNAL_ERROR("InternalErrorException", 500),
  INTERNAL_SERVER("InternalServerException", 500),
  INVALID_EMAIL_ROLE_ACCESS_POLICY("InvalidEmailRoleAccessPolicyException", 400),
  INVALID_LAMBDA_RESPONSE("InvalidLambdaResponseException", 400),
  INVALID_OAUTH_FLOW("InvalidOAuthFlowException", 400),
  INVALID_PARAMETER("InvalidParameterException", 400),
  INVALID_PASSWORD("InvalidPasswordException", 400),
  INVALID_SIGNATURE("InvalidSignatureException", 400),
  INVALID_SMS_ROLE_ACCESS_POLICY("InvalidSmsRoleAccessPolicyException", 400),
  INVALID_SMS_ROLE_TRUST_RELATIONSHIP("InvalidSmsRoleTrustRelationshipException", 400),
  INVALID_USER_POOL_CONFIGURATION("InvalidUserPoolConfigurationException", 400),
  LIMIT_EXCEEDED("LimitExceededException", 400),
  MFA_METHOD_NOT_FOUND("MFAMethodNotFoundException", 400),
  MANAGED_LOGIN_BRANDING_EXISTS("ManagedLoginBrandingExistsException", 400),
  MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 400),
  NOT_AUTHORIZED("NotAuthorizedException", 400),
  OPERATION_NOT_ENABLED("OperationNotEnabledException", 400),
  OPERATION_NOT_IMPLEMENTED("OperationNotImplementedException", 400),
  PASSWORD_HISTORY_POLICY_VIOLATION("PasswordHistoryPolicyViolationException", 400),
  PASSWORD_RESET_REQUIRED("PasswordResetRequiredException", 400),
  PRECONDITION_NOT_MET("PreconditionNotMetException", 400),
  REFRESH_TOKEN_REUSE("RefreshTokenReuseException", 400),
  REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLargeException", 413),
  REQUEST_TIMEOUT("RequestTimeoutException", 408),
  RESOURCE_NOT_FOUND("ResourceNotFoundException", 400),
  SCOPE_DOES_NOT_EXIST("ScopeDoesNotExistException", 400),
  SERIALIZATION("SerializationException", 400),
  SERVICE_QUOTA_EXCEEDED("ServiceQuotaExceededException", 400),
  SOFTWARE_TOKEN_MFA_NOT_FOUND("SoftwareTokenMFANotFoundException", 400),
  TERMS_EXISTS("TermsExistsException", 400),
  THROTTLING("ThrottlingException", 400),
  TIER_CHANGE_NOT_ALLOWED("TierChangeNotAllowedException", 400),
  TOO_MANY_FAILED_ATTEMPTS("TooManyFailedAttemptsException", 400),
  TOO_MANY_REQUESTS("TooManyRequestsException", 400),
  UNAUTHORIZED("UnauthorizedException", 400),
  UNEXPECTED_LAMBDA("UnexpectedLambdaException", 400),
  UNKNOWN_OPERATION("UnknownOperationException", 400),
  UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400),
  UNSUPPORTED_IDENTITY_PROVIDER("UnsupportedIdentityProviderException", 400),
  UNSUPPORTED_OPERATION("UnsupportedOperationException", 400),
  UNSUPPORTED_TOKEN_TYPE("UnsupportedTokenTypeException", 400),
  UNSUPPORTED_USER_STATE("UnsupportedUserStateException", 400),
  USER_IMPORT_IN_PROGRESS("UserImportInProgressException", 400),
  USER_LAMBDA_VALIDATION("UserLambdaValidationException", 400),
  USER_NOT_CONFIRMED("UserNotConfirmedException", 400),
  USER_NOT_FOUND("UserNotFoundException", 400),
  USER_POOL_ADD_ON_NOT_ENABLED("UserPoolAddOnNotEnabledException", 400),
  USER_POOL_TAGGING("UserPoolTaggingException", 400),
  USERNAME_EXISTS("UsernameExistsException", 400),
  WEBAUTHN_CHALLENGE_NOT_FOUND("WebAuthnChallengeNotFoundException", 400),
  WEBAUTHN_CLIENT_MISMATCH("WebAuthnClientMismatchException", 400),
  WEBAUTHN_CONFIGURATION_MISSING("WebAuthnConfigurationMissingException", 400),
  WEBAUTHN_CREDENTIAL_NOT_SUPPORTED("WebAuthnCredentialNotSupportedException", 400),
  WEBAUTHN_NOT_ENABLED("WebAuthnNotEnabledException", 400),
  WEBAUTHN_ORIGIN_NOT_ALLOWED("WebAuthnOriginNotAllowedException", 400),
  WEBAUTHN_RELYING_PARTY_MISMATCH("WebAuthnRelyingPartyMismatchException", 400);

  private final String wireName;
  private final int status;

  ErrorCode(String wireName, int status) {
    this.wireName = wireName;
    this.status = status;
  }

  /// The `__type` of the error body, such as `NotAuthorizedException`.
  public String wireName() {
    return wireName;
  }

  /// The HTTP status of the answer.
  public int status() {
    return status;
  }
}
