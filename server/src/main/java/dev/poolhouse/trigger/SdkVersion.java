package dev.poolhouse.trigger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `callerContext.awsSdkVersion`: the SDK that called, as its `User-Agent` tells (recorded).
final class SdkVersion {
  private static final String UNKNOWN = "aws-sdk-unknown-unknown";
  private static final Pattern SDK =
      Pattern.compile("(aws-sdk-[a-z+]{1,20})/([0-9A-Za-z.-]{1,40})(?![^ ])");

  private SdkVersion() {}

  static String of(String userAgent) {
    Matcher sdk = SDK.matcher(userAgent);
    return sdk.find() ? sdk.group(1) + "-" + sdk.group(2) : UNKNOWN;
  }
}
