package dev.poolhouse.app;

import dev.poolhouse.analytics.LogRecords;
import dev.poolhouse.crypto.CryptoProvider;
import dev.poolhouse.crypto.RsaKeys;
import dev.poolhouse.crypto.Srp;
import dev.poolhouse.http.ApiHandler;
import dev.poolhouse.http.Callers;
import dev.poolhouse.http.ClientAddress;
import dev.poolhouse.http.Discovery;
import dev.poolhouse.http.EventMetrics;
import dev.poolhouse.http.FrontDoor;
import dev.poolhouse.http.HealthRoutes;
import dev.poolhouse.http.LocalCalls;
import dev.poolhouse.http.MetricsRoute;
import dev.poolhouse.http.NamedSignatures;
import dev.poolhouse.http.OperationTable;
import dev.poolhouse.http.RequestHeads;
import dev.poolhouse.http.Scopes;
import dev.poolhouse.http.Signatures;
import dev.poolhouse.http.VerifiedSignatures;
import dev.poolhouse.http.WebServerClasses;
import dev.poolhouse.kms.EncryptionSdkCipher;
import dev.poolhouse.lambda.Invoker;
import dev.poolhouse.message.CodeCipher;
import dev.poolhouse.message.Delivery;
import dev.poolhouse.message.DeliveryByMedium;
import dev.poolhouse.message.LoggedDelivery;
import dev.poolhouse.message.NoDelivery;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.pool.SpareKeys;
import dev.poolhouse.risk.BreachedPasswords;
import dev.poolhouse.risk.Locations;
import dev.poolhouse.sms.SmsSettings;
import dev.poolhouse.sms.SnsDelivery;
import dev.poolhouse.sms.WebhookDelivery;
import dev.poolhouse.smtp.SmtpDelivery;
import dev.poolhouse.sql.ConfigWatcher;
import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.DatabaseProbe;
import dev.poolhouse.sql.Reaper;
import dev.poolhouse.token.Issuers;
import dev.poolhouse.trigger.Functions;
import dev.poolhouse.trigger.Recordings;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.user.RequestRate;
import dev.poolhouse.user.Turns;
import dev.poolhouse.wire.Constraints;
import io.helidon.webserver.http.HttpService;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The composition root: builds every part by hand, top to bottom, and closes what it opened in
/// reverse order.
public final class Server implements AutoCloseable {
  private static final Duration REAPER_INTERVAL = Duration.ofSeconds(30);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final ServerSettings settings;
  private final Development development;
  private final Recordings recordings;
  private final LocalCalls local;
  private final FrontDoor door;

  private Server(
      ServerSettings settings,
      Database database,
      InstantSource real,
      Supplier<RsaKeys.Pair> keyPairs,
      Turns turns) {
    this.settings = settings;
    CompletableFuture<String> url = new CompletableFuture<>();
    development = Development.of(real);
    InstantSource clock = developing() ? development.clock() : real;
    Core core =
        Core.of(
            new TransactionsAside(database, turns), clock, real, settings.masterKey(), keyPairs);
    WebServerClasses.load();
    Stores stores = Stores.all();
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    EventServices events =
        EventServices.of(core, stores, settings.events(), new EventMetrics(meters));
    Invoker invoker =
        open(
            Invoker.of(
                settings.functions(),
                () -> Map.of("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", url.join()),
                real,
                core.ids()));
    Functions functions = call -> turns.away(() -> invoker.invoke(call));
    recordings = new Recordings(functions, clock);
    Triggers triggers =
        new Triggers(developing() ? recordings : functions, settings.functions().patience());
    MessageServices messages =
        MessageServices.of(
            core,
            stores,
            delivery(core, stores, events.logs(), turns),
            triggers,
            settings.codeKey().<CodeCipher>map(EncryptionSdkCipher::of).orElseGet(Server::noKey),
            url::join);
    open(messages.senders());
    Services services =
        Services.of(
            core,
            stores,
            new Issuers(settings.issuerForm(), url::join),
            messages.messages(),
            triggers,
            events,
            settings
                .breachedPasswords()
                .map(RiskServices::passwords)
                .orElseGet(BreachedPasswords::common),
            settings
                .locations()
                .<Locations>map(file -> open(RiskServices.places(file)))
                .orElseGet(Locations::none),
            new RequestRate(settings.requestsPerUser(), clock),
            turns);
    open(messages.start(core, services.configuration().pools()));
    events.start(core, settings.events().backlog()).forEach(this::open);
    open(
        ConfigWatcher.start(
            database, settings.configurationPoll(), services.configuration()::invalidate));
    SpareKeys spareKeys = open(services.configuration().spareKeys());
    open(Reaper.start(database, clock, REAPER_INTERVAL));
    OperationTable operations = Operations.table(core, stores, services);
    Constraints constraints = Constraints.load();
    local = new LocalCalls(operations, constraints);
    Scopes scopes = new Scopes(settings.region(), settings.account());
    ApiHandler api =
        new ApiHandler(
            operations,
            constraints,
            new Callers(signatures(scopes, services, real, clock), scopes),
            new RequestHeads(new ClientAddress(settings.proxies()), core.random()),
            turns,
            meters);
    List<HttpService> paths = paths(api, database, services, meters);
    door = open(FrontDoor.open(settings.socket(), paths));
    open(development.outbox());
    url.complete(url());
    open(
        Ahead.start(
            () -> {
              Srp.prepare();
              spareKeys.start();
            }));
  }

