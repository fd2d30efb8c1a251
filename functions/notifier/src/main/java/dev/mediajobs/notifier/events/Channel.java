package dev.mediajobs.notifier.events;

/** A way by which people or programs are told of jobs. */
@FunctionalInterface
public interface Channel {

  /**
   * Tells of an event, or hands it over to something that will for certain. Events of one job come
   * in their order. An event may come again, with the same id; a channel that can't tell it throws,
   * and it comes again for that reason.
   *
   * @throws RuntimeException of any kind when it could not be told
   */
  void tell(JobEvent event);
}
