package dev.poolhouse.client;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Makes an app client. A name `_custom_id_:<id>` pins the client's id, as it does with LocalStack;
/// the id is then the name too.
public final class CreateUserPoolClient
    implements Operation<CreateUserPoolClientRequest, CreateUserPoolClientResponse> {
  private static final String PIN = "_custom_id_:";
  private static final Pattern CLIENT_ID = Pattern.compile("[\\w+]{1,128}");

  private final Pools pools;
  private final ClientStore store;
  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;
  private final NewSecrets newSecrets;
  private final ClientView view;

  public CreateUserPoolClient(
      Pools pools,
      ClientStore store,
      Transactions transactions,
      SecretCheck secrets,
      Ids ids,
      InstantSource clock) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.newSecrets = new NewSecrets(secrets, ids);
    this.view = new ClientView(secrets);
  }

  @Override
  public CreateUserPoolClientResponse run(Caller caller, CreateUserPoolClientRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    boolean confidential = confidential(request);
    ClientId id = id(request.clientName());
    UserPoolClientType document =
        ClientDocuments.created(request, id, withoutPin(request.clientName()));
    ConfigurationCheck.check(pool, document, confidential);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<ClientSecret> secrets =
        confidential
            ? List.of(
                newSecrets.sealed(id, newSecrets.value(request.clientSecret()), List.of(), now))
            : List.of();
    Client client = new Client(pool.key(), pool.id(), id, document, Map.of(), secrets, now, now, 1);
    if (!transactions.write("create client", tx -> store.insert(tx, client))) {
      throw ApiException.invalidParameter("Client id " + id + " is not available.");
    }
    return CreateUserPoolClientResponse.builder().userPoolClient(view.show(client)).build();
  }

  private static boolean confidential(CreateUserPoolClientRequest request) {
    boolean generate = Boolean.TRUE.equals(request.generateSecret());
    if (generate && request.clientSecret() != null) {
      throw ApiException.invalidParameter(
          "GenerateSecret and ClientSecret can not be set together."); // (unsure)
    }
    return generate || request.clientSecret() != null;
  }

  private ClientId id(String name) {
    if (!name.startsWith(PIN)) {
      return new ClientId(ids.clientId());
    }
    String pinned = withoutPin(name);
    if (!CLIENT_ID.matcher(pinned).matches()) {
      throw ApiException.invalidParameter(
          "Client id " + pinned + " must have 1 to 128 letters, digits, _ or +.");
    }
    return new ClientId(pinned);
  }

  private static String withoutPin(String name) {
    return name.startsWith(PIN) ? name.substring(PIN.length()) : name;
  }
}
