package dev.mediajobs.local.cli.client;

/** An endpoint did not do what it was asked; the message is one sentence or two for a person. */
public abstract sealed class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  private ApiException(String code, String message) {
    super(message);
    this.code = code;
  }

  private ApiException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** A stable word for programs: the endpoint's own code when it gave one. */
  public String code() {
    return code;
  }

  /**
   * The endpoint understood the request and refuses it (4xx but 429); asking again would not help.
   */
  public static final class Refused extends ApiException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String code, String message) {
      super(code, message);
      this.status = status;
    }

    /** The HTTP status, 400 to 499. */
    public int status() {
      return status;
    }
  }

  /** There is no such job, or the token does not belong to it: an endpoint tells no difference. */
  public static final class NoSuchJob extends ApiException {
    private static final long serialVersionUID = 1L;

    NoSuchJob(String code, String message) {
      super(code, message);
    }
  }

  /**
   * The endpoint could not be reached, was busy, failed, or answered something senseless, each time
   * asked.
   */
  public static final class Unavailable extends ApiException {
    private static final long serialVersionUID = 1L;

    Unavailable(String code, String message) {
      super(code, message);
    }

    Unavailable(String code, String message, Throwable cause) {
      super(code, message, cause);
    }
  }
}
