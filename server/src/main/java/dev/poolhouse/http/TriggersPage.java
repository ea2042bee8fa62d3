package dev.poolhouse.http;

import dev.poolhouse.trigger.Recordings;
import dev.poolhouse.wire.Json;
import java.util.List;

/// The recorded calls of functions as a page for people: works without scripts, on a phone as well.
final class TriggersPage {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Triggers</title>
      <style>
      :root { --line: #8884; --soft: #8882; --bad: #c33; }
      * { box-sizing: border-box; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem; }
      h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
      button { font: inherit; padding: .5rem .75rem; border: 1px solid var(--line);
        border-radius: .5rem; }
      article { border: 1px solid var(--line); border-radius: .75rem; padding: .75rem 1rem;
        margin-bottom: .75rem; overflow-wrap: anywhere; }
      article header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
      h2 { font-size: 1rem; margin: 0; }
      .about { font-size: .875rem; opacity: .75; margin: 0 0 .5rem; }
      .error { color: var(--bad); font-weight: 600; margin: 0 0 .5rem; }
      summary { cursor: pointer; padding: .25rem 0; }
      pre { background: var(--soft); border-radius: .5rem; padding: .5rem .75rem; margin: 0 0 .5rem;
        white-space: pre-wrap; font-size: .8125rem; }
      .empty { text-align: center; padding: 3rem 1rem; border: 1px dashed var(--line);
        border-radius: .75rem; }
      </style>
      </head>
      <body>
      <h1>Triggers</h1>
      <p class="about">The last calls of functions, newest first. What may be secret shows as ***;
      a replay sends it all the same, to the function as it is now, and nothing else happens.</p>
      <main>
      {}</main>
      </body>
      </html>
      """;

  private static final String CALL =
      """
      <article>
      <header><h2>{}</h2><time datetime="{}">{}</time></header>
      <p class="about">{} · {} ms · tries: {}{}</p>
      {}<details><summary>Event</summary><pre>{}</pre></details>
      <details><summary>Answer</summary><pre>{}</pre></details>
      <form method="post" action="/_poolhouse/triggers/{}/replay"><button>Replay</button></form>
      </article>
      """;

  private TriggersPage() {}

  static Markup of(List<Recordings.Entry> newestFirst) {
    Markup main =
        newestFirst.isEmpty()
            ? Markup.of(
                "<p class=\"empty\">No calls yet. When a trigger fires, its event and its answer"
                    + " appear here; reload to look again.</p>")
            : Markup.all(newestFirst.stream().map(TriggersPage::article).toList());
    return Markup.of(PAGE, main);
  }

  private static Markup article(Recordings.Entry entry) {
    String time = entry.calledAt().toString();
    String error = TriggersRoutes.error(entry.result().outcome());
    return Markup.of(
        CALL,
        entry.source(),
        time,
        time.substring(0, Math.min(time.length(), 19)).replace('T', ' ') + " UTC",
        entry.call().arn(),
        entry.took().toMillis(),
        entry.result().tries(),
        entry.replayOf().map(id -> " · replay of call " + id).orElse(""),
        error.isEmpty() ? Markup.none() : Markup.of("<p class=\"error\">{}</p>\n", error),
        Json.write(entry.event()),
        Json.write(entry.answer()),
        entry.id());
  }
}