  /// Starts a server on a database that is open and migrated. The database stays the caller's to
  /// close.
  public static Server start(ServerSettings settings, Database database, InstantSource real) {
    RsaKeys fresh = new RsaKeys(CryptoProvider.detect(), new SecureRandom());
    return start(settings, database, real, fresh::generate, Turns.standard());
  }

  /// The same with RSA pairs from elsewhere. Making them is slow; tests make few and use them
  /// again.
  public static Server start(
      ServerSettings settings,
      Database database,
      InstantSource real,
      Supplier<RsaKeys.Pair> keyPairs) {
    return start(settings, database, real, keyPairs, Turns.standard());
  }

  /// The same with turns that others take as well.
  public static Server start(
      ServerSettings settings,
      Database database,
      InstantSource real,
      Supplier<RsaKeys.Pair> keyPairs,
      Turns turns) {
    return new Server(settings, database, real, keyPairs, turns);
  }

  /// Port the server listens on.
  public int port() {
    return door.port();
  }

  /// URL that clients reach the server by, without a slash at the end.
  public String url() {
    return settings.publicUrl().orElseGet(this::localUrl);
  }

  /// The clock of a development server; a production server does not look at it.
  public DevClock devClock() {
    return development.clock();
  }

  /// Runs operations for this program's own commands, as the API would.
  LocalCalls local() {
    return local;
  }

  /// URL of the socket itself, whatever name clients use.
  String localUrl() {
    String scheme = settings.socket().tls().isPresent() ? "https" : "http";
    return scheme + "://" + settings.socket().host() + ":" + door.port();
  }

  private Delivery delivery(Core core, Stores stores, LogRecords logs, Turns turns) {
    if (developing()) {
      return development.outbox();
    }
    Pools pools = id -> core.database().read("find pool", tx -> stores.pools().find(tx, id));
    Delivery delivery = delivery(core.clock());
    return new LoggedDelivery(message -> turns.away(() -> delivery.send(message)), pools, logs);
  }

  private Delivery delivery(InstantSource clock) {
    return new DeliveryByMedium(
        settings
            .mail()
            .<Delivery>map(mail -> new SmtpDelivery(mail, clock))
            .orElseGet(() -> noDelivery("e-mail", SettingKey.SMTP_HOST)),
        settings
            .sms()
            .map(sms -> sms(sms, clock))
            .orElseGet(() -> noDelivery("SMS", SettingKey.SMS_VIA)));
  }

  private Delivery sms(SmsSettings sms, InstantSource clock) {
    return switch (sms) {
      case SmsSettings.Sns sns -> open(new SnsDelivery(sns));
      case SmsSettings.Webhook webhook -> open(new WebhookDelivery(webhook, clock));
    };
  }

  private static CodeCipher noKey() {
    return CodeCipher.none(
        "this server has no key for codes: start it with --code-key or --kms-endpoint");
  }

  private static Delivery noDelivery(String what, SettingKey missing) {
    return new NoDelivery(
        "this server has no way to send " + what + ": " + missing.text() + " is not set");
  }

  private Signatures signatures(
      Scopes scopes, Services services, InstantSource real, InstantSource clock) {
    return settings.verifySignatures()
        ? new VerifiedSignatures(
            services.configuration().accessKeys(), List.of(real, clock), settings.regions())
        : new NamedSignatures(scopes);
  }

  /// What answers on the socket.
  private List<HttpService> paths(
      ApiHandler api, Database database, Services services, PrometheusMeterRegistry meters) {
    Configuration configuration = services.configuration();
    List<HttpService> paths = new ArrayList<>();
    paths.add(api);
    paths.add(
        new Discovery(
            configuration.pools(), configuration.signingKeys(), services.tokens().issuers()));
    paths.add(new HealthRoutes(new DatabaseProbe(database)::answers));
    settings.metrics().ifPresent(readers -> paths.add(new MetricsRoute(meters, readers)));
    if (developing()) {
      paths.add(development.routes(settings, database, configuration::invalidate, recordings));
    }
    return paths;
  }

  private boolean developing() {
    return settings.profile() == ServerSettings.Profile.DEVELOPMENT;
  }

  private <T extends AutoCloseable> T open(T part) {
    opened.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("closing " + part.getClass().getSimpleName(), e);
    }
  }
}
