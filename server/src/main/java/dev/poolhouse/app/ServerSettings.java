package dev.poolhouse.app;

import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.http.FrontDoorSettings;
import dev.poolhouse.kms.CodeKey;
import dev.poolhouse.lambda.FunctionSettings;
import dev.poolhouse.sinks.SinkSettings;
import dev.poolhouse.sms.SmsSettings;
import dev.poolhouse.smtp.SmtpSettings;
import dev.poolhouse.token.Issuers;
import dev.poolhouse.wire.Networks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// How one server runs: what the commands and the configuration file come down to.
///
/// @param socket address, TLS and time-outs
/// @param profile development or production
/// @param masterKey wraps the data keys
/// @param region region of requests that name none
/// @param account account of requests that name none, twelve digits
/// @param regions regions a verified signature may be scoped to; empty for every well-formed name
/// @param issuerForm default form of `iss`
/// @param publicUrl URL that clients reach this server by, without a slash at the end; empty for
///   `http://host:port`
/// @param verifySignatures whether signatures are verified; always so in production
/// @param proxies the operator's own proxies, whose word on the client's address counts
/// @param metrics networks whose hosts may read `/metrics`; empty when there is none
/// @param mail the mail server; empty when e-mail goes nowhere, as it never does in development
/// @param sms what takes the SMS; empty when they go nowhere, as they never do in development
/// @param functions where the functions of triggers run
/// @param codeKey encrypts codes for functions that send messages; empty when there is none
/// @param events where events and logs go
/// @param breachedPasswords filter of breached passwords; empty when there is none
/// @param locations database of places of addresses; empty when there is none
/// @param configurationPoll how often other nodes' configuration changes are looked for
/// @param requestsPerUser most requests per second of one user on this node
public record ServerSettings(
    FrontDoorSettings socket,
    Profile profile,
    MasterKey masterKey,
    String region,
    String account,
    Set<String> regions,
    Issuers.Form issuerForm,
    Optional<String> publicUrl,
    boolean verifySignatures,
    Networks proxies,
    Optional<Networks> metrics,
    Optional<SmtpSettings> mail,
    Optional<SmsSettings> sms,
    FunctionSettings functions,
    Optional<CodeKey> codeKey,
    SinkSettings events,
    Optional<Path> breachedPasswords,
    Optional<Path> locations,
    Duration configurationPoll,
    int requestsPerUser) {

  /// What the server is run for.
  public enum Profile {
    /// an outbox, a movable clock and a reset; believes signatures unless told otherwise
    DEVELOPMENT,
    /// none of these
    PRODUCTION
  }

  public ServerSettings {
    regions = Set.copyOf(regions);
    if (profile == Profile.PRODUCTION && !verifySignatures) {
      throw new IllegalArgumentException("production verifies signatures");
    }
  }

  /// The same with functions that run elsewhere.
  public ServerSettings with(FunctionSettings elsewhere) {
    return with(elsewhere, codeKey, events);
  }

  /// The same with events that go elsewhere.
  public ServerSettings with(SinkSettings elsewhere) {
    return with(functions, codeKey, elsewhere);
  }

  /// The same with a key for codes.
  public ServerSettings with(CodeKey key) {
    return with(functions, Optional.of(key), events);
  }

  private ServerSettings with(
      FunctionSettings itsFunctions, Optional<CodeKey> itsKey, SinkSettings itsEvents) {
    return new ServerSettings(
        socket,
        profile,
        masterKey,
        region,
        account,
        regions,
        issuerForm,
        publicUrl,
        verifySignatures,
        proxies,
        metrics,
        mail,
        sms,
        itsFunctions,
        itsKey,
        itsEvents,
        breachedPasswords,
        locations,
        configurationPoll,
        requestsPerUser);
  }

  /// A development server with everything at its default.
  public static ServerSettings development(FrontDoorSettings socket, MasterKey masterKey) {
    return new ServerSettings(
        socket,
        Profile.DEVELOPMENT,
        masterKey,
        "us-east-1",
        "000000000000",
        Set.of(),
        Issuers.Form.OWN,
        Optional.empty(),
        false,
        Networks.none(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        FunctionSettings.none(),
        Optional.empty(),
        SinkSettings.none(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMillis(500),
        1_000);
  }
}
