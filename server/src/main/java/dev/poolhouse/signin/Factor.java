package dev.poolhouse.signin;

/// What someone who signs in has proven so far. The order is that of the stored form: new ones go
/// to the end.
public enum Factor {
  /// knowledge of the password
  PASSWORD,
  /// a new password has been set in the place of a temporary one
  NEW_PASSWORD
}
