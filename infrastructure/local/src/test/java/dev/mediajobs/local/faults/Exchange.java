package dev.mediajobs.local.faults;

/**
 * A call that reached its service.
 *
 * @param call what was asked
 * @param status what the service answered, whether or not the caller heard it
 */
public record Exchange(Call call, int status) {

  /** Whether the service did it. */
  public boolean isDone() {
    return status / 100 == 2;
  }
}
