package dev.mediajobs.push;

/**
 * Whom to notify, as it stands among those who want to know of something.
 *
 * @param subscription the subscription's name
 * @param generation tells the subscription from an earlier one of the same name that has ended
 * @param interest what it is about
 */
public record Subscriber(String subscription, String generation, Interest interest) {

  /** Does not tell the subscription: it can be ended by its name. */
  @Override
  public String toString() {
    return "Subscriber";
  }
}
