package dev.mediajobs.api.identity;

/** The issuer's keys are not at hand and can't be fetched now, so no token can be judged. */
final class IssuerUnavailableException extends Exception {

  IssuerUnavailableException(String message) {
    super(message);
  }

  IssuerUnavailableException(String message, Throwable cause) {
    super(message + ": " + cause, cause);
  }
}
