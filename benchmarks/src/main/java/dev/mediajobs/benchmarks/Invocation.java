package dev.mediajobs.benchmarks;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** What a function may ask Lambda about an invocation: the time it has left. */
final class Invocation {

  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private Invocation() {}

  static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> Math.toIntExact(TIMEOUT.toMillis());
                  default ->
                      throw new IllegalStateException("a function asked for " + method.getName());
                });
  }
}
