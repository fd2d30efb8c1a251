package dev.mediajobs.local.polly;

/**
 * A request that is answered with one of the service's errors; the message is for the client. Where
 * the real service's sentence is known it is used, else that of its API reference.
 */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  private RefusedException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** A request that the API model or the voice does not allow. */
  static RefusedException invalid(String message) {
    return new RefusedException(Kind.VALIDATION, message);
  }

  static RefusedException textTooLong() {
    return new RefusedException(Kind.TEXT_LENGTH, "Maximum text length has been exceeded");
  }

  static RefusedException engineUnsupported(Engine engine) {
    return invalid("This voice does not support the selected engine: " + engine.id());
  }

  static RefusedException invalidSampleRate() {
    return new RefusedException(Kind.SAMPLE_RATE, "The specified sample rate is not valid.");
  }

  static RefusedException languageUnsupported() {
    return new RefusedException(
        Kind.LANGUAGE,
        "The language specified is not currently supported by Amazon Polly in this capacity.");
  }

  /** A language that the real service speaks and the local one does not. */
  static RefusedException englishOnly(String voice, String language) {
    return new RefusedException(
        Kind.LANGUAGE,
        "The local stack speaks English only: it has no sound for the voice %s in %s."
            .formatted(voice, language));
  }

  static RefusedException lexiconNotFound() {
    return new RefusedException(
        Kind.LEXICON,
        "Amazon Polly can't find the specified lexicon. The local stack keeps no lexicons.");
  }

  static RefusedException marksNeedJson() {
    return new RefusedException(
        Kind.MARKS_FORMAT,
        "Speech marks are not supported for the OutputFormat selected. Speech marks are only"
            + " available for content in json format.");
  }

  static RefusedException ssmlMarksNeedSsml() {
    return new RefusedException(
        Kind.SSML_MARKS_TEXT_TYPE,
        "SSML speech marks are not supported for plain text-type input.");
  }

  /** A feature of the real service that the local one lacks. */
  static RefusedException notEmulated(String feature) {
    return invalid("The local stack does not emulate " + feature + ".");
  }

  static RefusedException invalidSsml() {
    return new RefusedException(Kind.SSML, "Invalid SSML request");
  }

  static RefusedException unsupportedNeuralFeature() {
    return new RefusedException(Kind.SSML, "Unsupported Neural feature");
  }

  static RefusedException unsupportedSsmlFeature() {
    return invalid("This voice does not support one of the used SSML features");
  }

  static RefusedException invalidNextToken() {
    return new RefusedException(
        Kind.NEXT_TOKEN,
        "The NextToken is invalid. Verify that it's spelled correctly, and then try again.");
  }

  static RefusedException throttled() {
    return new RefusedException(Kind.THROTTLING, "Rate exceeded");
  }

  static RefusedException serviceFailure() {
    return new RefusedException(
        Kind.SERVICE_FAILURE, "An unknown condition has caused a service failure.");
  }

  static RefusedException accessDenied(String operation) {
    return new RefusedException(
        Kind.ACCESS_DENIED, "User is not authorized to perform: polly:" + operation);
  }

  static RefusedException unsigned() {
    return new RefusedException(Kind.MISSING_TOKEN, "Missing Authentication Token");
  }

  static RefusedException unknownOperation(String methodAndPath) {
    return new RefusedException(
        Kind.UNKNOWN_OPERATION, "The local stack does not emulate " + methodAndPath + ".");
  }

  static RefusedException unreadable(String message) {
    return new RefusedException(Kind.SERIALIZATION, message);
  }

  static RefusedException bodyTooLarge(int most) {
    return new RefusedException(
        Kind.BODY_TOO_LARGE, "The request is larger than " + most + " bytes.");
  }

  /** The errors of the service's API reference, and those of every AWS service. */
  enum Kind {
    VALIDATION("ValidationException", 400),
    TEXT_LENGTH("TextLengthExceededException", 400),
    SAMPLE_RATE("InvalidSampleRateException", 400),
    LANGUAGE("LanguageNotSupportedException", 400),
    LEXICON("LexiconNotFoundException", 404),
    MARKS_FORMAT("MarksNotSupportedForFormatException", 400),
    SSML_MARKS_TEXT_TYPE("SsmlMarksNotSupportedForTextTypeException", 400),
    SSML("InvalidSsmlException", 400),
    NEXT_TOKEN("InvalidNextTokenException", 400),
    THROTTLING("ThrottlingException", 400),
    SERVICE_FAILURE("ServiceFailureException", 500),
    ACCESS_DENIED("AccessDeniedException", 403),
    MISSING_TOKEN("MissingAuthenticationTokenException", 403),
    UNKNOWN_OPERATION("UnknownOperationException", 404),
    SERIALIZATION("SerializationException", 400),
    BODY_TOO_LARGE("RequestEntityTooLargeException", 413);

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
