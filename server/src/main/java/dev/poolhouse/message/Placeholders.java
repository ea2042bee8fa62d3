package dev.poolhouse.message;

import java.util.Map;
import java.util.Optional;

/// Fills the placeholders of a message template: `{####}` and `{username}` by their names, and
/// `{##text##}` where a link is wanted. Each place is filled once: what is filled in is never read
/// for placeholders again, so a user cannot name themselves `{####}` to move a code.
final class Placeholders {
  static final String CODE = "{####}";
  static final String USERNAME = "{username}";
  static final String LINK_START = "{##";
  static final String LINK_END = "##}";

  private Placeholders() {}

  /// Makes the link of a `{##text##}`.
  interface Link {
    String of(String text);
  }

  /// `template` with its placeholders filled; those without a value stay as they are.
  static String fill(String template, Map<String, String> values, Optional<Link> link) {
    StringBuilder filled = new StringBuilder(template.length() + 64);
    int at = 0;
    int open = template.indexOf('{');
    while (open >= 0) {
      filled.append(template, at, open);
      at = open + fillOne(template, open, values, link, filled);
      open = template.indexOf('{', at);
    }
    return filled.append(template, at, template.length()).toString();
  }

  /// Appends what stands for the placeholder at `open`.
  ///
  /// @return how many characters of the template that covers
  private static int fillOne(
      String template,
      int open,
      Map<String, String> values,
      Optional<Link> link,
      StringBuilder filled) {
    for (Map.Entry<String, String> value : values.entrySet()) {
      if (template.startsWith(value.getKey(), open)) {
        filled.append(value.getValue());
        return value.getKey().length();
      }
    }
    if (link.isPresent() && template.startsWith(LINK_START, open)) {
      int textStart = open + LINK_START.length();
      int end = template.indexOf(LINK_END, textStart);
      if (end >= 0) {
        filled.append(link.get().of(template.substring(textStart, end)));
        return end + LINK_END.length() - open;
      }
    }
    filled.append('{');
    return 1;
  }
}
