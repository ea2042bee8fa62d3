package dev.poolhouse.app;

import dev.poolhouse.app.FunctionKey.Member;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.WebhookSigner;
import dev.poolhouse.lambda.FunctionSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Understands the settings `functions.…`: which function runs where.
///
/// @param settings understands single values
/// @param webhooks understands URLs of services
record FunctionReader(SettingReader settings, WebhookReader webhooks) {
  private static final String EXAMPLE = "https://lambda.example.com";
  private static final String LAMBDA = "lambda";
  private static final String FILE = "file:";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /// The functions that the operator names; no other is called.
  FunctionSettings functions() {
    FunctionSettings.Invoke lambda =
        FunctionSettings.Invoke.withFoundCredentials(
            settings
                .values()
                .given(SettingKey.FUNCTIONS_ENDPOINT)
                .map(text -> webhooks.url(SettingKey.FUNCTIONS_ENDPOINT, text, EXAMPLE)));
    Map<String, FunctionSettings.Place> places = new LinkedHashMap<>();
    settings.values().functions().keySet().stream()
        .map(key -> key.with(Member.ARN))
        .distinct()
        .forEach(
            key -> {
              if (places.put(arn(key), place(key.with(Member.TARGET), lambda)) != null) {
                throw wrong(key, "is the function of another entry as well: remove one of them.");
              }
            });
    return FunctionSettings.of(
        settings.folder(SettingKey.FUNCTIONS_FOLDER),
        places,
        settings.number(SettingKey.FUNCTIONS_AT_ONCE, 1, 1_000),
        Duration.ofSeconds(settings.number(SettingKey.FUNCTIONS_SECONDS, 1, 60)));
  }

  private String arn(FunctionKey key) {
    String text = required(key, "name the function that pools configure.");
    if (!FunctionSettings.isFunction(text)) {
      throw wrong(
          key,
          "is no function's ARN: use one such as"
              + " arn:aws:lambda:us-east-1:123456789012:function:NAME.");
    }
    return text;
  }

  private FunctionSettings.Place place(FunctionKey key, FunctionSettings.Invoke lambda) {
    String target = required(key, "use lambda, file:NAME or the URL of a webhook.");
    if (target.startsWith("https:")) {
      return new FunctionSettings.Webhook(webhook(key, target), signer(key));
    }
    for (Member member : new Member[] {Member.SECRET, Member.SECRET_FILE}) {
      if (given(key.with(member)).isPresent()) {
        throw wrong(key.with(member), "has no meaning without a webhook as target: remove it.");
      }
    }
    if (target.equals(LAMBDA)) {
      return lambda;
    }
    if (target.startsWith(FILE)) {
      return file(key, target.substring(FILE.length()));
    }
    throw wrong(key, "is no target: use lambda, file:NAME or the https URL of a webhook.");
  }

  private FunctionSettings.Place file(FunctionKey key, String name) {
    if (!NAME.matcher(name).matches()) {
      throw wrong(key, "names no function: use up to 64 letters, digits, hyphens and underscores.");
    }
    if (settings.folder(SettingKey.FUNCTIONS_FOLDER).isEmpty()) {
      throw settings
          .values()
          .missing(SettingKey.FUNCTIONS_FOLDER, "name the folder of the file of " + key.text());
    }
    return new FunctionSettings.InFolder(name);
  }

  private URI webhook(FunctionKey key, String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException _) {
      // said below, as for every other URL that cannot be used
    }
    throw wrong(key, "is no URL of a service: use one such as https://hooks.example.com/auth.");
  }

  private WebhookSigner signer(FunctionKey key) {
    FunctionKey direct = key.with(Member.SECRET);
    FunctionKey inFile = key.with(Member.SECRET_FILE);
    Optional<String> file = given(inFile);
    if (given(direct).isPresent() && file.isPresent()) {
      throw wrong(inFile, "is one too many beside " + direct.text() + ": use one of the two.");
    }
    Secret secret =
        Secret.of(
            file.map(name -> content(inFile, name))
                .or(() -> given(direct))
                .orElseThrow(
                    () ->
                        missing(inFile, "name a file with whsec_ and 32 random bytes as Base64.")));
    try {
      return WebhookSigner.parse(secret);
    } catch (IllegalArgumentException _) {
      throw wrong(
          file.isPresent() ? inFile : direct,
          "holds no webhook secret: it must be whsec_ and 24 to 64 bytes as Base64.");
    }
  }

  private String content(FunctionKey key, String name) {
    try {
      Path path = settings.folder().resolve(name);
      return Files.readString(path).strip();
    } catch (IOException | InvalidPathException _) {
      throw wrong(key, "cannot be read as text: check the file.");
    }
  }

  private Optional<String> given(FunctionKey key) {
    return Optional.ofNullable(settings.values().functions().get(key))
        .filter(value -> !value.isEmpty());
  }

  private String required(FunctionKey key, String fix) {
    return given(key).orElseThrow(() -> missing(key, fix));
  }

  private static SettingsException missing(FunctionKey key, String fix) {
    return new SettingsException(key.text() + " is missing: " + fix);
  }

  private SettingsException wrong(FunctionKey key, String reason) {
    String shown = key.member() == Member.SECRET ? "" : " = " + given(key).orElse("");
    return new SettingsException(key.text() + shown + " " + reason);
  }
}
