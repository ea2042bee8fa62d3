package dev.poolhouse.signin;

import dev.poolhouse.crypto.Srp;
import dev.poolhouse.device.Device;
import dev.poolhouse.device.DeviceVerifiers;
import dev.poolhouse.device.Devices;
import dev.poolhouse.device.PendingDevice;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.SessionErrors;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers of a remembered device, which takes the place of a second factor: `DEVICE_SRP_AUTH` and
/// `DEVICE_PASSWORD_VERIFIER` (sign-in reference §2.3, §4). JavaScript clients send their session
/// with both, the Python client with neither. May be shared.
///
/// A wrong proof does not count towards the lockout, which is about passwords (unsure); the number
/// of answers is bounded like that of codes.
final class DeviceAnswer {
  private final People people;
  private final Resumption resumption;
  private final Taking taking;
  private final DeviceSteps devices;
  private final Recording recording;
  private final Completion completion;

  /// How proofs are asked for and checked.
  record Taking(
      Sessions sessions,
      Guesses guesses,
      SrpProofs proofs,
      DeviceVerifiers verifiers,
      SecureRandom random) {}

  DeviceAnswer(
      People people,
      Resumption resumption,
      Taking taking,
      DeviceSteps devices,
      Recording recording,
      Completion completion) {
    this.people = people;
    this.resumption = resumption;
    this.taking = taking;
    this.devices = devices;
    this.recording = recording;
    this.completion = completion;
  }

  /// A sign-in in which a device was asked to begin its proof.
  ///
  /// @param bySession whether the answer brought the session
  private record Asked(Attempt attempt, Person person, boolean bySession) {}

  /// Takes the answer to `DEVICE_SRP_AUTH`: asks for the proof itself.
  Outcome begin(Answer answer) {
    String key = answer.require("DEVICE_KEY");
    BigInteger a = SrpProofs.publicValue(answer.require("SRP_A"));
    Asked asked = asked(answer, key);
    Progress progress = Progress.of(answer, asked.person(), asked.attempt());
    Device device = device(answer, progress, asked.attempt(), key);
    Srp.Verifier verifier = taking.verifiers().open(device);
    Srp.Challenge pair = Srp.serverChallenge(verifier, taking.random());
    Attempt next =
        taking
            .sessions()
            .next(
                progress,
                new Challenge.DevicePasswordVerifier(a, pair.exponent(), pair.publicValue()));
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("DEVICE_KEY", key);
    parameters.put("SALT", verifier.saltHex());
    parameters.put("SECRET_BLOCK", Sessions.text(taking.sessions().secretBlock(next)));
    parameters.put("SRP_B", pair.hex());
    parameters.put("USERNAME", progress.user().username());
    recording.commit(
        progress,
        Optional.empty(),
        (tx, now) -> {
          boolean waited = devices.consume(tx, now.id(), asked.attempt(), key);
          if (!waited && !asked.bySession()) {
            throw SessionErrors.usedUp();
          }
          return now;
        });
    return new Outcome.Challenged(
        next.challenge().name(),
        List.of(),
        parameters,
        Optional.of(taking.sessions().session(next)));
  }

  /// Takes the answer to `DEVICE_PASSWORD_VERIFIER`. Its state travels in the secret block; a
  /// session that comes along must be of the same state.
  Outcome prove(Answer answer) {
    String key = answer.require("DEVICE_KEY");
    SrpProofs.Proof proof = SrpProofs.Proof.of(answer);
    Attempt attempt =
        taking
            .sessions()
            .ofSecretBlock(proof.block().bytes())
            .filter(opened -> opened.clientId().equals(answer.client().id()))
            .filter(opened -> opened.poolKey().equals(answer.pool().key()))
            .orElseThrow(SrpProofs::incorrect);
    if (!(attempt.challenge() instanceof Challenge.DevicePasswordVerifier verifying)) {
      throw SrpProofs.incorrect();
    }
    answer.session().ifPresent(session -> requireSame(answer, session, attempt));
    if (taking.sessions().expired(attempt)) {
      throw SessionErrors.expired();
    }
    Person person = people.of(answer.pool(), attempt);
    resumption.check(answer, attempt, person);
    Progress progress = Progress.of(answer, person, attempt, Factor.DEVICE);
    Device device = device(answer, progress, attempt, key);
    taking.guesses().count(attempt, person, true);
    boolean proven =
        taking
            .proofs()
            .holds(
                verifying.a(),
                new Srp.Challenge(verifying.exponent(), verifying.publicValue()),
                new SrpProofs.Checked(
                    taking.verifiers().open(device), device.groupKey(), device.key()),
                proof);
    if (!proven) {
      throw SrpProofs.incorrect();
    }
    return completion.proceed(progress);
  }

  private Asked asked(Answer answer, String key) {
    if (answer.session().isPresent()) {
      Resumption.Resumed<Challenge.DeviceSrpAuth> resumed =
          resumption.require(answer, Challenge.DeviceSrpAuth.class);
      return new Asked(resumed.attempt(), resumed.person(), true);
    }
    Person person = people.find(answer.pool(), answer.client(), answer.require("USERNAME"));
    UserId id = new UserId(person.subject()); // nobody has devices
    if (devices.find(id, key).isEmpty()) {
      throw Devices.missing();
    }
    Attempt attempt =
        devices
            .pending(id, answer.client().id(), key)
            .map(PendingDevice::session)
            .map(
                session ->
                    taking
                        .sessions()
                        .require(session, answer.client(), Challenge.DeviceSrpAuth.class))
            .orElseThrow(SessionErrors::invalid);
    resumption.check(answer, attempt, person);
    return new Asked(attempt, person, false);
  }

  /// The device that was asked and still may stand in for a second factor; throws `Device does not
  /// exist.` for any other.
  private Device device(Answer answer, Progress progress, Attempt attempt, String key) {
    return attempt
        .deviceKey()
        .filter(key::equals)
        .flatMap(asked -> devices.find(progress.user().id(), asked))
        .filter(device -> DeviceSteps.standsIn(answer.pool(), device))
        .orElseThrow(Devices::missing);
  }

  private void requireSame(Answer answer, String session, Attempt attempt) {
    Attempt given =
        taking.sessions().require(session, answer.client(), Challenge.DevicePasswordVerifier.class);
    if (!given.id().equals(attempt.id())) {
      throw SessionErrors.invalid();
    }
  }
}
