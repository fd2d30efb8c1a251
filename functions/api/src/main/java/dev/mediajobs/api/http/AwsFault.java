package dev.mediajobs.api.http;

import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What a client is told when an AWS service failed us. */
public final class AwsFault {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private AwsFault() {}

  /** Whether it is a passing one: a later try may succeed. */
  static boolean isPassing(SdkException fault) {
    return switch (fault) {
      // Every reason that is about the rows themselves was handled by whoever wrote them; what is
      // left are conflicts with other transactions and throttled partitions.
      case TransactionCanceledException _, TransactionConflictException _ -> true;
      case AwsServiceException answer ->
          answer.isThrottlingException() || answer.statusCode() >= 500;
      // No answer at all: the service can't be reached, or there are no credentials to ask it with.
      default -> true;
    };
  }

  /** What to tell whoever made the request {@code requestId}. */
  public static Problem problem(SdkException fault, String requestId) {
    return isPassing(fault) ? Problem.unavailable(PAUSE) : Problem.internal(requestId);
  }
}
