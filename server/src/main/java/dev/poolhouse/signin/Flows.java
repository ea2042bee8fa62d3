package dev.poolhouse.signin;

import dev.poolhouse.client.ClientRules;
import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.token.Refresh;
import dev.poolhouse.token.TokenIssuer;
import dev.poolhouse.user.Turns;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.ApiException;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/// The first call of a sign-in: which flow, whether the client allows it, and on to the flow
/// itself. Checks come in the order of the service: flow, required keys, secret hash, then the user
/// (sign-in reference §1.3). May be shared.
public final class Flows {
  private final SecretCheck secrets;
  private final PasswordSignIn password;
  private final SrpSignIn srp;
  private final ChoiceSignIn choice;
  private final CustomSignIn custom;
  private final Refresh refresh;
  private final SignInEvents events;
  private final SignInThreats threats;
  private final Turns turns;

  Flows(
      SecretCheck secrets,
      PasswordSignIn password,
      SrpSignIn srp,
      ChoiceSignIn choice,
      CustomSignIn custom,
      Refresh refresh,
      SignInEvents events,
      SignInThreats threats,
      Turns turns) {
    this.secrets = secrets;
    this.password = password;
    this.srp = srp;
    this.choice = choice;
    this.custom = custom;
    this.refresh = refresh;
    this.events = events;
    this.threats = threats;
    this.turns = turns;
  }

  Outcome begin(Opening opening) {
    return refreshes(opening)
        ? events.watch(opening, () -> start(opening))
        : turns.begin(
            () -> threats.watch(opening, () -> events.watch(opening, () -> start(opening))));
  }

  private static boolean refreshes(Opening opening) {
    return opening.flow() == AuthFlowType.REFRESH_TOKEN_AUTH
        || opening.flow() == AuthFlowType.REFRESH_TOKEN;
  }

  private Outcome start(Opening opening) {
    return switch (opening.flow()) {
      case USER_PASSWORD_AUTH -> {
        // the published list for the admin call leaves this flow out (unsure)
        requirePublic(opening);
        allow(
            opening,
            ClientRules.Flow.PASSWORD,
            "USER_PASSWORD_AUTH flow not enabled for this client");
        yield password(opening, Attempt.Flow.PASSWORD);
      }
      case ADMIN_USER_PASSWORD_AUTH, ADMIN_NO_SRP_AUTH -> {
        requireAdmin(opening);
        allow(opening, ClientRules.Flow.ADMIN_PASSWORD, "Auth flow not enabled for this client");
        yield password(opening, Attempt.Flow.ADMIN_PASSWORD);
      }
      case USER_SRP_AUTH -> {
        allow(opening, ClientRules.Flow.SRP, "USER_SRP_AUTH is not enabled for the client.");
        opening.require("USERNAME");
        opening.require("SRP_A");
        checkHash(opening, opening.require("USERNAME"));
        yield srp.begin(opening);
      }
      case REFRESH_TOKEN_AUTH, REFRESH_TOKEN -> {
        allow(
            opening,
            ClientRules.Flow.REFRESH,
            "REFRESH_TOKEN_AUTH is not enabled for the client."); // (unsure)
        yield refresh(opening);
      }
      case CUSTOM_AUTH -> {
        allow(
            opening,
            ClientRules.Flow.CUSTOM,
            "CUSTOM_AUTH is not enabled for the client."); // (unsure)
        checkHash(opening, opening.require("USERNAME"));
        requireTriggers(opening);
        yield custom.begin(opening);
      }
      case USER_AUTH -> {
        allow(
            opening,
            ClientRules.Flow.CHOICE,
            "USER_AUTH flow not enabled for this client"); // (unsure)
        checkHash(opening, opening.require("USERNAME"));
        yield choice.begin(opening);
      }
      case UNKNOWN_TO_SDK_VERSION -> throw unsupported();
    };
  }

  private Outcome password(Opening opening, Attempt.Flow flow) {
    String username = opening.require("USERNAME");
    opening.require("PASSWORD");
    Opening.deviceKey(opening.parameters());
    checkHash(opening, username);
    return password.begin(opening, flow);
  }

  /// The hash of a refresh is made over the stored username; some clients send the `sub`, which is
  /// the same in pools where e-mail or phone serve as username.
  private Outcome refresh(Opening opening) {
    String token = opening.require("REFRESH_TOKEN");
    if (opening.client().confidential() || opening.optional("SECRET_HASH").isPresent()) {
      User owner = refresh.owner(opening.pool(), opening.client(), token);
      checkHash(opening, owner.username());
    }
    TokenIssuer.Tokens tokens =
        refresh.refresh(
            opening.occasion(), opening.client(), token, opening.optional("DEVICE_KEY"));
    return new Outcome.SignedIn(tokens, Optional.empty());
  }

  private void checkHash(Opening opening, String username) {
    secrets.requireHash(opening.client(), username, opening.optional("SECRET_HASH").orElse(""));
  }

  private static void allow(Opening opening, ClientRules.Flow flow, String otherwise) {
    ClientRules rules = opening.client().rules();
    if (rules.flows().contains(flow)) {
      return;
    }
    throw ApiException.invalidParameter(
        rules.customOnly()
            ? "Only custom auth (lambda driven) is enabled for this client."
            : otherwise);
  }

  private static void requireAdmin(Opening opening) {
    if (!opening.admin()) {
      throw unsupported();
    }
  }

  private static void requirePublic(Opening opening) {
    if (opening.admin()) {
      throw unsupported();
    }
  }

  private static void requireTriggers(Opening opening) {
    if (opening.pool().document().lambdaConfig().defineAuthChallenge() == null) {
      throw SignInFunctions.missing();
    }
  }

  private static ApiException unsupported() {
    return ApiException.invalidParameter("Initiate Auth method not supported"); // stop (unsure)
  }
}
