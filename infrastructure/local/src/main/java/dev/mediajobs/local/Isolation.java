package dev.mediajobs.local;

/** Where the functions of a stack run. */
public enum Isolation {
  /** All in the stack's own process: quick to start, but nothing bounds their memory. */
  NONE,

  /**
   * Each execution environment in a process of its own behind AWS's runtime interface client, with
   * the template's memory and timeout enforced; on Linux only.
   */
  PROCESS
}
