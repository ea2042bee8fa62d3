package dev.poolhouse.token;

import dev.poolhouse.pool.Pool;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentityprovider.model.IssuerConfigurationType;

/// The `iss` of a pool's tokens, byte-equal to what discovery shows. May be shared.
///
/// A pool whose `IssuerConfiguration` is set has the form of that type; any other has the server's
/// default form.
public final class Issuers {
  private final Form form;
  private final Supplier<String> ownUrl;

  /// Where issuer URLs point by default.
  public enum Form {
    /// this server's own URL, then the pool id
    OWN,
    /// `https://cognito-idp.<region>.amazonaws.com/<pool id>`
    AWS
  }

  /// @param form the default form
  /// @param ownUrl this server's URL without a slash at the end, asked at each use since the port
  ///   may be chosen late
  public Issuers(Form form, Supplier<String> ownUrl) {
    this.form = form;
    this.ownUrl = ownUrl;
  }

  /// The issuer of `pool`.
  ///
  /// Source: federation-endpoints page of the developer guide.
  public String of(Pool pool) {
    IssuerConfigurationType configured = pool.document().issuerConfiguration();
    if (configured == null) {
      return switch (form) {
        case OWN -> ownUrl.get() + "/" + pool.id();
        case AWS -> aws("cognito-idp", pool);
      };
    }
    return "UPDATED".equals(configured.typeAsString())
        ? aws("issuer-cognito-idp", pool)
        : aws("cognito-idp", pool);
  }

  private static String aws(String host, Pool pool) {
    return "https://" + host + "." + pool.id().region() + ".amazonaws.com/" + pool.id();
  }
}
