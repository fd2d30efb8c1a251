package dev.mediajobs.local.faults;

/**
 * A kind of call: who asks which service for what.
 *
 * @param caller the function
 * @param service DynamoDB, SQS, S3 or Transcribe
 * @param operation as the service calls it; with "presigned" before it when no SDK sends it
 */
public record Site(String caller, String service, String operation) {

  @Override
  public String toString() {
    return "%s %s.%s".formatted(caller, service, operation);
  }
}
