package dev.mediajobs.jobs;

/** What a token lets its holder do with its job. */
public enum Access {
  /** Everything. */
  OWNER,
  /** Look at it and download its result: the token of a share link. */
  READER
}
