package dev.mediajobs.api.identity;

/** Why a token is nobody's. The words are for the log; none of them repeats the token. */
enum Rejection {
  MALFORMED("it is no signed JWT, or lacks a claim"),
  ALGORITHM("it is signed with an algorithm other than RS256, PS256 and ES256"),
  TYPE("its type is neither JWT nor at+jwt"),
  ISSUER("another issuer made it"),
  KEY("the issuer has no such key"),
  SIGNATURE("the signature does not fit"),
  EXPIRED("it has expired"),
  EARLY("it is not valid yet"),
  AUDIENCE("it is meant for another API"),
  SUBJECT("its subject is missing or unusable"),
  ;

  private final String words;

  Rejection(String words) {
    this.words = words;
  }

  /** For the log. */
  String words() {
    return words;
  }
}
