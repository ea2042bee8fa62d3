package dev.poolhouse.signin;

import dev.poolhouse.risk.Demand;
import dev.poolhouse.risk.Verdict;
import java.util.Optional;

/// What threat protection has to do with a sign-in.
///
/// @param eventId id of its event, which its tokens carry
/// @param demand what its risk demands
/// @param fresh what was decided in this very call; empty in later ones
record Watched(String eventId, Demand demand, Optional<Verdict> fresh) {

  static Watched of(Verdict verdict) {
    return new Watched(verdict.event().id(), verdict.demand(), Optional.of(verdict));
  }
}
