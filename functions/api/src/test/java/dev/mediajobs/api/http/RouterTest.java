package dev.mediajobs.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class RouterTest {

  private static final Endpoint FINE = _ -> Answer.empty(200);

  @Test
  void eachRouteReachesItsContract() {
    Router router =
        new Router(
            new OneRoute("first", "GET /a", FINE),
            List.of(new OneRoute("second", "GET /b", _ -> Answer.empty(204))));

    assertThat(router.answer(request("GET /a")).status()).isEqualTo(200);
    assertThat(router.answer(request("GET /b")).status()).isEqualTo(204);
  }

  @Test
  void eachContractSpellsItsOwnProblems() {
    Endpoint refusing =
        _ -> {
          throw new Refusal(Problem.of(409, "busy", "Busy."));
        };
    Router router =
        new Router(
            new OneRoute("first", "GET /a", FINE),
            List.of(new OneRoute("second", "GET /b", refusing)));

    assertThat(router.answer(request("GET /b")).body()).isEqualTo("second 409 busy");
  }

  @Test
  void whoeverMustSignInIsToldHowInEveryContract() {
    Endpoint refusing =
        _ -> {
          throw new Refusal(Problem.of(401, "unauthenticated", "Sign in."));
        };
    Router router =
        new Router(
            new OneRoute("problem", "GET /a", refusing),
            List.of(new OneRoute("second", "GET /b", refusing)));

    assertThat(router.answer(request("GET /a")).headers())
        .containsEntry("www-authenticate", "Bearer")
        .containsEntry("content-type", "application/problem+json");
    assertThat(router.answer(request("GET /b")).headers())
        .containsEntry("www-authenticate", "Bearer");
  }

  @Test
  void whatNobodyAnswersIsNotFound() {
    Router router = new Router(new OneRoute("first", "GET /a", FINE), List.of());

    assertThat(router.answer(request("$default")).status()).isEqualTo(404);
  }

  @Test
  void twoContractsCannotClaimOneRoute() {
    Contract contract = new OneRoute("first", "GET /a", FINE);

    assertThatThrownBy(() -> new Router(contract, List.of(contract)))
        .hasMessageContaining("GET /a");
  }

  @Test
  void aDefectIsToldByItsRequestAndNothingElse() {
    Answer answer = answerAfter(new IllegalStateException("secret detail"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains("request-7").doesNotContain("secret");
  }

  @Test
  void anUnreachableServiceIsWorthAnotherTry() {
    assertUnavailable(SdkClientException.create("connection refused"));
  }

  @Test
  void aThrottlingServiceIsWorthAnotherTry() {
    assertUnavailable(fault(400, "ProvisionedThroughputExceededException"));
  }

  @Test
  void aFailingServiceIsWorthAnotherTry() {
    assertUnavailable(fault(500, "InternalServerError"));
  }

  @Test
  void aServiceThatForbidsIsOurDefect() {
    Answer answer = answerAfter(fault(400, "AccessDeniedException"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.headers()).doesNotContainKey("retry-after");
  }

  private static void assertUnavailable(RuntimeException fault) {
    Answer answer = answerAfter(fault);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "5");
  }

  private static Answer answerAfter(RuntimeException fault) {
    Endpoint failing =
        _ -> {
          throw fault;
        };
    return new Router(new OneRoute("problem", "GET /a", failing), List.of())
        .answer(request("GET /a"));
  }

  private static RuntimeException fault(int status, String code) {
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  private static Request request(String routeKey) {
    return new Request(
        "request-7",
        routeKey,
        Map.of(),
        Map.of(),
        Map.of(),
        new Body.Text(""),
        "https://example.com");
  }

  private record OneRoute(String name, String route, Endpoint endpoint) implements Contract {

    @Override
    public Map<String, Endpoint> endpoints() {
      return Map.of(route, endpoint);
    }

    @Override
    public Answer spell(Problem problem) {
      return name.equals("problem")
          ? ProblemDetails.of(problem)
          : new Answer(
              problem.status(),
              Map.of(),
              "%s %d %s".formatted(name, problem.status(), problem.code()));
    }
  }
}
