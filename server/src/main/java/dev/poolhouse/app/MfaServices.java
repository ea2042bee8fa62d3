package dev.poolhouse.app;

import dev.poolhouse.mfa.SoftwareTokens;
import java.util.List;

/// What operations on second factors, and the sign-in, share.
///
/// @param softwareTokens makes secrets of code generators and checks their codes
record MfaServices(SoftwareTokens softwareTokens) {

  static MfaServices of(Core core, Stores stores) {
    return new MfaServices(
        new SoftwareTokens(
            stores.softwareTokens(),
            core.sealer(),
            core.random(),
            List.of(core.clock(), core.real())));
  }
}
