package dev.poolhouse.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first moments of a server's process.
///
/// @param answerMillis until ListUserPools was answered
/// @param signInMillis until the tokens of a password sign-in were verified
/// @param cpuMillis processor time of the process when the first answer came
/// @param residentMib resident memory when it had rested for three seconds
record FirstUse(double answerMillis, double signInMillis, double cpuMillis, double residentMib) {
  private static final long LONGEST_SECONDS = 180;
  private static final String PASSWORD = "Correct-Horse-7";

  /// A port that was free a moment ago.
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Starts a server that will listen on `port`, uses it, and ends it.
  static FirstUse of(ProcessBuilder builder, int port) throws Exception {
    URI url = URI.create("http://127.0.0.1:" + port + "/");
    long began = System.nanoTime();
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Thread hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
    try (Api api = new Api(url)) {
      awaitAnswer(process, api, began);
      double answer = millisSince(began);
      double cpu = ProcessUse.of(process.pid()).cpuMillis();
      signIn(api, url);
      double signIn = millisSince(began);
      TimeUnit.SECONDS.sleep(3);
      return new FirstUse(answer, signIn, cpu, ProcessUse.of(process.pid()).residentKib() / 1024.0);
    } finally {
      process.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  private static void awaitAnswer(Process process, Api api, long began) throws Exception {
    while (!answers(api)) {
      if (!process.isAlive() || millisSince(began) > LONGEST_SECONDS * 1000) {
        throw new IOException("the server did not start");
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private static boolean answers(Api api) {
    try {
      return api.call("ListUserPools", "{'MaxResults':10}").ok();
    } catch (IOException _) {
      return false; // nobody listens yet
    }
  }

  private static void signIn(Api api, URI url) throws Exception {
    String pool = api.require("CreateUserPool", "{'PoolName':'start'}").text("Id");
    String client =
        api.require(
                "CreateUserPoolClient",
                "{'UserPoolId':'%s','ClientName':'start','ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH','ALLOW_REFRESH_TOKEN_AUTH']}"
                    .formatted(pool))
            .text("ClientId");
    api.require(
        "AdminCreateUser",
        "{'UserPoolId':'%s','Username':'ann','MessageAction':'SUPPRESS','TemporaryPassword':'%s'}"
            .formatted(pool, PASSWORD));
    api.require(
        "AdminSetUserPassword",
        "{'UserPoolId':'%s','Username':'ann','Password':'%s','Permanent':true}"
            .formatted(pool, PASSWORD));
    Answer tokens =
        api.require(
            "InitiateAuth",
            "{'ClientId':'%s','AuthFlow':'USER_PASSWORD_AUTH','AuthParameters':{'USERNAME':'ann','PASSWORD':'%s'}}"
                .formatted(client, PASSWORD));
    String keys = keys(url.resolve("/" + pool + "/.well-known/jwks.json"));
    verify(tokens.text("IdToken"), keys);
    verify(tokens.text("AccessToken"), keys);
  }

  private static String keys(URI url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  /// Fails unless the token's signature (RS256) is by the key of its `kid`.
  private static void verify(String token, String keys) throws GeneralSecurityException {
    String[] parts = token.split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    String kid = member(header, "kid");
    String key =
        List.of(keys.split("}", -1)).stream()
            .filter(each -> each.contains('"' + kid + '"'))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no key " + kid + " in " + keys));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
      throw new IllegalStateException("the signature is wrong");
    }
  }

  private static BigInteger number(String key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(member(key, name)));
  }

  private static String member(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    return found.group(1);
  }
}
