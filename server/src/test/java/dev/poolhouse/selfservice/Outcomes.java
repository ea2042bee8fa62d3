package dev.poolhouse.selfservice;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// How calls ended that ran at the same time.
final class Outcomes {
  /// The call succeeded.
  static final String DONE = "done";

  private Outcomes() {}

  /// [#DONE], or the text of the refusal.
  static String of(Runnable call) {
    try {
      call.run();
      return DONE;
    } catch (AwsServiceException e) {
      return e.awsErrorDetails().errorMessage();
    }
  }
}
