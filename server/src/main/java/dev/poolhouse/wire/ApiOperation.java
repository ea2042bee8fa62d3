package dev.poolhouse.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddUserPoolClientSecretRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteSoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableProviderForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminForgetDeviceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetDeviceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserAuthFactorsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminLinkProviderForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListDevicesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListUserAuthEventsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminResetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserSettingsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateAuthEventFeedbackRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateDeviceStatusRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CompleteWebAuthnRegistrationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmDeviceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateManagedLoginBrandingRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateTermsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserImportJobRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolReplicaRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteManagedLoginBrandingRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteTermsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientSecretRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolReplicaRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteWebAuthnCredentialRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeManagedLoginBrandingByClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeManagedLoginBrandingRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeRiskConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeTermsByClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeTermsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserImportJobRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgetDeviceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetClientTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetCsvHeaderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetDeviceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetIdentityProviderByIdentifierRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetLogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetProvisionedLimitRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetSigningCertificateRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetTokensFromRefreshTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUiCustomizationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAuthFactorsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListDevicesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListIdentityProvidersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListResourceServersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTermsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserImportJobsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientSecretsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolReplicasRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListWebAuthnCredentialsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetLogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetRiskConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUiCustomizationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserSettingsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StartUserImportJobRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StartWebAuthnRegistrationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StopUserImportJobRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateAuthEventFeedbackRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateDeviceStatusRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateManagedLoginBrandingRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateProvisionedLimitRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateTermsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolReplicaRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifySoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeRequest;

/// One of the 132 operations of the API: how it is called, not what it does. This is the one list
/// of them; a test compares it with the SDK's request classes.
///
/// Source: the public service model and the operation pages of the API reference.
///
/// @param name the operation's name, such as `InitiateAuth`
/// @param auth what a caller must show
/// @param newRequest makes an empty builder of the request class, for [ApiCodec#read]
public record ApiOperation(String name, Auth auth, Supplier<? extends SdkPojo> newRequest) {

  /// What the `X-Amz-Target` header says before the operation's name.
  public static final String TARGET_PREFIX = "AWSCognitoIdentityProviderService.";

