package dev.mediajobs.local.api;

import java.util.List;
import java.util.Optional;

/** How a route keeps out those who may not. */
interface Guard {

  /**
   * What is asked by those who may not.
   *
   * @param route as the template has it
   */
  List<Attempt> attempts(AccessScene scene, String route) throws Exception;

  /** The same as its owner asks it; empty when another test shows that. */
  Optional<Question> own(AccessScene scene, String route) throws Exception;
}
