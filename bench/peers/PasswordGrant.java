package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A sign-in on Keycloak, over a connection for each client. May be shared.
final class PasswordGrant implements LoadFlow.Operation {
  private final URI url;
  private final int users;
  private final Map<LoadClient, Connection> connections = new ConcurrentHashMap<>();

  PasswordGrant(URI url, int users) {
    this.url = url;
    this.users = users;
  }

  @Override
  public long run(LoadClient client) throws IOException, WrongAnswerException {
    Connection connection = connections.computeIfAbsent(client, _ -> new Connection(url, true));
    String name = Target.name((int) (client.dice() * users));
    Answer answer = connection.form(Keycloak.GRANT, Keycloak.form(name));
    boolean tokens =
        !answer.text("access_token").isEmpty()
            && !answer.text("id_token").isEmpty()
            && !answer.text("refresh_token").isEmpty();
    if (!answer.ok() || !tokens) {
      throw new WrongAnswerException("the grant was answered " + answer.status());
    }
    return connection.nanos();
  }
}
