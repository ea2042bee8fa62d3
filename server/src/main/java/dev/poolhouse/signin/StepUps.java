package dev.poolhouse.signin;

import dev.poolhouse.pool.AcrLevel;
import dev.poolhouse.pool.AcrLevels;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.token.AuthenticationMethod;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;

/// Which authentication levels a `USER_AUTH` request wants, and what an access token is credited
/// for. May be shared.
///
/// Source: step-up section of the guide's page on authentication methods in SDKs; parameters of
/// InitiateAuth in the API reference. All texts are (unsure).
final class StepUps {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

  private final AccessTokens tokens;
  private final UserNames names;
  private final InstantSource clock;

  StepUps(AccessTokens tokens, UserNames names, InstantSource clock) {
    this.tokens = tokens;
    this.names = names;
    this.clock = clock;
  }

  /// What a request wants.
  ///
  /// @param levels the levels wanted, the most wanted first; empty when none was asked for
  /// @param credit what a token that is young enough is worth
  record Wish(List<AcrLevel> levels, Optional<Credit> credit) {
    Wish {
      levels = List.copyOf(levels);
    }
  }

  /// What an access token is worth. The name of its level counts for nothing, since the pool may
  /// have given it up, or to another level.
  ///
  /// @param user whose it is
  /// @param factors what its sign-in has proven
  /// @param authTime when the user proved it
  record Credit(User user, Set<Factor> factors, Instant authTime) {

    /// The factors that still count: a password that was replaced since does not.
    Set<Factor> factors(Optional<Credential> credential) {
      Set<Factor> counted = EnumSet.noneOf(Factor.class);
      counted.addAll(factors);
      if (credential.filter(password -> password.setAt().isAfter(authTime)).isPresent()) {
        counted.remove(Factor.PASSWORD);
      }
      return counted;
    }
  }

  /// Reads `TARGET_ACR_VALUES`, `MAX_AGE` and `ACCESS_TOKEN`.
  ///
  /// Throws `FeatureUnavailableInTierException`, `InvalidParameterException` for a token without
  /// levels, levels of which the pool knows none, a `MAX_AGE` that is no number of seconds and a
  /// token of another user, `NotAuthorizedException` for one of another pool or app client, and
  /// what [AccessTokens#require] throws.
  Wish wish(Opening opening) {
    Optional<String> target = opening.optional("TARGET_ACR_VALUES");
    Optional<String> token = opening.optional("ACCESS_TOKEN");
    if (target.isEmpty()) {
      if (token.isPresent()) {
        throw Opening.missing("TARGET_ACR_VALUES");
      }
      return new Wish(List.of(), Optional.empty());
    }
    if (opening.pool().document().userPoolTier() == UserPoolTierType.LITE) {
      throw ApiException.of(
          ErrorCode.FEATURE_UNAVAILABLE_IN_TIER,
          "TARGET_ACR_VALUES needs the ESSENTIALS or PLUS tier.");
    }
    List<AcrLevel> levels = levels(opening.pool().acrLevels(), target.get());
    Optional<Duration> maxAge = opening.optional("MAX_AGE").map(StepUps::seconds);
    return new Wish(
        levels, token.map(text -> credit(opening, text)).filter(credit -> young(credit, maxAge)));
  }

  private static List<AcrLevel> levels(AcrLevels names, String target) {
    List<AcrLevel> levels =
        Arrays.stream(target.split(" ", -1))
            .flatMap(name -> names.level(name).stream())
            .distinct()
            .toList();
    if (levels.isEmpty()) {
      throw ApiException.invalidParameter(
          "TARGET_ACR_VALUES has no authentication level of the user pool.");
    }
    return levels;
  }

  private static Duration seconds(String text) {
    if (!SECONDS.matcher(text).matches()) {
      throw ApiException.invalidParameter("MAX_AGE must be a number of seconds.");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private boolean young(Credit credit, Optional<Duration> maxAge) {
    Duration age = Duration.between(credit.authTime(), clock.instant());
    return maxAge.filter(most -> age.compareTo(most) > 0).isEmpty();
  }

  private Credit credit(Opening opening, String token) {
    AccessTokens.Grant grant = tokens.require(token);
    boolean own =
        grant.pool().key().equals(opening.pool().key())
            && grant.client().id().equals(opening.client().id());
    if (!own) {
      throw AccessTokens.invalid();
    }
    if (!names.belongs(opening.pool().policy(), grant.user(), opening.require("USERNAME"))) {
      throw foreign();
    }
    Set<AuthenticationMethod> methods = AuthenticationMethod.of(grant.authentication().amr());
    return new Credit(grant.user(), FactorMethods.factors(methods), grant.authTime());
  }

  /// The refusal of another user's token.
  static ApiException foreign() {
    return ApiException.invalidParameter("ACCESS_TOKEN is not of the user that USERNAME names.");
  }

  /// The refusal of a token that has what is asked for.
  static ApiException reached() {
    return ApiException.invalidParameter(
        "ACCESS_TOKEN has the requested authentication level already.");
  }

  /// The refusal of someone who has no factors for any level that was asked for.
  static ApiException unreachable() {
    return ApiException.invalidParameter(
        "The user has no factors for the requested authentication levels.");
  }
}
