package dev.mediajobs.local.faults;

import java.util.Set;

/**
 * A kind of call: who asks which service for what.
 *
 * @param caller the function
 * @param service DynamoDB, SQS, S3 or Transcribe
 * @param operation as the service calls it; with "presigned" before it when no SDK sends it
 */
public record Site(String caller, String service, String operation) {

  private static final Set<String> WRITES =
      Set.of(
          "PutItem",
          "UpdateItem",
          "DeleteItem",
          "TransactWriteItems",
          "PutObject",
          "CopyObject",
          "DeleteObject",
          "DeleteObjects",
          "CreateMultipartUpload",
          "UploadPart",
          "CompleteMultipartUpload",
          "AbortMultipartUpload",
          "SendMessage",
          "StartTranscriptionJob");

  /** Whether such a call changes something or has something begin. */
  public boolean isSideEffect() {
    return WRITES.contains(operation);
  }

  @Override
  public String toString() {
    return "%s %s.%s".formatted(caller, service, operation);
  }
}
