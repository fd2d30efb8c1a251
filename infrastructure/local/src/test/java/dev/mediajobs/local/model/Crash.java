package dev.mediajobs.local.model;

/** An actor is killed; no code of it runs any more that could tell anybody. */
final class Crash extends Error {

  private static final long serialVersionUID = 1;

  Crash() {
    super("killed", null, false, false);
  }
}
