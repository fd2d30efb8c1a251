package dev.mediajobs.local.lambda;

/** The kind of execution environment that functions get. */
@FunctionalInterface
public interface Environments {

  /**
   * A factory for one function.
   *
   * @throws IllegalArgumentException if its handler can't be used; the message says why
   */
  EnvironmentFactory of(FunctionDefinition function);

  /** Environments in this process, with handlers that a class loader finds. */
  static Environments inProcess(ClassLoader loader) {
    return function -> {
      HandlerClass type = HandlerClass.find(function.handler(), loader);
      return new EnvironmentFactory() {
        @Override
        public ExecutionEnvironment create() throws Exception {
          return InProcessEnvironment.create(function, type);
        }

        @Override
        public int mostStarting() {
          return Integer.MAX_VALUE;
        }
      };
    };
  }
}
