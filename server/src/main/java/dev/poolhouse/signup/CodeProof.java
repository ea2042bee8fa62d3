package dev.poolhouse.signup;

import dev.poolhouse.store.Tx;
import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.Codes;
import dev.poolhouse.user.UserId;
import java.time.InstantSource;

/// Decides whether a typed code is the guest's. May be shared.
public final class CodeProof {
  private final Codes codes;
  private final CodeStore store;
  private final InstantSource clock;

  public CodeProof(Codes codes, CodeStore store, InstantSource clock) {
    this.codes = codes;
    this.store = store;
    this.clock = clock;
  }

  /// The guest's code, for [#spend]. Throws `ExpiredCodeException` when none is pending or its time
  /// is over, `CodeMismatchException` when another was typed; a stand-in's never fits.
  CodeStore.Code require(Guest guest, CodeStore.Purpose purpose, String typed) {
    CodeStore.Code code = guest.code().orElseThrow(Codes::expired);
    codes.require(guest.user().id(), purpose, code, typed, clock.instant());
    if (!guest.real()) {
      throw Codes.mismatch();
    }
    return code;
  }

  /// Uses the code up within the transaction of what it allows. Throws `ExpiredCodeException` when
  /// someone else did so first, or a newer one has taken its place.
  void spend(Tx tx, UserId id, CodeStore.Purpose purpose, CodeStore.Code code) {
    if (!store.consume(tx, id, purpose, code)) {
      throw Codes.expired();
    }
  }
}
