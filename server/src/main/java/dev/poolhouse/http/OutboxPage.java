package dev.poolhouse.http;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Message;
import dev.poolhouse.message.Outbox;
import java.util.List;

/// The outbox as a page for people: works without scripts, on a phone as well. The text of an
/// e-mail is HTML of the pool's owner with names that users chose; it is shown in a frame that may
/// run nothing and load nothing.
final class OutboxPage {
  /// Styles only: the texts of e-mails bring their own.
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>Outbox</title>
      <style>
      :root { --line: #8884; --soft: #8882; }
      * { box-sizing: border-box; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem; }
      h1 { font-size: 1.5rem; margin: 0 0 .75rem; }
      .bar { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: 1rem; }
      .bar form { display: flex; gap: .5rem; }
      .bar form:first-child { flex: 1 1 16rem; }
      input { flex: 1; min-width: 0; }
      input, button { font: inherit; padding: .5rem .75rem; border: 1px solid var(--line);
        border-radius: .5rem; }
      article { border: 1px solid var(--line); border-radius: .75rem; padding: .75rem 1rem;
        margin-bottom: .75rem; overflow-wrap: anywhere; }
      article header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
      h2 { font-size: 1rem; margin: 0; }
      .code { font: 600 1.75rem/1.4 ui-monospace, monospace; letter-spacing: .05em; margin: .25rem 0; }
      .about { font-size: .875rem; opacity: .75; margin: 0; }
      .text { background: var(--soft); border-radius: .5rem; padding: .5rem .75rem; margin: .5rem 0 0;
        white-space: pre-wrap; }
      iframe { width: 100%; height: 9rem; border: 1px solid var(--line); border-radius: .5rem;
        background: #fff; margin-top: .5rem; color-scheme: light; }
      .empty { text-align: center; padding: 3rem 1rem; border: 1px dashed var(--line);
        border-radius: .75rem; }
      </style>
      </head>
      <body>
      <h1>Outbox</h1>
      <div class="bar">
      <form method="get"><input type="search" name="to" value="{}" aria-label="Address"
       placeholder="E-mail address or phone number"><button>Show</button></form>
      <form method="post" action="/_poolhouse/outbox/empty"><button>Empty the outbox</button></form>
      </div>
      <main>
      {}</main>
      </body>
      </html>
      """;

  private static final String MESSAGE =
      """
      <article>
      <header><h2>{}</h2><time datetime="{}">{}</time></header>
      {}{}<p class="about">{} to {} · user {} · pool {}</p>
      {}</article>
      """;

  private OutboxPage() {}

  /// @param to the address asked for; empty for all
  static Markup of(String to, List<Outbox.Entry> newestFirst) {
    Markup main =
        newestFirst.isEmpty()
            ? Markup.of(
                "<p class=\"empty\">No messages yet. What the server would send appears here;"
                    + " reload to look again.</p>")
            : Markup.all(newestFirst.stream().map(OutboxPage::article).toList());
    return Markup.of(PAGE, to, main);
  }

  private static Markup article(Outbox.Entry entry) {
    Message message = entry.message();
    String time = entry.sentAt().toString();
    return Markup.of(
        MESSAGE,
        message.subject().isEmpty() ? message.purpose() : message.subject(),
        time,
        time.substring(0, Math.min(time.length(), 19)).replace('T', ' ') + " UTC",
        message.code().map(OutboxPage::code).orElseGet(Markup::none),
        message.link().map(OutboxPage::link).orElseGet(Markup::none),
        message.medium() == Message.Medium.EMAIL ? "E-mail" : "SMS",
        message.to(),
        message.username(),
        message.poolId(),
        body(message));
  }

  private static Markup code(Secret code) {
    return Markup.of("<p class=\"code\">{}</p>\n", code.reveal());
  }

  private static Markup link(Secret link) {
    return Markup.of(
        "<p><a href=\"{}\" rel=\"noreferrer\">{}</a></p>\n", link.reveal(), link.reveal());
  }

  private static Markup body(Message message) {
    String text = message.body().reveal();
    boolean plain = text.indexOf('<') < 0 && text.indexOf('&') < 0;
    return message.medium() == Message.Medium.SMS || plain
        ? Markup.of("<p class=\"text\">{}</p>\n", text.strip())
        : Markup.of("<iframe sandbox title=\"Message\" srcdoc=\"{}\"></iframe>\n", text);
  }
}
