package dev.mediajobs.local.polly;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the real service makes speech; here all sound the same, but allow different things. */
enum Engine {
  GENERATIVE("generative"),
  LONG_FORM("long-form"),
  NEURAL("neural"),
  STANDARD("standard");

  private final String id;

  Engine(String id) {
    this.id = id;
  }

  /** Its name in requests and answers. */
  String id() {
    return id;
  }

  static Optional<Engine> of(String id) {
    return Arrays.stream(values()).filter(engine -> engine.id.equals(id)).findFirst();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(Engine::id).toList();
  }
}