  private static final List<ApiOperation> ALL =
      List.of(
          signed("AddCustomAttributes", AddCustomAttributesRequest::builder),
          signed("AddUserPoolClientSecret", AddUserPoolClientSecretRequest::builder),
          signed("AdminAddUserToGroup", AdminAddUserToGroupRequest::builder),
          signed("AdminConfirmSignUp", AdminConfirmSignUpRequest::builder),
          signed("AdminCreateUser", AdminCreateUserRequest::builder),
          signed("AdminDeleteSoftwareToken", AdminDeleteSoftwareTokenRequest::builder),
          signed("AdminDeleteUser", AdminDeleteUserRequest::builder),
          signed("AdminDeleteUserAttributes", AdminDeleteUserAttributesRequest::builder),
          signed("AdminDisableProviderForUser", AdminDisableProviderForUserRequest::builder),
          signed("AdminDisableUser", AdminDisableUserRequest::builder),
          signed("AdminEnableUser", AdminEnableUserRequest::builder),
          signed("AdminForgetDevice", AdminForgetDeviceRequest::builder),
          signed("AdminGetDevice", AdminGetDeviceRequest::builder),
          signed("AdminGetUser", AdminGetUserRequest::builder),
          signed("AdminGetUserAuthFactors", AdminGetUserAuthFactorsRequest::builder),
          signed("AdminInitiateAuth", AdminInitiateAuthRequest::builder),
          signed("AdminLinkProviderForUser", AdminLinkProviderForUserRequest::builder),
          signed("AdminListDevices", AdminListDevicesRequest::builder),
          signed("AdminListGroupsForUser", AdminListGroupsForUserRequest::builder),
          signed("AdminListUserAuthEvents", AdminListUserAuthEventsRequest::builder),
          signed("AdminRemoveUserFromGroup", AdminRemoveUserFromGroupRequest::builder),
          signed("AdminResetUserPassword", AdminResetUserPasswordRequest::builder),
          signed("AdminRespondToAuthChallenge", AdminRespondToAuthChallengeRequest::builder),
          signed("AdminSetUserMFAPreference", AdminSetUserMfaPreferenceRequest::builder),
          signed("AdminSetUserPassword", AdminSetUserPasswordRequest::builder),
          signed("AdminSetUserSettings", AdminSetUserSettingsRequest::builder),
          signed("AdminUpdateAuthEventFeedback", AdminUpdateAuthEventFeedbackRequest::builder),
          signed("AdminUpdateDeviceStatus", AdminUpdateDeviceStatusRequest::builder),
          signed("AdminUpdateUserAttributes", AdminUpdateUserAttributesRequest::builder),
          signed("AdminUserGlobalSignOut", AdminUserGlobalSignOutRequest::builder),
          token("AssociateSoftwareToken", AssociateSoftwareTokenRequest::builder),
          token("ChangePassword", ChangePasswordRequest::builder),
          token("CompleteWebAuthnRegistration", CompleteWebAuthnRegistrationRequest::builder),
          token("ConfirmDevice", ConfirmDeviceRequest::builder),
          open("ConfirmForgotPassword", ConfirmForgotPasswordRequest::builder),
          open("ConfirmSignUp", ConfirmSignUpRequest::builder),
          signed("CreateGroup", CreateGroupRequest::builder),
          signed("CreateIdentityProvider", CreateIdentityProviderRequest::builder),
          signed("CreateManagedLoginBranding", CreateManagedLoginBrandingRequest::builder),
          signed("CreateResourceServer", CreateResourceServerRequest::builder),
          signed("CreateTerms", CreateTermsRequest::builder),
          signed("CreateUserImportJob", CreateUserImportJobRequest::builder),
          signed("CreateUserPool", CreateUserPoolRequest::builder),
          signed("CreateUserPoolClient", CreateUserPoolClientRequest::builder),
          signed("CreateUserPoolDomain", CreateUserPoolDomainRequest::builder),
          signed("CreateUserPoolReplica", CreateUserPoolReplicaRequest::builder),
          signed("DeleteGroup", DeleteGroupRequest::builder),
          signed("DeleteIdentityProvider", DeleteIdentityProviderRequest::builder),
          signed("DeleteManagedLoginBranding", DeleteManagedLoginBrandingRequest::builder),
          signed("DeleteResourceServer", DeleteResourceServerRequest::builder),
          signed("DeleteTerms", DeleteTermsRequest::builder),
          token("DeleteUser", DeleteUserRequest::builder),
          token("DeleteUserAttributes", DeleteUserAttributesRequest::builder),
          signed("DeleteUserPool", DeleteUserPoolRequest::builder),
          signed("DeleteUserPoolClient", DeleteUserPoolClientRequest::builder),
          signed("DeleteUserPoolClientSecret", DeleteUserPoolClientSecretRequest::builder),
          signed("DeleteUserPoolDomain", DeleteUserPoolDomainRequest::builder),
          signed("DeleteUserPoolReplica", DeleteUserPoolReplicaRequest::builder),
          token("DeleteWebAuthnCredential", DeleteWebAuthnCredentialRequest::builder),
          signed("DescribeIdentityProvider", DescribeIdentityProviderRequest::builder),
          signed("DescribeManagedLoginBranding", DescribeManagedLoginBrandingRequest::builder),
          signed(
              "DescribeManagedLoginBrandingByClient",
              DescribeManagedLoginBrandingByClientRequest::builder),
          signed("DescribeResourceServer", DescribeResourceServerRequest::builder),
          signed("DescribeRiskConfiguration", DescribeRiskConfigurationRequest::builder),
          signed("DescribeTerms", DescribeTermsRequest::builder),
          signed("DescribeTermsByClient", DescribeTermsByClientRequest::builder),
          signed("DescribeUserImportJob", DescribeUserImportJobRequest::builder),
          signed("DescribeUserPool", DescribeUserPoolRequest::builder),
          signed("DescribeUserPoolClient", DescribeUserPoolClientRequest::builder),
          signed("DescribeUserPoolDomain", DescribeUserPoolDomainRequest::builder),
          token("ForgetDevice", ForgetDeviceRequest::builder),
          open("ForgotPassword", ForgotPasswordRequest::builder),
          signed("GetCSVHeader", GetCsvHeaderRequest::builder),
          open("GetClientToken", GetClientTokenRequest::builder),
          token("GetDevice", GetDeviceRequest::builder),
          signed("GetGroup", GetGroupRequest::builder),
          signed(
              "GetIdentityProviderByIdentifier", GetIdentityProviderByIdentifierRequest::builder),
          signed("GetLogDeliveryConfiguration", GetLogDeliveryConfigurationRequest::builder),
          signed("GetProvisionedLimit", GetProvisionedLimitRequest::builder),
          signed("GetSigningCertificate", GetSigningCertificateRequest::builder),
          open("GetTokensFromRefreshToken", GetTokensFromRefreshTokenRequest::builder),
          signed("GetUICustomization", GetUiCustomizationRequest::builder),
          token("GetUser", GetUserRequest::builder),
          token(
              "GetUserAttributeVerificationCode", GetUserAttributeVerificationCodeRequest::builder),
          token("GetUserAuthFactors", GetUserAuthFactorsRequest::builder),
          signed("GetUserPoolMfaConfig", GetUserPoolMfaConfigRequest::builder),
          token("GlobalSignOut", GlobalSignOutRequest::builder),
          open("InitiateAuth", InitiateAuthRequest::builder),
          token("ListDevices", ListDevicesRequest::builder),
          signed("ListGroups", ListGroupsRequest::builder),
          signed("ListIdentityProviders", ListIdentityProvidersRequest::builder),
          signed("ListResourceServers", ListResourceServersRequest::builder),
          signed("ListTagsForResource", ListTagsForResourceRequest::builder),
          signed("ListTerms", ListTermsRequest::builder),
          signed("ListUserImportJobs", ListUserImportJobsRequest::builder),
          signed("ListUserPoolClientSecrets", ListUserPoolClientSecretsRequest::builder),
          signed("ListUserPoolClients", ListUserPoolClientsRequest::builder),
          signed("ListUserPoolReplicas", ListUserPoolReplicasRequest::builder),
          signed("ListUserPools", ListUserPoolsRequest::builder),
          signed("ListUsers", ListUsersRequest::builder),
          signed("ListUsersInGroup", ListUsersInGroupRequest::builder),
          token("ListWebAuthnCredentials", ListWebAuthnCredentialsRequest::builder),
          open("ResendConfirmationCode", ResendConfirmationCodeRequest::builder),
          open("RespondToAuthChallenge", RespondToAuthChallengeRequest::builder),
          open("RevokeToken", RevokeTokenRequest::builder),
          signed("SetLogDeliveryConfiguration", SetLogDeliveryConfigurationRequest::builder),
          signed("SetRiskConfiguration", SetRiskConfigurationRequest::builder),
          signed("SetUICustomization", SetUiCustomizationRequest::builder),
          token("SetUserMFAPreference", SetUserMfaPreferenceRequest::builder),
          signed("SetUserPoolMfaConfig", SetUserPoolMfaConfigRequest::builder),
          token("SetUserSettings", SetUserSettingsRequest::builder),
          open("SignUp", SignUpRequest::builder),
          signed("StartUserImportJob", StartUserImportJobRequest::builder),
          token("StartWebAuthnRegistration", StartWebAuthnRegistrationRequest::builder),
          signed("StopUserImportJob", StopUserImportJobRequest::builder),
          signed("TagResource", TagResourceRequest::builder),
          signed("UntagResource", UntagResourceRequest::builder),
          open("UpdateAuthEventFeedback", UpdateAuthEventFeedbackRequest::builder),
          token("UpdateDeviceStatus", UpdateDeviceStatusRequest::builder),
          signed("UpdateGroup", UpdateGroupRequest::builder),
          signed("UpdateIdentityProvider", UpdateIdentityProviderRequest::builder),
          signed("UpdateManagedLoginBranding", UpdateManagedLoginBrandingRequest::builder),
          signed("UpdateProvisionedLimit", UpdateProvisionedLimitRequest::builder),
          signed("UpdateResourceServer", UpdateResourceServerRequest::builder),
          signed("UpdateTerms", UpdateTermsRequest::builder),
          token("UpdateUserAttributes", UpdateUserAttributesRequest::builder),
          signed("UpdateUserPool", UpdateUserPoolRequest::builder),
          signed("UpdateUserPoolClient", UpdateUserPoolClientRequest::builder),
          signed("UpdateUserPoolDomain", UpdateUserPoolDomainRequest::builder),
          signed("UpdateUserPoolReplica", UpdateUserPoolReplicaRequest::builder),
          token("VerifySoftwareToken", VerifySoftwareTokenRequest::builder),
          token("VerifyUserAttribute", VerifyUserAttributeRequest::builder));

