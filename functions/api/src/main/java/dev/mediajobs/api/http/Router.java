package dev.mediajobs.api.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Brings each request to the contract that answers its route, and makes an answer of whatever goes
 * wrong there. Logs name the route and never the path, which holds ids and tokens.
 */
public final class Router {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final Map<String, Route> routes = new HashMap<>();
  private final Contract first;

  private record Route(Contract contract, Endpoint endpoint) {}

  /**
   * For these contracts.
   *
   * @param first the one that speaks when no route matches
   * @throws IllegalArgumentException when two of them claim the same route
   */
  public Router(Contract first, List<Contract> others) {
    this.first = first;
    add(first);
    others.forEach(this::add);
  }

  private void add(Contract contract) {
    contract
        .endpoints()
        .forEach(
            (key, endpoint) -> {
              if (routes.putIfAbsent(key, new Route(contract, endpoint)) != null) {
                throw new IllegalArgumentException("two contracts claim " + key);
              }
            });
  }

  /** Answers {@code request}, whatever happens. */
  public Answer answer(Request request) {
    Route route =
        routes.getOrDefault(request.routeKey(), new Route(first, Router::refuseUnknownRoute));
    try {
      return route.endpoint().answer(request);
    } catch (Refusal refusal) {
      return told(route, refusal.problem());
    } catch (SdkException fault) {
      LOG.error("{} failed in AWS, request {}", request.routeKey(), request.id(), fault);
      return told(route, AwsFault.problem(fault, request.id()));
    } catch (RuntimeException defect) {
      LOG.error("{} failed, request {}", request.routeKey(), request.id(), defect);
      return told(route, Problem.internal(request.id()));
    }
  }

  private static Answer told(Route route, Problem problem) {
    Answer answer = route.contract().spell(problem);
    for (Map.Entry<String, String> header : problem.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private static Answer refuseUnknownRoute(Request request) throws Refusal {
    throw new Refusal(
        Problem.of(404, "route_not_found", "There is nothing here; check method and path."));
  }
}
