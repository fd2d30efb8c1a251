package dev.mediajobs.local.model;

/** What may become of one call of an actor to a service. */
enum Fault {
  /** Nothing: it does what it should. */
  NONE,
  /** The actor is killed before the call. */
  DIES_BEFORE,
  /** The call is done and the actor is killed before it hears of it. */
  DIES_AFTER,
  /** The service refuses for now. */
  THROTTLED,
  /** The call is done, and all the actor hears is that the connection broke. */
  ANSWER_LOST,
  /** The call is done, its answer is lost, and the SDK sends it once more. */
  SENT_TWICE,
  /** Another transaction was at the same rows. */
  CONFLICT
}
