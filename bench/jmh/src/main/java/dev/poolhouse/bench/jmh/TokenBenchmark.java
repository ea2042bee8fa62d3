package dev.poolhouse.bench.jmh;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.crypto.CryptoProvider;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.RsaKeys;
import dev.poolhouse.crypto.RsaSigner;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.SigningKeys;
import dev.poolhouse.pool.TokenUse;
import dev.poolhouse.token.Authentication;
import dev.poolhouse.token.Issuers;
import dev.poolhouse.token.RefreshTokens;
import dev.poolhouse.token.TokenIssuer;
import dev.poolhouse.token.TokenSubject;
import dev.poolhouse.trigger.Functions;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.user.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// The tokens of one sign-in: two signatures, claims, JSON, a sealed refresh token.
@State(Scope.Benchmark)
public class TokenBenchmark {
  private final SecureRandom random = new SecureRandom();
  private final Sealer sealer = OneKey.sealer();
  private final TokenIssuer issuer =
      new TokenIssuer(
          new OneSigner(random),
          new Issuers(Issuers.Form.OWN, () -> "https://id.example.com"),
          new RefreshTokens(sealer),
          new Triggers(new NoFunctions(), Duration.ZERO),
          new Ids(random),
          InstantSource.system());
  private final TokenSubject subject = subject();

  /// The pool has none.
  private static final class NoFunctions implements Functions {
    @Override
    public Result invoke(Call call) {
      throw new IllegalStateException("called " + call.arn());
    }
  }

  /// The same key for all tokens of all pools.
  private static final class OneSigner implements SigningKeys {
    private final RsaSigner signer;

    OneSigner(SecureRandom random) {
      CryptoProvider provider = CryptoProvider.detect();
      RsaKeys.Pair pair = new RsaKeys(provider, random).generate();
      this.signer = new RsaSigner(provider, pair.kid(), pair.privateKey());
    }

    @Override
    public RsaSigner signer(Pool pool, TokenUse use) {
      return signer;
    }

    @Override
    public List<Published> published(Pool pool) {
      return List.of();
    }

    @Override
    public Optional<Checking> find(String kid) {
      return Optional.empty();
    }
  }

  private TokenSubject subject() {
    PoolId poolId = new PoolId("us-east-1_AbCdEfGh1");
    Pool pool =
        new Pool(
            Someone.POOL,
            poolId,
            "000000000000",
            UserPoolType.builder().id(poolId.value()).build(),
            GetUserPoolMfaConfigResponse.builder().build(),
            Map.of(),
            Sealed.of(new byte[1]),
            Someone.NOW,
            Someone.NOW,
            1);
    Client client =
        new Client(
            Someone.POOL,
            poolId,
            new ClientId("1234567890abcdefghijklmnop"),
            UserPoolClientType.builder().enableTokenRevocation(true).build(),
            Map.of(),
            List.of(),
            Someone.NOW,
            Someone.NOW,
            1);
    User user = Someone.number(1);
    return new TokenSubject(
        pool,
        client,
        user,
        List.of(),
        issuer.begin(
            client, user.id(), Optional.empty(), Authentication.of("pwd", Optional.empty())));
  }

  /// Access, ID and refresh token.
  @Benchmark
  public TokenIssuer.Tokens issue() {
    return issuer.issue(subject);
  }
}
