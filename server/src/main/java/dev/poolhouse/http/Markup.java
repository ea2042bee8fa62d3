package dev.poolhouse.http;

import java.util.List;

/// HTML that is safe to send: made of fixed templates, with every value that comes from outside
/// escaped on its way in. Good for text and for quoted attributes, not inside scripts or styles.
/// Immutable.
final class Markup {
  private static final String PLACE = "{}";

  private final String html;

  private Markup(String html) {
    this.html = html;
  }

  /// `template` with each `{}` replaced by the value at that place: markup as it is, anything else
  /// escaped.
  ///
  /// @param template a constant of the program
  /// @throws IllegalArgumentException if places and values differ in number
  static Markup of(String template, Object... values) {
    StringBuilder html = new StringBuilder(template.length() + 256);
    int at = 0;
    for (Object value : values) {
      int place = template.indexOf(PLACE, at);
      if (place < 0) {
        throw new IllegalArgumentException("more values than places");
      }
      html.append(template, at, place).append(shown(value));
      at = place + PLACE.length();
    }
    if (template.indexOf(PLACE, at) >= 0) {
      throw new IllegalArgumentException("more places than values");
    }
    return new Markup(html.append(template, at, template.length()).toString());
  }

  /// The parts, one after the other.
  static Markup all(List<Markup> parts) {
    StringBuilder html = new StringBuilder();
    parts.forEach(part -> html.append(part.html));
    return new Markup(html.toString());
  }

  /// Nothing.
  static Markup none() {
    return new Markup("");
  }

  private static String shown(Object value) {
    return value instanceof Markup markup ? markup.html : escape(String.valueOf(value));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return html;
  }
}
