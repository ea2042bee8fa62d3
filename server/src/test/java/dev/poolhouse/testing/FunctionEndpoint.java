package dev.poolhouse.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.poolhouse.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A server that speaks Lambda's Invoke, with functions that tests define. It remembers the events.
///
/// Source: Lambda API reference, Invoke.
public final class FunctionEndpoint implements AutoCloseable {
  private static final String PREFIX = "arn:aws:lambda:us-east-1:000000000000:function:";

  private final HttpServer server;
  private final Map<String, Function<String, Reply>> functions = new ConcurrentHashMap<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();

  /// What a function answers.
  ///
  /// @param status HTTP status
  /// @param headers headers of the answer
  /// @param body its body
  public record Reply(int status, Map<String, String> headers, String body) {
    /// What the function returned, as JSON.
    public static Reply returned(String json) {
      return new Reply(200, Map.of(), json);
    }

    /// The function threw an error with that message.
    public static Reply threw(String message) {
      return new Reply(
          200,
          Map.of("X-Amz-Function-Error", "Unhandled"),
          Json.write(Map.of("errorType", "Error", "errorMessage", message)));
    }

    /// Lambda refused the call.
    public static Reply refused(int status, String code) {
      return new Reply(status, Map.of("x-amzn-ErrorType", code), "{}");
    }
  }

  /// An event that a function was given.
  ///
  /// @param function name of the function
  /// @param json the event as it came
  public record Event(String function, String json) {
    /// Its members.
    public Map<String, Object> members() {
      return object(Json.read(json));
    }

    /// The members of `request`.
    public Map<String, Object> request() {
      return object(members().get("request"));
    }

    /// `triggerSource`.
    public String source() {
      return String.valueOf(members().get("triggerSource"));
    }
  }

  FunctionEndpoint() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/2015-03-31/functions/", this::answer);
    server.start();
  }

  /// Where it listens.
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Defines a function by what it writes into `response`, and returns its ARN.
  public String on(String name, Consumer<Map<String, Object>> response) {
    return onEvent(name, event -> response.accept(object(event.get("response"))));
  }

  /// Defines a function by what it changes of the event, and returns its ARN.
  public String onEvent(String name, Consumer<Map<String, Object>> change) {
    return onCall(
        name,
        json -> {
          Map<String, Object> event = object(copy(Json.read(json)));
          change.accept(event);
          return Reply.returned(Json.write(event));
        });
  }

  /// Defines a function by what it answers to the event's text, and returns its ARN.
  public String onCall(String name, Function<String, Reply> function) {
    functions.put(name, function);
    return PREFIX + name;
  }

  /// The events of one function, oldest first.
  public List<Event> events(String name) {
    return events.stream().filter(event -> event.function().equals(name)).toList();
  }

  /// The last event of one function.
  public Event last(String name) {
    return events(name).getLast();
  }

  /// The functions called so far for events of that user, in order, by trigger source.
  public List<String> sources(String userName) {
    return events.stream()
        .filter(event -> userName.equals(event.members().get("userName")))
        .map(Event::source)
        .toList();
  }

  /// `value` as a JSON object; its nested objects are the event's own, so changes show.
  @SuppressWarnings("unchecked") // what Json reads has texts as keys
  public static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  /// A copy that can be changed.
  private static Object copy(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(name, copy(member)));
        yield members;
      }
      case List<?> list -> new ArrayList<>(list.stream().map(FunctionEndpoint::copy).toList());
      default -> value;
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath().split("/", -1)[3];
      String arn = URLDecoder.decode(path, StandardCharsets.UTF_8);
      String name = arn.split(":", -1)[6];
      String json = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      events.add(new Event(name, json));
      Function<String, Reply> function = functions.get(name);
      Reply reply =
          function == null ? Reply.refused(404, "ResourceNotFoundException") : function.apply(json);
      new LinkedHashMap<>(reply.headers())
          .forEach((header, value) -> exchange.getResponseHeaders().set(header, value));
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
