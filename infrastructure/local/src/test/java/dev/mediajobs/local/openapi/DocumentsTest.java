package dev.mediajobs.local.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The documents themselves: complete, closed, and in step with the template and the code. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..", "..");
  private static final String ENTRY = ApiDescription.ENTRY;

  private static Documents documents;

  @BeforeAll
  static void read() throws Exception {
    documents = Documents.read(Documents.PROJECT);
  }

  @Test
  void theRoutesAreThoseOfTheTemplate() {
    assertThat(new ApiDescription(documents).operations())
        .extracting(Operation::routeKey)
        .containsExactlyInAnyOrderElementsOf(TemplateRoutes.keys());
  }

  @Test
  void theEntryNamesEveryPathOfEveryContract() {
    Set<String> paths =
        documents.roots().stream()
            .filter(root -> !root.file().equals(ENTRY))
            .flatMap(root -> root.get("paths").members().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documents.root(ENTRY).get("paths").members().keySet())
        .containsExactlyInAnyOrderElementsOf(paths);
  }

  @Test
  void theProblemsAreThoseThatTheCodeMakes() throws Exception {
    Set<String> documented =
        new ApiDescription(documents)
            .operations().stream()
                .flatMap(
                    operation ->
                        operation.description().get("responses").members().entrySet().stream())
                .flatMap(answer -> problems(answer.getKey(), answer.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));
    // Which no documented route tells in this shape.
    problems("404", documents.resolve("problems.yaml", "#/components/responses/UnknownRoute"))
        .forEach(documented::add);
    problems("401", documents.resolve("problems.yaml", "#/components/responses/Unauthenticated"))
        .forEach(documented::add);
    // Which the editor's contract tells by their status and a sentence.
    documented.addAll(List.of("400 no_audio", "404 asset_not_found", "409 asset_in_use"));
    // Of the WebSocket API, which these documents are not about.
    documented.add("413 message_too_large");

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Codes.ofProblems(ROOT.resolve("functions/api/src/main/java")));
  }

  @Test
  void theReasonsOfFailedJobsAreThoseThatTheCodeGives() throws Exception {
    Set<String> made =
        Codes.ofFailures(ROOT.resolve("functions/jobs/src/main/java/dev/mediajobs/jobs"));
    Path worker = ROOT.resolve("functions/worker/src/main/java/dev/mediajobs/worker");
    made.addAll(Codes.ofFailures(worker.resolve("recordings")));
    made.addAll(Codes.ofFailures(worker.resolve("subtitling")));

    assertThat(errorCodes("canonical.yaml")).containsExactlyInAnyOrderElementsOf(made);
    made.addAll(
        Codes.ofFailures(ROOT.resolve("functions/api/src/main/java/dev/mediajobs/api/polling")));
    assertThat(errorCodes("polling.yaml")).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void everyExampleIsAsItsSchemaSays() {
    Schemas schemas = new Schemas();

    List<String> faults =
        everywhere(place -> place.find("schema").stream().map(_ -> place))
            .flatMap(place -> faultsOfExamples(schemas, place))
            .toList();

    assertThat(faults).isEmpty();
  }

  @Test
  void everyContentParameterAndHeaderHasAnExample() {
    assertThat(
            everywhere(
                place ->
                    Stream.of(place)
                        .filter(described -> described.node().path("schema").isObject())
                        .filter(described -> examples(described).isEmpty())
                        .map(described -> described.file() + ": " + described.node())))
        .isEmpty();
  }

  @Test
  void everyObjectIsClosedSoThatNoFieldIsForgotten() {
    assertThat(
            everywhere(
                place ->
                    Stream.of(place)
                        .filter(schema -> schema.node().path("type").asString("").equals("object"))
                        .filter(schema -> schema.node().path("properties").isObject())
                        .filter(
                            schema -> schema.node().path("additionalProperties").asBoolean(true))
                        .map(schema -> schema.file() + ": " + schema.node())))
        .isEmpty();
  }

  @Test
  void everyFieldSaysWhatItIsAndHowFarItGoes() {
    List<String> silent =
        everywhere(
                place ->
                    Stream.of(place)
                        .filter(schema -> schema.node().path("type").asString("").equals("object"))
                        .flatMap(schema -> schema.find("properties").stream())
                        .flatMap(properties -> properties.node().properties().stream())
                        .filter(field -> !isDescribed(field.getValue()))
                        .map(field -> place.file() + ": " + field))
            .toList();
    List<String> boundless =
        everywhere(
                place ->
                    Stream.of(place)
                        .filter(schema -> isNumber(schema.node().path("type")))
                        .filter(schema -> !isBounded(schema.node()))
                        .map(schema -> schema.file() + ": " + schema.node()))
            .toList();

    assertThat(silent).isEmpty();
    assertThat(boundless).isEmpty();
  }

  @Test
  void everyRouteHasANameOfItsOwnAndSaysWhatItTakes() {
    List<Operation> operations = new ApiDescription(documents).operations();

    assertThat(operations)
        .extracting(operation -> operation.description().get("operationId").text())
        .doesNotHaveDuplicates();
    assertThat(operations)
        .allSatisfy(
            operation -> {
              assertThat(operation.description().get("summary").text()).endsWith(".");
              assertThat(operation.description().get("security").elements()).isNotEmpty();
            });
  }

  private static <T> Stream<T> everywhere(Function<Place, Stream<T>> picked) {
    return documents.roots().stream().flatMap(root -> Documents.everywhere(root, picked));
  }

  private static List<String> errorCodes(String document) {
    return documents
        .resolve(document, "#/components/schemas/ErrorCode")
        .get("enum")
        .elements()
        .stream()
        .map(Place::text)
        .toList();
  }

  /** Status and code of each problem that an answer may tell. */
  private static Stream<String> problems(String status, Place answer) {
    return answer.find("content").stream()
        .flatMap(content -> content.members().values().stream())
        .map(media -> media.get("schema"))
        .flatMap(
            schema ->
                Stream.concat(
                    Stream.of(schema),
                    schema.find("allOf").stream().flatMap(rules -> rules.elements().stream())))
        .flatMap(schema -> schema.find("properties").stream())
        .flatMap(
            properties ->
                Stream.of("code", "errorCode").flatMap(name -> properties.find(name).stream()))
        .flatMap(code -> code.find("enum").stream())
        .flatMap(codes -> codes.elements().stream())
        .map(code -> status + " " + code.text());
  }

  private static List<JsonNode> examples(Place described) {
    return Stream.concat(
            described.find("example").map(Place::node).stream(),
            described.find("examples").stream()
                .flatMap(examples -> examples.members().values().stream())
                .map(example -> example.get("value").node()))
        .toList();
  }

  private static Stream<String> faultsOfExamples(Schemas schemas, Place described) {
    return examples(described).stream()
        .flatMap(
            example ->
                schemas.faults(described.get("schema"), example).stream()
                    .map(fault -> "%s: %s in %s".formatted(described.file(), fault, example)));
  }

  private static boolean isDescribed(JsonNode field) {
    return field.has("description") || field.has("$ref");
  }

  private static boolean isNumber(JsonNode type) {
    return Stream.concat(Stream.of(type), type.valueStream())
        .map(name -> name.asString(""))
        .anyMatch(name -> name.equals("integer") || name.equals("number"));
  }

  private static boolean isBounded(JsonNode schema) {
    // A rule that merely narrows a field down stands beside the field's own schema.
    return schema.has("enum")
        || schema.size() == 1
        || (schema.has("minimum") && schema.has("maximum"));
  }
}
