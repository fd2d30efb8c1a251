package dev.mediajobs.jobs;

/** What became of the attempt to move a job. */
public enum Moved {
  /** Its row is where it was to be. */
  YES,
  /** Somebody else moved it first. */
  OUTRUN,
  /** A slot that it was to take was taken since it was read. */
  SLOT_TAKEN
}
