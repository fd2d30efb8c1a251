package dev.mediajobs.jobs;

/**
 * How long the objects of a job may lie in the media bucket at most. Each class is a prefix of
 * keys, which a rule of the bucket's lifecycle names; what belongs to a row is deleted with the
 * row, and the rule takes only what was left behind.
 */
public enum StorageClass {
  /** Of jobs that are kept for a week. */
  WEEK("7d/"),
  /** Of jobs that are kept for a month. */
  MONTH("30d/");

  private final String prefix;

  StorageClass(String prefix) {
    this.prefix = prefix;
  }

  /** What the keys of all objects of the class begin with. */
  public String prefix() {
    return prefix;
  }
}
