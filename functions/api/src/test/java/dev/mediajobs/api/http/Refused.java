package dev.mediajobs.api.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something is refused, and why. */
public final class Refused {

  private Refused() {}

  /** The problem with which {@code call} is refused. */
  public static ObjectAssert<Problem> problemOf(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
        .extracting(Refusal::problem, InstanceOfAssertFactories.type(Problem.class));
  }
}
