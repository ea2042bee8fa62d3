package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.user.MfaFactor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// Challenges as bytes, within [AttemptCodec]. A name on the wire stands for the type.
final class ChallengeCodec {
  private ChallengeCodec() {}

  static void write(DataOutputStream out, Challenge challenge) throws IOException {
    out.writeUTF(challenge.name().toString());
    switch (challenge) {
      case Challenge.PasswordVerifier(BigInteger a, Secret exponent, BigInteger publicValue) ->
          write(out, a, exponent, publicValue);
      case Challenge.DevicePasswordVerifier(
              BigInteger a,
              Secret exponent,
              BigInteger publicValue) ->
          write(out, a, exponent, publicValue);
      case Challenge.SmsMfa(SentCode code) -> write(out, code.hash());
      case Challenge.SmsOtp(SentCode code) -> write(out, code.hash());
      case Challenge.EmailOtp(SentCode code, boolean second, Optional<String> setsUp) -> {
        write(out, code.hash());
        out.writeBoolean(second);
        out.writeUTF(setsUp.orElse(""));
      }
      case Challenge.SelectMfaType select ->
          out.writeUTF(
              select.offered().stream().map(MfaFactor::name).collect(Collectors.joining(" ")));
      case Challenge.MfaSetup(boolean verified) -> out.writeBoolean(verified);
      case Challenge.SelectChallenge select -> out.writeUTF(String.join(" ", select.offered()));
      case Challenge.WebAuthn(String asked) -> out.writeUTF(asked);
      case Challenge.NewPasswordRequired(),
          Challenge.SoftwareTokenMfa(),
          Challenge.Password(),
          Challenge.PasswordSrp(),
          Challenge.Custom(),
          Challenge.DeviceSrpAuth() -> {}
    }
  }

  static Challenge read(DataInputStream in) throws IOException {
    ChallengeNameType name = ChallengeNameType.fromValue(in.readUTF());
    return switch (name) {
      case PASSWORD_VERIFIER ->
          new Challenge.PasswordVerifier(number(in), Secret.of(bytes(in)), number(in));
      case DEVICE_PASSWORD_VERIFIER ->
          new Challenge.DevicePasswordVerifier(number(in), Secret.of(bytes(in)), number(in));
      case SMS_MFA -> new Challenge.SmsMfa(new SentCode(bytes(in)));
      case SMS_OTP -> new Challenge.SmsOtp(new SentCode(bytes(in)));
      case EMAIL_OTP -> new Challenge.EmailOtp(new SentCode(bytes(in)), in.readBoolean(), text(in));
      case SELECT_MFA_TYPE ->
          new Challenge.SelectMfaType(
              words(in).stream().map(MfaFactor::valueOf).collect(Collectors.toSet()));
      case MFA_SETUP -> new Challenge.MfaSetup(in.readBoolean());
      case SELECT_CHALLENGE -> new Challenge.SelectChallenge(words(in));
      case WEB_AUTHN -> new Challenge.WebAuthn(in.readUTF());
      case NEW_PASSWORD_REQUIRED -> new Challenge.NewPasswordRequired();
      case SOFTWARE_TOKEN_MFA -> new Challenge.SoftwareTokenMfa();
      case PASSWORD -> new Challenge.Password();
      case PASSWORD_SRP -> new Challenge.PasswordSrp();
      case DEVICE_SRP_AUTH -> new Challenge.DeviceSrpAuth();
      case CUSTOM_CHALLENGE -> new Challenge.Custom();
      case ADMIN_NO_SRP_AUTH, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("challenge " + name);
    };
  }

  private static void write(
      DataOutputStream out, BigInteger a, Secret exponent, BigInteger publicValue)
      throws IOException {
    write(out, a.toByteArray());
    write(out, exponent.bytes());
    write(out, publicValue.toByteArray());
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readUnsignedShort());
  }

  private static BigInteger number(DataInputStream in) throws IOException {
    return new BigInteger(bytes(in));
  }

  private static Optional<String> text(DataInputStream in) throws IOException {
    return Optional.of(in.readUTF()).filter(text -> !text.isEmpty());
  }

  private static List<String> words(DataInputStream in) throws IOException {
    String text = in.readUTF();
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
  }
}
