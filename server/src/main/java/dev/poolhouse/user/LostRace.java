package dev.poolhouse.user;

/// Another transaction changed the user in between; the work is rolled back and begun again by
/// [UserChanges].
final class LostRace extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostRace() {
    super("the user was changed in between", null, false, false);
  }
}
