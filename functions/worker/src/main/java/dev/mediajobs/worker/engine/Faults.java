package dev.mediajobs.worker.engine;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Tells faults that pass from faults that stay. */
final class Faults {

  private Faults() {}

  /** Whether {@code e} is the network's or AWS's, and the same call may go through later. */
  static boolean arePassing(Exception e) {
    return switch (e) {
      // Somebody else's transaction holds the row for an instant.
      case TransactionConflictException _ -> true;
      case AwsServiceException service ->
          service.statusCode() >= 500
              || service.isThrottlingException()
              || service.isRetryableException()
              || isTooMuchAtOnce(service);
      case SdkClientException _ -> true;
      case IOException _ -> true;
      default -> false;
    };
  }

  /** Amazon Transcribe has as much to do as it may; the SDK takes that for no throttling. */
  private static boolean isTooMuchAtOnce(AwsServiceException e) {
    return e.awsErrorDetails() != null
        && "LimitExceededException".equals(e.awsErrorDetails().errorCode());
  }
}
