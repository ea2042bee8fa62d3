package dev.poolhouse.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// An X.509 certificate that a key issues for itself. The same name, times and key give the same
/// bytes: the serial number comes from the key, and the signature is deterministic. Written by
/// hand, because the JDK reads certificates but has no public way of making one.
///
/// Source: RFC 5280 §4.1; X.690 (DER).
///
/// @param commonName issuer and subject
/// @param from beginning of validity, from 1950 on
/// @param until end of validity
public record SelfSignedCertificate(String commonName, Instant from, Instant until) {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int UTF8_STRING = 0x0C;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int VERSION = 0xA0;
  private static final int EXTENSIONS = 0xA3;

  private static final byte[] VERSION_3 = {INTEGER, 1, 2};

  /// Object identifier 2.5.4.3.
  private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};

  /// Object identifier 1.2.840.113549.1.1.11, then NULL.
  private static final byte[] SHA256_WITH_RSA = {
    6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 0x0B, 5, 0
  };

  /// Object identifier 2.5.29.19, then TRUE for critical.
  private static final byte[] CRITICAL_BASIC_CONSTRAINTS = {6, 3, 0x55, 0x1D, 0x13, 1, 1, -1};

  private static final int SERIAL_BYTES = 16;
  private static final DateTimeFormatter TWO_DIGIT_YEAR =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter FOUR_DIGIT_YEAR =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

  /// The certificate in DER.
  ///
  /// @param signer has the private half of `key`
  public byte[] encode(RSAPublicKey key, RsaSigner signer) {
    byte[] algorithm = der(SEQUENCE, SHA256_WITH_RSA);
    byte[] name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, encodedName())));
    byte[] notACertificateAuthority =
        der(SEQUENCE, CRITICAL_BASIC_CONSTRAINTS, der(OCTET_STRING, der(SEQUENCE)));
    byte[] content =
        der(
            SEQUENCE,
            der(VERSION, VERSION_3),
            der(INTEGER, serial(key)),
            algorithm,
            name,
            der(SEQUENCE, time(from), time(until)),
            name,
            key.getEncoded(),
            der(EXTENSIONS, der(SEQUENCE, notACertificateAuthority)));
    byte[] noUnusedBits = {0};
    return der(SEQUENCE, content, algorithm, der(BIT_STRING, noUnusedBits, signer.sign(content)));
  }

  private byte[] encodedName() {
    return der(UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8));
  }

  /// Positive and never zero, as a serial number must be.
  private static byte[] serial(RSAPublicKey key) {
    byte[] hash = Hashes.sha256(key.getEncoded());
    return new BigInteger(1, Arrays.copyOf(hash, SERIAL_BYTES)).setBit(0).toByteArray();
  }

  /// Years from 2050 on have four digits.
  private static byte[] time(Instant instant) {
    boolean late = instant.atZone(ZoneOffset.UTC).getYear() >= 2050;
    DateTimeFormatter format = late ? FOUR_DIGIT_YEAR : TWO_DIGIT_YEAR;
    String text = format.format(instant.atZone(ZoneOffset.UTC));
    return der(late ? GENERALIZED_TIME : UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Tag, length (below 65,536) and content.
  private static byte[] der(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(length + 6);
    encoded.write(tag);
    if (length >= 0x100) {
      encoded.write(0x82);
      encoded.write(length >> 8);
    } else if (length >= 0x80) {
      encoded.write(0x81);
    }
    encoded.write(length);
    for (byte[] part : parts) {
      encoded.writeBytes(part);
    }
    return encoded.toByteArray();
  }
}
