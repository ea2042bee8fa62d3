package dev.poolhouse.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ARN of a function, as pools configure it.
///
/// @param text the whole ARN
/// @param region its region
/// @param name its name, of `[A-Za-z0-9_-]{1,64}`: no dots and no slashes, so it can name a file
/// @param qualifier alias or version, if the ARN has one
record FunctionArn(String text, String region, String name, Optional<String> qualifier) {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:[a-z-]{3,20}:lambda:([a-z0-9-]{1,30}):[0-9]{12}:function:([A-Za-z0-9_-]{1,64})"
              + "(?::([A-Za-z0-9$_-]{1,128}))?");

  /// The ARN; empty when the text is none.
  static Optional<FunctionArn> parse(String text) {
    Matcher arn = FORM.matcher(text);
    return arn.matches()
        ? Optional.of(
            new FunctionArn(text, arn.group(1), arn.group(2), Optional.ofNullable(arn.group(3))))
        : Optional.empty();
  }

  /// The same for all aliases and versions.
  String unqualified() {
    return qualifier
        .map(alias -> text.substring(0, text.length() - alias.length() - 1))
        .orElse(text);
  }
}
