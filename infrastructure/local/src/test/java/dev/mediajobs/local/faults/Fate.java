package dev.mediajobs.local.faults;

import java.util.function.UnaryOperator;

/** What becomes of a call. */
public sealed interface Fate {

  /** Nothing happens to it. */
  Fate PASS = new Watched(() -> {});

  /** It is done, then something happens, then the caller is answered. */
  record Watched(Runnable then) implements Fate {}

  /** It is done, and the connection breaks before the caller is answered. */
  record AnswerLost() implements Fate {}

  /** It is done, and no answer comes until the caller has lost its patience. */
  record Silence() implements Fate {}

  /** The connection breaks before it is done. */
  record Unreached() implements Fate {}

  /** It is not done, and the caller is told so. */
  record Refused(Answer answer) implements Fate {}

  /** It is done, and the caller is told something else. */
  record Altered(UnaryOperator<String> answer) implements Fate {}
}
