package dev.poolhouse.bench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An answer of the server.
///
/// @param status HTTP status
/// @param body JSON
record Answer(int status, String body) {
  boolean ok() {
    return status == 200;
  }

  /// The error's name, such as `UserNotFoundException`; empty when there is none.
  String error() {
    return ok() ? "" : text("__type");
  }

  /// The first text member of that name; empty when there is none. Values with escapes do not occur
  /// in what these programs read.
  String text(String member) {
    int at = body.indexOf('"' + member + '"');
    while (at >= 0) {
      int value = skipBlanks(at + member.length() + 2);
      if (charAt(value) == ':') {
        value = skipBlanks(value + 1);
        if (charAt(value) == '"') {
          return body.substring(value + 1, body.indexOf('"', value + 1));
        }
      }
      at = body.indexOf('"' + member + '"', at + 1);
    }
    return "";
  }

  private int skipBlanks(int from) {
    int at = from;
    while (charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private char charAt(int index) {
    return index < body.length() ? body.charAt(index) : 0;
  }

  /// All text members of that name, in their order.
  List<String> texts(String member) {
    return Pattern.compile("\"" + member + "\":\"([^\"]*)\"")
        .matcher(body)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /// The value of a user's attribute; empty when it is not set.
  String attribute(String name) {
    Matcher found =
        Pattern.compile("\"Name\":\"" + name + "\",\"Value\":\"([^\"]*)\"").matcher(body);
    return found.find() ? found.group(1) : "";
  }
}
