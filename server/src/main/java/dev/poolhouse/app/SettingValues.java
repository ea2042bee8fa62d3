package dev.poolhouse.app;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The values that the configuration file and the environment give, not yet understood. A variable
/// `POOLHOUSE_…` outweighs the file; an empty value counts as none.
///
/// The file has one `key = value` per line, comments after `#` at the beginning of a line, and no
/// quoting or escapes: a value is what stands between the sign and the end of the line.
final class SettingValues {
  private static final String PREFIX = "POOLHOUSE_";

  /// Variables of that prefix that are no settings: those of the start script and the test kit, and
  /// those that Kubernetes makes for a service named `poolhouse`.
  private static final Pattern OTHERS =
      Pattern.compile(
          "POOLHOUSE_(CONFIG|JAVA_OPTS|HOME|ENDPOINT|BANNER|SERVICE_.*|PORT|PORT_[0-9].*)");

  private static final Set<String> DEVELOPMENT =
      Set.of(
          "outbox", "clock", "in-memory", "verify-signatures", "seed", "data", "reset", "triggers");

  private final String file;
  private final Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);
  private final SortedMap<FunctionKey, String> functions = new TreeMap<>();
  private final Map<SettingKey, String> sources = new EnumMap<>(SettingKey.class);

  private SettingValues(String file) {
    this.file = file;
  }

  /// Reads both.
  ///
  /// @param file name of the file, for messages
  /// @param lines what the file holds
  /// @param environment all variables
  /// @throws SettingsException at the first name that is no setting
  static SettingValues read(String file, List<String> lines, Map<String, String> environment) {
    SettingValues values = new SettingValues(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        values.line(line, i + 1);
      }
    }
    environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .sorted()
        .forEach(name -> values.variable(name, environment.getOrDefault(name, "")));
    return values;
  }

  private void line(String line, int number) {
    String where = file + " line " + number + ": ";
    int sign = line.indexOf('=');
    if (sign < 0) {
      throw new SettingsException(where + "there is no '=': write key = value.");
    }
    String name = line.substring(0, sign).strip();
    if (DEVELOPMENT.contains(name)) {
      throw new SettingsException(
          where + name + " is a feature of 'poolhouse dev', which serve does not have: remove it.");
    }
    String value = line.substring(sign + 1).strip();
    Optional<FunctionKey> function = FunctionKey.named(name);
    if (function.isPresent()) {
      if (functions.put(function.get(), value) != null) {
        throw new SettingsException(where + name + " is set twice: remove one of them.");
      }
      return;
    }
    SettingKey key =
        SettingKey.named(name)
            .orElseThrow(
                () ->
                    new SettingsException(
                        where + name + " is no setting" + suggestion(name) + remedy()));
    if (key == SettingKey.MASTER_KEY) {
      throw new SettingsException(
          where
              + "master-key must not stand in the file: use master-key-file or the variable "
              + key.variable()
              + ".");
    }
    if (sources.put(key, key.text()) != null) {
      throw new SettingsException(where + name + " is set twice: remove one of them.");
    }
    values.put(key, value);
  }

  private void variable(String name, String value) {
    Optional<SettingKey> key =
        Arrays.stream(SettingKey.values()).filter(one -> one.variable().equals(name)).findFirst();
    if (key.isPresent()) {
      values.put(key.get(), value.strip());
      sources.put(key.get(), name);
    } else if (FunctionKey.ofVariable(name).isPresent()) {
      functions.put(FunctionKey.ofVariable(name).get(), value.strip());
    } else if (!OTHERS.matcher(name).matches()) {
      throw new SettingsException(
          "The environment variable " + name + " belongs to no setting" + remedy());
    }
  }

  /// The value as given, or the default.
  String text(SettingKey key) {
    return given(key).orElse(key.defaultValue());
  }

  /// The value when one is given, by file or environment.
  Optional<String> given(SettingKey key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
  }

  /// The settings of single functions, those of one function together.
  SortedMap<FunctionKey, String> functions() {
    return Collections.unmodifiableSortedMap(functions);
  }

  /// The items of a list separated by commas.
  List<String> list(SettingKey key) {
    return Arrays.stream(text(key).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }

  /// A refusal of the value of `key`.
  ///
  /// @param reason what is wrong with it, from the verb on, and the fix
  SettingsException wrong(SettingKey key, String reason) {
    String source = sources.getOrDefault(key, key.text());
    String shown = key.isSecret() ? "" : " = " + text(key);
    return new SettingsException(source + shown + " " + reason);
  }

  /// A refusal of settings that lack `key`.
  SettingsException missing(SettingKey key, String fix) {
    return new SettingsException(key.text() + " is missing: " + fix);
  }

  private static String remedy() {
    return ": remove it; all settings stand in docs/settings.md.";
  }

  /// The setting that differs in case or separators alone, if there is one.
  private static String suggestion(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return Arrays.stream(SettingKey.values())
        .filter(key -> key.text().replaceAll("[^a-z]", "").equals(plain))
        .findFirst()
        .map(key -> " (did you mean " + key.text() + "?)")
        .orElse("");
  }
}
