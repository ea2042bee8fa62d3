package dev.poolhouse.signin;

/// A code that was sent to someone who signs in, as the sealed state of the sign-in holds it.
///
/// @param hash keyed hash of the code with all that it is bound to; see [SignInCodes]
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record SentCode(byte[] hash) {
  public SentCode {
    hash = hash.clone();
  }

  @Override
  public byte[] hash() {
    return hash.clone();
  }

  @Override
  public String toString() {
    return "SentCode";
  }
}
