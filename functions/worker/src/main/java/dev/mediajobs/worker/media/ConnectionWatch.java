package dev.mediajobs.worker.media;

import dev.mediajobs.worker.media.MediaException.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a download that broke off from a recording that ends. ffmpeg takes the one for the other:
 * it exits with success and a short result when the server dies midway, and only its messages say
 * what happened.
 */
final class ConnectionWatch {
  private static final Pattern NETWORK = Pattern.compile("^\\[(https?|tls|tcp) @ ");
  private static final Pattern TROUBLE =
      Pattern.compile("ends prematurely|(?i:fail|error|timed out|refused|reset)");
  private static final Pattern REFUSAL = Pattern.compile("HTTP error (\\d{3})");

  private static final Set<String> GONE = Set.of("401", "403", "404", "410");

  /** What demuxers say when their input ends or fails where it should not. */
  private static final Pattern CUT_SHORT =
      Pattern.compile(
          "Error during demuxing|partial file|ended prematurely|Packet corrupt|[Rr]ead error|corrupt input packet");

  private boolean broken;
  private boolean reconnected;
  private boolean cutShort;
  private boolean gone;

  synchronized void read(String line) {
    if (NETWORK.matcher(line).find()) {
      readNetwork(line);
    } else if (reconnected && CUT_SHORT.matcher(line).find()) {
      cutShort = true;
    }
  }

  private void readNetwork(String line) {
    Matcher refusal = REFUSAL.matcher(line);
    if (line.contains("Will reconnect at")) {
      // Nothing is said when it works, so only another complaint means that it did not.
      reconnected = true;
      broken = false;
    } else if (refusal.find()) {
      // Asked for what lies behind the last byte, which is all that an empty object has.
      broken = !refusal.group(1).equals("416");
      gone = GONE.contains(refusal.group(1));
    } else if (TROUBLE.matcher(line).find()) {
      broken = true;
      gone = false;
    }
  }

  /** Why what was read can't be trusted to be all of it; empty when it can. */
  synchronized Optional<Kind> failure() {
    if (broken && gone) {
      return Optional.of(Kind.GONE);
    }
    return broken || cutShort ? Optional.of(Kind.UNREACHABLE) : Optional.empty();
  }
}
