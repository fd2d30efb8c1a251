package dev.mediajobs.localstack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Marks a class whose tests run on an {@link Endpoint}, which they take as a parameter. One is
 * looked for once and shared by all classes; when there is none, they are skipped.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnAwsEndpoint.Provider.class)
@interface OnAwsEndpoint {

  /** Looks for the endpoint and hands it to the tests. */
  final class Provider implements ExecutionCondition, ParameterResolver {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return switch (search(context)) {
        case EndpointSearch.Found _ -> ConditionEvaluationResult.enabled("there is an endpoint");
        case EndpointSearch.Nothing(String reason) -> ConditionEvaluationResult.disabled(reason);
      };
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Endpoint.class;
    }

    @Override
    public Endpoint resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return switch (search(context)) {
        case EndpointSearch.Found(Endpoint endpoint) -> endpoint;
        case EndpointSearch.Nothing(String reason) -> throw new IllegalStateException(reason);
      };
    }

    /** JUnit closes what its root store holds after the last test. */
    private static EndpointSearch search(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(EndpointSearch.class))
          .computeIfAbsent(
              EndpointSearch.class, _ -> EndpointSearch.run(System.getenv()), EndpointSearch.class);
    }
  }
}
