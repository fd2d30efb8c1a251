package dev.mediajobs.local.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Lets one call of a life, and perhaps those after it, meet a trouble. */
final class Strike implements Script {

  private final Site site;
  private final int occurrence;
  private final Trouble trouble;
  private final Map<String, Integer> invocations = new HashMap<>();
  private int struck;

  /**
   * At a site.
   *
   * @param occurrence the how-manieth call of the site is met, from 1
   */
  Strike(Site site, int occurrence, Trouble trouble) {
    this.site = site;
    this.occurrence = occurrence;
    this.trouble = trouble;
  }

  @Override
  public synchronized Fate on(Call call) {
    if (!call.site().equals(site)) {
      return Fate.PASS;
    }
    String invocation =
        call.invocation().isEmpty() ? UUID.randomUUID().toString() : call.invocation();
    int number = invocations.computeIfAbsent(invocation, _ -> invocations.size() + 1);
    boolean isMet = number >= occurrence && number < occurrence + trouble.calls();
    if (!isMet || struck >= trouble.requests()) {
      return Fate.PASS;
    }
    struck++;
    return trouble.on(call, struck);
  }

  /** How many requests have met it. */
  synchronized int struck() {
    return struck;
  }
}
