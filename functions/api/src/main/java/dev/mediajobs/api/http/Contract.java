package dev.mediajobs.api.http;

import java.util.Map;

/**
 * Routes that belong together because they speak alike: the same spelling of fields, the same shape
 * of errors.
 */
public interface Contract {

  /** Who answers, by route key as in the template, such as {@code POST /api/uploads}. */
  Map<String, Endpoint> endpoints();

  /**
   * A problem in the shape that this contract's clients understand. The router adds the headers
   * that all contracts share.
   */
  Answer spell(Problem problem);
}
