package dev.mediajobs.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.GsonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A class that handlers are made of: {@link RequestStreamHandler} or {@link RequestHandler}, with a
 * public constructor that takes the environment variables, because one process can't have a
 * different environment for each function.
 */
final class HandlerClass {

  private static final Logger LOG = LoggerFactory.getLogger(HandlerClass.class);
  private static final String METHOD = "handleRequest";

  private final Constructor<?> constructor;
  private final ClassLoader loader;

  private HandlerClass(Constructor<?> constructor, ClassLoader loader) {
    this.constructor = constructor;
    this.loader = loader;
  }

  /**
   * Finds the class.
   *
   * @param handler {@code package.Class} or {@code package.Class::handleRequest}
   * @throws IllegalArgumentException when it can't be used as a handler; the message says why
   */
  static HandlerClass find(String handler, ClassLoader loader) {
    int separator = handler.indexOf("::");
    String className = separator < 0 ? handler : handler.substring(0, separator);
    String method = separator < 0 ? METHOD : handler.substring(separator + 2);
    if (!method.equals(METHOD)) {
      throw new IllegalArgumentException("handler " + handler + ": the method must be " + METHOD);
    }
    try {
      Class<?> type = Class.forName(className, true, loader);
      if (!RequestStreamHandler.class.isAssignableFrom(type)
          && !RequestHandler.class.isAssignableFrom(type)) {
        throw new IllegalArgumentException(
            "handler " + className + " is neither a RequestStreamHandler nor a RequestHandler");
      }
      return new HandlerClass(type.getConstructor(Map.class), loader);
    } catch (ClassNotFoundException missing) {
      throw new IllegalArgumentException(
          "handler class " + className + " is not on the class path", missing);
    } catch (NoSuchMethodException missing) {
      throw new IllegalArgumentException(
          "handler " + className + " has no public constructor that takes a Map<String, String>",
          missing);
    }
  }

  /**
   * Makes an instance.
   *
   * @throws Exception whatever the constructor throws
   */
  Handler create(Map<String, String> environment) throws Exception {
    Object instance;
    try {
      instance = constructor.newInstance(environment);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() instanceof Exception cause ? cause : thrown;
    }
    return switch (instance) {
      case RequestStreamHandler stream -> new Instance(stream, stream::handleRequest);
      case RequestHandler<?, ?> typed -> new Instance(typed, typed(typed));
      default -> throw new IllegalStateException(instance.getClass() + " is no handler");
    };
  }

  private Invocation typed(RequestHandler<?, ?> handler) {
    Method method =
        Arrays.stream(handler.getClass().getMethods())
            .filter(candidate -> candidate.getName().equals(METHOD) && !candidate.isBridge())
            .filter(
                candidate ->
                    candidate.getParameterCount() == 2
                        && candidate.getParameterTypes()[1] == Context.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(handler.getClass() + " has no method " + METHOD));
    PojoSerializer<Object> input = serializer(method.getParameterTypes()[0]);
    PojoSerializer<Object> output = serializer(method.getReturnType());
    @SuppressWarnings("unchecked") // the serializer makes exactly the type that the method takes
    RequestHandler<Object, Object> callable = (RequestHandler<Object, Object>) handler;
    return (event, answer, context) ->
        output.toJson(callable.handleRequest(input.fromJson(event), context), answer);
  }

  /** The same choice as the Lambda runtime interface client makes. */
  @SuppressWarnings("unchecked")
  private PojoSerializer<Object> serializer(Class<?> type) {
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
        ? (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(type, loader)
        : (PojoSerializer<Object>) GsonFactory.getInstance().getSerializer(type);
  }

  @FunctionalInterface
  private interface Invocation {
    void handle(InputStream event, OutputStream answer, Context context) throws IOException;
  }

  private record Instance(Object handler, Invocation invocation) implements Handler {
    @Override
    public void handle(InputStream event, OutputStream answer, Context context) throws IOException {
      invocation.handle(event, answer, context);
    }

    @Override
    public void close() {
      if (handler instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Exception failure) {
          LOG.warn("{} did not close in order", handler.getClass(), failure);
        }
      }
    }
  }
}
