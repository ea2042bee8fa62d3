package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.WebhookSigner;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Where functions run and how long they may take.
///
/// @param folder where functions lie as files that this server runs; empty for none
/// @param anyFile whether every file of the folder is the function of that name, whatever the rest
///   of the ARN says, as in development
/// @param others what answers for functions that are neither a file nor among the places; empty for
///   nothing
/// @param places where single functions run, by ARN
/// @param atOnce most calls of one function at once
/// @param patience how long one try may take
public record FunctionSettings(
    Optional<Path> folder,
    boolean anyFile,
    Optional<Invoke> others,
    Map<String, Place> places,
    int atOnce,
    Duration patience) {
  private static final int AT_ONCE = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  public FunctionSettings {
    places = Map.copyOf(places);
  }

  /// Where one function runs.
  public sealed interface Place {}

  /// Behind Lambda's Invoke.
  ///
  /// @param url scheme, host and port; empty for Amazon's in the function's own region
  /// @param key what calls are signed with; empty for the credentials that the AWS SDK finds
  public record Invoke(Optional<URI> url, Optional<AccessKey> key) implements Place {

    /// Signed with what environment, profile, container or instance provide.
    public static Invoke withFoundCredentials(Optional<URI> url) {
      return new Invoke(url, Optional.empty());
    }

    /// Signed with a given key.
    public static Invoke at(URI url, String accessKeyId, Secret secretKey) {
      return new Invoke(Optional.of(url), Optional.of(new AccessKey(accessKeyId, secretKey)));
    }
  }

  /// What calls are signed with.
  ///
  /// @param id access key id
  /// @param secret its secret
  public record AccessKey(String id, Secret secret) {}

  /// Behind a URL of the operator's.
  ///
  /// @param url takes the events
  /// @param signer signs the calls
  public record Webhook(URI url, WebhookSigner signer) implements Place {}

  /// In a file of the folder.
  ///
  /// @param name name of the file, without its ending
  public record InFolder(String name) implements Place {}

  /// No function is known; the limits of the service.
  public static FunctionSettings none() {
    return of(Optional.empty(), Map.of(), AT_ONCE, PATIENCE);
  }

  /// Only the functions named.
  ///
  /// @param folder of those in files
  public static FunctionSettings of(
      Optional<Path> folder, Map<String, Place> places, int atOnce, Duration patience) {
    return new FunctionSettings(folder, false, Optional.empty(), places, atOnce, patience);
  }

  /// The same with an endpoint for all functions that are not found elsewhere.
  public FunctionSettings with(Invoke endpoint) {
    return new FunctionSettings(folder, anyFile, Optional.of(endpoint), places, atOnce, patience);
  }

  /// The same with every file of a folder as a function.
  public FunctionSettings withFilesOf(Path files) {
    return new FunctionSettings(Optional.of(files), true, others, places, atOnce, patience);
  }

  /// The same with other limits.
  public FunctionSettings within(int mostAtOnce, Duration perTry) {
    return new FunctionSettings(folder, anyFile, others, places, mostAtOnce, perTry);
  }

  /// Whether the text is the ARN of a function that could be called.
  public static boolean isFunction(String arn) {
    return FunctionArn.parse(arn).isPresent();
  }
}
