package dev.mediajobs.localstack;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** What the functions may ask Lambda about an invocation: the time they have left. */
final class Invocation {

  private static final Duration LEFT = Duration.ofMinutes(10);

  private Invocation() {}

  static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              if (method.getName().equals("getRemainingTimeInMillis")) {
                return Math.toIntExact(LEFT.toMillis());
              }
              throw new IllegalStateException("a function asked for " + method.getName());
            });
  }
}
