package dev.mediajobs.local.faults;

import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errors as the services write them. Where DynamoDB would add a checksum of its answer there is
 * none, which its clients accept.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB's
 *     errors</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's
 *     errors</a>
 */
final class Errors {

  private static final Pattern WRITES_OF_A_TRANSACTION =
      Pattern.compile("\"(Put|Update|Delete|ConditionCheck)\":\\{");

  private Errors() {}

  /** The service has a fault of its own. */
  static Answer internal(Service service) {
    return switch (service) {
      case DYNAMODB -> json(500, "com.amazonaws.dynamodb.v20120810#InternalServerError");
      case SQS -> json(500, "com.amazonaws.sqs#InternalError");
      case S3 -> xml(500, "InternalError");
      case TRANSCRIBE -> json(500, "InternalFailureException");
    };
  }

  /** The service is not there at the moment. */
  static Answer unavailable(Service service) {
    return switch (service) {
      case DYNAMODB -> json(503, "com.amazon.coral.service#ServiceUnavailableException");
      case SQS -> json(503, "com.amazonaws.sqs#ServiceUnavailable");
      case S3 -> xml(503, "ServiceUnavailable");
      case TRANSCRIBE -> json(503, "ServiceUnavailableException");
    };
  }

  /** More is asked than the table, the account or the service takes; {@code number} varies it. */
  static Answer throttled(Service service, int number) {
    return switch (service) {
      case DYNAMODB ->
          switch (number % 3) {
            case 0 ->
                json(
                    400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
            case 1 -> json(400, "com.amazonaws.dynamodb.v20120810#RequestLimitExceeded");
            default -> json(400, "com.amazon.coral.availability#ThrottlingException");
          };
      case SQS -> json(403, "com.amazonaws.sqs#RequestThrottled");
      case S3 -> xml(503, "SlowDown");
      case TRANSCRIBE ->
          json(400, number % 2 == 0 ? "ThrottlingException" : "LimitExceededException");
    };
  }

  /**
   * S3 has said 200 before it was done, and then has a fault of its own.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">How
   *     S3 answers</a>
   */
  static Answer internalAfterAll() {
    return xml(200, "InternalError");
  }

  /** S3 was asked to delete objects and keeps them all. */
  static Answer kept() {
    return Answer.of(
        200,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
        <Error><Key>every one of them</Key><Code>InternalError</Code>\
        <Message>as the test asked for</Message></Error></DeleteResult>
        """,
        "Content-Type: application/xml");
  }

  /** Another transaction is at one of the rows. */
  static Answer conflict(Call call) {
    if (!call.site().operation().equals("TransactWriteItems")) {
      return json(400, "com.amazonaws.dynamodb.v20120810#TransactionConflictException");
    }
    Matcher writes = WRITES_OF_A_TRANSACTION.matcher(call.body());
    int items = Math.toIntExact(writes.results().count());
    String others =
        String.join("", Collections.nCopies(Math.max(0, items - 1), ",{\"Code\":\"None\"}"));
    return Answer.of(
        400,
        """
        {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",\
        "Message":"Transaction cancelled, please refer cancellation reasons for specific reasons",\
        "CancellationReasons":[{"Code":"TransactionConflict",\
        "Message":"Transaction is ongoing for the item"}%s]}\
        """
            .formatted(others),
        "Content-Type: application/x-amz-json-1.0");
  }

  private static Answer json(int status, String type) {
    return Answer.of(
        status,
        "{\"__type\":\"%s\",\"message\":\"as the test asked for\"}".formatted(type),
        "Content-Type: application/x-amz-json-1.0");
  }

  private static Answer xml(int status, String code) {
    return Answer.of(
        status,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>as the test asked for</Message><RequestId>1</RequestId></Error>
        """
            .formatted(code),
        "Content-Type: application/xml");
  }
}
