package dev.mediajobs.jobs;

/** What only a mistake in a program can have brought about. */
public final class Defect {

  /** What the log line about one begins with; metric filters of template.yaml count these lines. */
  public static final String MARK = "DEFECT";

  private Defect() {}
}
