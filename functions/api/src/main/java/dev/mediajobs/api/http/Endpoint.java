package dev.mediajobs.api.http;

/** Answers the requests of one route. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers {@code request}.
   *
   * @throws Refusal when the answer is a problem
   */
  Answer answer(Request request) throws Refusal;
}
