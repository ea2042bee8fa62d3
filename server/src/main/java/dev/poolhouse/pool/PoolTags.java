package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tags of a pool: their limits, the ARN they are addressed by, and the one that pins an id.
///
/// Source: admin-API reference §17; the texts are ours (unsure).
final class PoolTags {
  private static final int MOST = 50;
  private static final String RESERVED = "aws:";
  private static final String PINNED = "_custom_id_";
  private static final String ARN_PREFIX = "arn:aws:cognito-idp:";
  private static final String RESOURCE = ":userpool/";
  private static final Pattern PINNABLE =
      Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}_[0-9a-zA-Z]{1,100}");

  private PoolTags() {}

  /// Refuses reserved keys and too many tags with the given error.
  static void check(Map<String, String> tags, ErrorCode code) {
    if (tags.size() > MOST) {
      throw ApiException.of(code, "A user pool cannot have more than " + MOST + " tags.");
    }
    for (String key : tags.keySet()) {
      if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
        throw ApiException.of(code, "Tag keys that begin with aws: are reserved: " + key);
      }
    }
  }

  /// The pool id that the tag `_custom_id_` asks for: the whole id, or the part after the region.
  /// The tag stays one of the pool's tags, so that tools that compare tags find what they wrote.
  static Optional<PoolId> pinned(Map<String, String> tags, String region) {
    return Optional.ofNullable(tags.get(PINNED)).map(value -> pinnedId(value, region));
  }

  private static PoolId pinnedId(String value, String region) {
    String id = value.contains("_") ? value : region + "_" + value;
    if (!PINNABLE.matcher(id).matches()) {
      throw ApiException.invalidParameter(
          "Tag "
              + PINNED
              + " names no user pool id (region, underscore, letters and digits): "
              + value);
    }
    return new PoolId(id);
  }

  /// Id of the pool that `arn` names. Only the exact ARN of one of the caller's pools is accepted,
  /// since policies are decided by its text.
  static String idOf(Caller caller, String arn) {
    int resource = arn.indexOf(RESOURCE);
    if (resource < 0 || !arn.startsWith(ARN_PREFIX)) {
      throw ApiException.invalidParameter("Invalid user pool ARN: " + arn);
    }
    String id = arn.substring(resource + RESOURCE.length());
    Optional<PoolId> pool = PoolId.parse(id);
    String expected =
        ARN_PREFIX
            + pool.map(PoolId::region).orElse("")
            + ":"
            + caller.origin().account()
            + RESOURCE
            + id;
    if (!arn.equals(expected)) {
      throw ApiException.notFound("User pool " + id + " does not exist.");
    }
    return id;
  }
}