  private static final Map<String, ApiOperation> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(ApiOperation::name, Function.identity()));

  /// What a caller must show to be let in.
  public enum Auth {
    /// A SigV4 signature, allowed by the caller's policy.
    SIGNED,
    /// An access token in the body (or, where the model leaves it out, a session).
    TOKEN,
    /// Nothing beyond what the body proves: a password, a code, a refresh token, a client secret.
    PUBLIC
  }

  /// Every operation, in the order of their names.
  public static List<ApiOperation> all() {
    return ALL;
  }

  /// The operation of this exact name.
  public static Optional<ApiOperation> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// The operation that an `X-Amz-Target` header names.
  public static Optional<ApiOperation> ofTarget(String header) {
    return header.startsWith(TARGET_PREFIX)
        ? named(header.substring(TARGET_PREFIX.length()))
        : Optional.empty();
  }

  private static ApiOperation signed(String name, Supplier<? extends SdkPojo> newRequest) {
    return new ApiOperation(name, Auth.SIGNED, newRequest);
  }

  private static ApiOperation token(String name, Supplier<? extends SdkPojo> newRequest) {
    return new ApiOperation(name, Auth.TOKEN, newRequest);
  }

  private static ApiOperation open(String name, Supplier<? extends SdkPojo> newRequest) {
    return new ApiOperation(name, Auth.PUBLIC, newRequest);
  }
}
