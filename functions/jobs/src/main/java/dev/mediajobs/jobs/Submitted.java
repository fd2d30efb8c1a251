package dev.mediajobs.jobs;

/** What became of the attempt to write a new job. */
public enum Submitted {
  /** Its row exists. */
  YES,
  /** What it is made of was used for another job, deleted or replaced since it was read. */
  UPLOAD_CHANGED,
  /** Another request with the same idempotency key was faster. */
  KEY_USED,
  /** One of its slots was taken since it was read. */
  SLOT_TAKEN
}
