package dev.mediajobs.local.transcribe;

/** A request that is answered with one of the service's errors; the message is for the client. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final String MISSING =
      "The requested job couldn't be found. Check the job name and try your request again.";

  private final Kind kind;

  private RefusedException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  static RefusedException badRequest(String message) {
    return new RefusedException(Kind.BAD_REQUEST, message);
  }

  /** A value outside what the API model allows, worded as the service's own validation does. */
  static RefusedException invalid(String value, String field, String constraint) {
    return badRequest(
        "1 validation error detected: Value %s at '%s' failed to satisfy constraint: Member must %s"
            .formatted(value, field, constraint));
  }

  static RefusedException conflict() {
    return new RefusedException(
        Kind.CONFLICT, "The requested job name already exists. Use a different job name.");
  }

  static RefusedException notFound() {
    return new RefusedException(Kind.NOT_FOUND, MISSING);
  }

  /** DeleteTranscriptionJob knows no NotFoundException. */
  static RefusedException nothingToDelete() {
    return badRequest(MISSING);
  }

  static RefusedException limitExceeded() {
    return new RefusedException(
        Kind.LIMIT_EXCEEDED,
        "You have reached your limit of concurrent transcription jobs. Wait until a job has"
            + " finished, or allow deferred execution, and try your request again.");
  }

  static RefusedException internalFailure() {
    return new RefusedException(
        Kind.INTERNAL_FAILURE, "There was an internal error. Try your request again.");
  }

  static RefusedException accessDenied(String operation) {
    return new RefusedException(
        Kind.ACCESS_DENIED, "You are not authorized to perform: transcribe:" + operation);
  }

  static RefusedException unknownOperation(String target) {
    return new RefusedException(Kind.UNKNOWN_OPERATION, "Unknown operation: " + target);
  }

  static RefusedException unreadable(String message) {
    return new RefusedException(Kind.SERIALIZATION, message);
  }

  /** The errors of the service's API reference, and the two of the protocol. */
  enum Kind {
    BAD_REQUEST("BadRequestException", 400),
    CONFLICT("ConflictException", 400),
    NOT_FOUND("NotFoundException", 400),
    LIMIT_EXCEEDED("LimitExceededException", 400),
    ACCESS_DENIED("AccessDeniedException", 400),
    INTERNAL_FAILURE("InternalFailureException", 500),
    UNKNOWN_OPERATION("UnknownOperationException", 400),
    SERIALIZATION("SerializationException", 400);

    private final String type;
    private final int status;

    Kind(String type, int status) {
      this.type = type;
      this.status = status;
    }

    String type() {
      return type;
    }

    int status() {
      return status;
    }
  }
}
