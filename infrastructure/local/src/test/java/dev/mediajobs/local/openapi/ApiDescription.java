package dev.mediajobs.local.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the project's OpenAPI documents say of the API, against which exchanges are held. */
public final class ApiDescription {

  /** The document that names every route. */
  static final String ENTRY = "openapi.yaml";

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final String GATEWAY = "problems.yaml#/components/responses/Gateway";
  private static final int LONGEST_SHOWN = 2000;

  private static final ApiDescription OF_THE_PROJECT = read();

  private final List<Operation> operations;
  private final AnswerCheck answers;
  private final RequestCheck requests;
  private final Place gateway;

  /** What these documents say. */
  ApiDescription(Documents documents) {
    Place entry = documents.root(ENTRY);
    Schemas schemas = new Schemas();
    this.operations =
        entry.get("paths").members().entrySet().stream()
            .flatMap(
                path ->
                    path.getValue().members().entrySet().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(
                            member ->
                                new Operation(
                                    member.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    path.getValue(),
                                    member.getValue())))
            .toList();
    this.answers = new AnswerCheck(schemas);
    this.requests =
        new RequestCheck(schemas, entry.get("components").get("securitySchemes").members());
    this.gateway = documents.resolve(ENTRY, GATEWAY);
  }

  /** The project's own. */
  public static ApiDescription ofTheProject() {
    return OF_THE_PROJECT;
  }

  private static ApiDescription read() {
    try {
      return new ApiDescription(Documents.read(Documents.PROJECT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All routes. */
  List<Operation> operations() {
    return operations;
  }

  /**
   * Holds {@code exchange} against the documents: always the answer, and the request when it was
   * carried out.
   *
   * @throws AssertionError naming everything that is not documented
   */
  public void check(Exchange exchange) {
    List<String> faults = faults(exchange);
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "%s %s is not as functions/api/openapi says:%n- %s%nThe answer was %d %s%n%s"
              .formatted(
                  exchange.method(),
                  exchange.address().getPath(),
                  String.join("\n- ", faults),
                  exchange.status(),
                  exchange.received().map(),
                  exchange
                      .answer()
                      .substring(0, Math.min(exchange.answer().length(), LONGEST_SHOWN))));
    }
  }

  /** What of {@code exchange} is not as the documents say. */
  List<String> faults(Exchange exchange) {
    Optional<Operation> operation = operationOf(exchange);
    if (operation.isEmpty()) {
      return exchange.status() == 404
          ? answers.body(gateway, exchange)
          : List.of("the route is not documented");
    }
    List<String> faults = answers.faults(operation.get(), exchange);
    return faults.isEmpty() && exchange.succeeded()
        ? requests.faults(operation.get(), exchange)
        : faults;
  }

  private Optional<Operation> operationOf(Exchange exchange) {
    return operations.stream()
        .filter(operation -> operation.method().equals(exchange.method()))
        .filter(operation -> operation.parametersOf(exchange.address().getRawPath()).isPresent())
        .min(Comparator.comparingLong(Operation::placeholders));
  }
}
