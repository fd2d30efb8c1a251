package dev.mediajobs.jobs;

/**
 * One unit of a concurrency limit. While a job holds it, nobody else can.
 *
 * @param pool the pool that it belongs to
 * @param number which of the pool's slots it is, from 0
 */
public record Slot(String pool, int number) {

  private static final char SEPARATOR = '/';

  /** The spelling in the row of the job that holds it. */
  String text() {
    return pool + SEPARATOR + number;
  }

  static Slot of(String text) {
    int end = text.lastIndexOf(SEPARATOR);
    return new Slot(text.substring(0, end), Integer.parseInt(text.substring(end + 1)));
  }
}
