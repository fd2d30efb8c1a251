package dev.mediajobs.local.faults;

/** Two scripts for the same life: what the first lets pass is the second's to decide about. */
record Both(Script first, Script second) implements Script {

  @Override
  public Fate on(Call call) {
    Fate fate = first.on(call);
    return fate.equals(Fate.PASS) ? second.on(call) : fate;
  }
}
