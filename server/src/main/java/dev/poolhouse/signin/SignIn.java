package dev.poolhouse.signin;

import dev.poolhouse.analytics.Analytics;
import dev.poolhouse.client.ClientStore;
import dev.poolhouse.client.Clients;
import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.device.DeviceKeys;
import dev.poolhouse.device.DeviceStore;
import dev.poolhouse.device.DeviceVerifiers;
import dev.poolhouse.device.PendingDeviceStore;
import dev.poolhouse.message.Messages;
import dev.poolhouse.mfa.SetupSessions;
import dev.poolhouse.mfa.SoftwareTokens;
import dev.poolhouse.passkey.PasskeyStore;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.risk.ThreatProtection;
import dev.poolhouse.signup.SignUpSessions;
import dev.poolhouse.signup.StandIns;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.token.Refresh;
import dev.poolhouse.token.TokenIssuer;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.LockoutStore;
import dev.poolhouse.user.Migrations;
import dev.poolhouse.user.PasswordHistory;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.RateStore;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// The engine, wired: flows that begin a sign-in and answers that carry it on. Every door drives
/// these two.
///
/// @param flows first calls
/// @param answers answers to challenges
/// @param setups sign-ins that wait for a code generator
/// @param userFactors what users can sign in with
public record SignIn(Flows flows, Answers answers, SetupSessions setups, AuthFactors userFactors) {

  /// The stores that the engine reads and writes.
  public record Stores(
      SignInStore signIns,
      UserStore users,
      LockoutStore lockouts,
      ClientStore clients,
      SessionStore sessions,
      RateStore rates,
      DeviceStore devices,
      PendingDeviceStore pendingDevices,
      PasskeyStore passkeys,
      CustomRoundStore customRounds) {}

  /// The services of other features that it uses.
  public record Using(
      Transactions transactions,
      UserNames names,
      UserChanges changes,
      Passwords passwords,
      PasswordHistory history,
      Limits limits,
      SecretCheck secrets,
      Messages messages,
      Analytics analytics,
      Refresh refresh,
      TokenIssuer issuer,
      DeviceKeys deviceKeys,
      DeviceVerifiers deviceVerifiers,
      SoftwareTokens softwareTokens,
      Pools pools,
      Clients clients,
      AccessTokens access,
      Triggers triggers,
      Migrations migrations,
      ThreatProtection threats) {}

