package dev.poolhouse.sms;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/// What a class of ours logs while this is open, at its most talkative.
final class LogOf implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  LogOf(Class<?> type) {
    logger = (Logger) LoggerFactory.getLogger(type);
    logger.setLevel(Level.TRACE);
    log.start();
    logger.addAppender(log);
  }

  /// One line for each event, with its stack trace.
  List<String> lines() {
    return List.copyOf(log.list).stream().map(LogOf::line).toList();
  }

  private static String line(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? event.getFormattedMessage()
        : event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
  }

  @Override
  public void close() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }
}
