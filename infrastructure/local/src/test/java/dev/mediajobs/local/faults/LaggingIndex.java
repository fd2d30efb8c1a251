package dev.mediajobs.local.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets each sweep see the index as the sweep before it should have. */
final class LaggingIndex implements Script {

  private static final Site QUERY = new Site("sweeper", "DynamoDB", "Query");
  private static final Pattern SHARD = Pattern.compile("\"S\":\"([a-z_]+#[0-9]+)\"");

  private final Map<String, String> earlier = new HashMap<>();
  private int outdated;

  @Override
  public Fate on(Call call) {
    Matcher shard = SHARD.matcher(call.body());
    if (!call.site().equals(QUERY) || !shard.find()) {
      return Fate.PASS;
    }
    String name = shard.group(1);
    return new Fate.Altered(answer -> exchange(name, answer));
  }

  private synchronized String exchange(String shard, String answer) {
    String old = earlier.getOrDefault(shard, Trouble.NOTHING_FOUND);
    earlier.put(shard, answer);
    if (!old.equals(answer)) {
      outdated++;
    }
    return old;
  }

  /** How many answers were not what the index said. */
  synchronized int outdated() {
    return outdated;
  }
}
