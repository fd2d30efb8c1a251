package dev.mediajobs.local.cli.client;

/** How the attempt to store one part ended. */
sealed interface PutOutcome {

  /** The part is there; its entity tag proves it when the upload is completed. */
  record Stored(String tag) implements PutOutcome {}

  /** An object is there already (412): an earlier attempt's, whose answer was lost. */
  record AlreadyThere() implements PutOutcome {}

  /** The address is no longer valid (403). */
  record AddressExpired() implements PutOutcome {}

  /** Another attempt may succeed. */
  record Passing(String reason) implements PutOutcome {}

  /** No attempt will succeed. */
  record Hopeless(String reason) implements PutOutcome {}
}
