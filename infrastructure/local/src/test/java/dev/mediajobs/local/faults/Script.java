package dev.mediajobs.local.faults;

/** Decides about every call that passes a relay; asked by many threads. */
@FunctionalInterface
public interface Script {

  /** Lets everything pass. */
  Script NO_TROUBLE = _ -> Fate.PASS;

  /** What becomes of this call. */
  Fate on(Call call);
}
