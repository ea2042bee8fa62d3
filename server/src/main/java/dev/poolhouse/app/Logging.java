package dev.poolhouse.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;

/// How a production server logs: one JSON object per line, on standard error.
final class Logging {
  private static final String OURS = "dev.poolhouse";

  private Logging() {}

  /// Replaces the log of the whole program.
  static void json(LogLevel level) {
    LoggerContext context = context();
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithContext(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    context.getLogger(OURS).setLevel(level.logback());
  }

  /// Another thread may be setting SLF4J up at this moment, and until it is done whoever asks gets
  /// a stand-in. SLF4J holds this lock meanwhile.
  @SuppressWarnings("LockOnNonEnclosingClassLiteral") // there is no other way to wait for it
  private static LoggerContext context() {
    synchronized (LoggerFactory.class) {
      return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
  }
}