  /// The engine.
  ///
  /// @param clock the time all rules go by
  /// @param clientClocks times that a client's `TIMESTAMP` may agree with
  public static SignIn of(
      Stores stores,
      Using using,
      Sealer sealer,
      SecureRandom random,
      InstantSource clock,
      List<InstantSource> clientClocks) {
    Sessions sessions = new Sessions(sealer, new Ids(random), clock);
    People people = people(stores, using, clock);
    SignInEvents events =
        new SignInEvents(
            using.analytics(),
            using.transactions(),
            stores.users(),
            using.names(),
            using.passwords());
    SignInThreats threats = threats(stores, using, sessions, clock);
    Recording recording = recording(stores, using, people, events, threats, clock);
    SignInCodes codes = new SignInCodes(sealer, new Ids(random));
    CodeSteps codeSteps =
        new CodeSteps(recording, sessions, codes, using.messages(), using.limits());
    SecondFactors factors =
        new SecondFactors(
            recording, sessions, codeSteps, using.transactions(), using.softwareTokens());
    PasskeySteps passkeys =
        new PasskeySteps(using.transactions(), stores.passkeys(), sealer, random, clock);
    FirstFactors firstFactors = firstFactors(stores, using, recording, sessions, codes, passkeys);
    SignInFunctions functions = new SignInFunctions(using.triggers(), using.passwords());
    SrpChallenges challenges = new SrpChallenges(using.passwords(), sessions, random);
    CustomHistory history =
        new CustomHistory(
            using.transactions(), stores.customRounds(), sealer, new Ids(random), clock);
    DeviceSteps devices = devices(stores, using, recording, sessions, clock);
    Completion completion =
        new Completion(
            recording,
            using.issuer(),
            sessions,
            factors,
            firstFactors,
            devices,
            new CustomSteps(functions, history, challenges, recording, sessions),
            functions,
            threats,
            clock);
    Resumption resumption = new Resumption(people, sessions);
    Guesses guesses = new Guesses(using.transactions(), stores.rates(), clock);
    SrpProofs proofs = new SrpProofs(clientClocks);
    SrpSignIn srp = new SrpSignIn(people, functions, challenges, sessions, completion, proofs);
    PasswordSignIn password =
        new PasswordSignIn(
            people,
            new Arrivals(people, using.migrations()),
            functions,
            using.passwords(),
            threats,
            completion);
    ChoiceSignIn choice =
        new ChoiceSignIn(
            people,
            functions,
            resumption,
            firstFactors,
            new StepUps(using.access(), using.names(), clock),
            new ChoiceSignIn.Proving(password, srp, passkeys, completion),
            new SignUpContinuation(people, new SignUpSessions(sealer, new Ids(random), clock)));
    CustomSignIn custom =
        new CustomSignIn(people, resumption, guesses, functions, history, completion);
    return new SignIn(
        new Flows(
            using.secrets(),
            password,
            srp,
            choice,
            custom,
            using.refresh(),
            events,
            threats,
            using.passwords().turns()),
        new Answers(
            using.secrets(),
            srp,
            newPassword(using, resumption, completion, clock),
            new CodeAnswer(
                resumption,
                guesses,
                codes,
                firstFactors,
                factors,
                completion,
                using.changes(),
                clock),
            new Answers.MfaAnswers(
                new SelectMfaTypeAnswer(resumption, factors),
                new SoftwareTokenAnswer(
                    resumption, guesses, using.transactions(), using.softwareTokens(), completion),
                new MfaSetupAnswer(resumption, completion, codeSteps, factors)),
            choice,
            custom,
            new DeviceAnswer(
                people,
                resumption,
                new DeviceAnswer.Taking(sessions, guesses, proofs, using.deviceVerifiers(), random),
                devices,
                recording,
                completion),
            events,
            threats,
            using.passwords().turns()),
        setups(using, people, sessions, recording, factors),
        new AuthFactors(people, passkeys));
  }

  private static People people(Stores stores, Using using, InstantSource clock) {
    return new People(
        using.transactions(),
        stores.signIns(),
        stores.lockouts(),
        using.names(),
        using.passwords(),
        using.limits(),
        clock);
  }

  private static Recording recording(
      Stores stores,
      Using using,
      People people,
      SignInEvents events,
      SignInThreats threats,
      InstantSource clock) {
    return new Recording(
        using.changes(),
        new Recording.Stores(stores.signIns(), stores.users(), stores.sessions()),
        people,
        events,
        threats,
        clock);
  }

  private static SignInThreats threats(
      Stores stores, Using using, Sessions sessions, InstantSource clock) {
    return new SignInThreats(
        using.threats(),
        new SignInThreats.Reading(
            using.transactions(), stores.users(), using.names(), using.passwords()),
        sessions,
        using.changes(),
        clock);
  }

  private static DeviceSteps devices(
      Stores stores, Using using, Recording recording, Sessions sessions, InstantSource clock) {
    return new DeviceSteps(
        new DeviceSteps.Reading(using.transactions(), stores.devices(), stores.pendingDevices()),
        using.deviceKeys(),
        recording,
        sessions,
        clock);
  }

  private static FirstFactors firstFactors(
      Stores stores,
      Using using,
      Recording recording,
      Sessions sessions,
      SignInCodes codes,
      PasskeySteps passkeys) {
    return new FirstFactors(
        recording,
        new FirstFactors.Storing(using.transactions(), stores.clients(), stores.sessions()),
        sessions,
        codes,
        new FirstFactors.Sending(using.messages(), using.limits(), new StandIns(using.passwords())),
        passkeys);
  }

  private static NewPasswordAnswer newPassword(
      Using using, Resumption resumption, Completion completion, InstantSource clock) {
    return new NewPasswordAnswer(
        resumption,
        completion,
        new NewPasswordAnswer.Writing(
            using.transactions(),
            using.passwords(),
            using.history(),
            using.changes(),
            using.threats()),
        clock);
  }

  private static MfaSetups setups(
      Using using, People people, Sessions sessions, Recording recording, SecondFactors factors) {
    return new MfaSetups(
        new MfaSetups.Configuration(using.pools(), using.clients()),
        people,
        sessions,
        recording,
        factors,
        using.changes());
  }
}
