package dev.mediajobs.local.http;

import com.google.common.collect.Comparators;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All routes of an API; the most specific one that fits a request gets it. */
final class Routes {

  private final List<Route> mostSpecificFirst;

  /** A request's route and its path parameters, still encoded. */
  record Match(Route route, Map<String, String> parameters) {}

  Routes(List<Route> routes) {
    this.mostSpecificFirst =
        routes.stream()
            .sorted(
                Comparator.comparing(
                    Route::vagueness,
                    Comparators.lexicographical(Comparator.<Integer>naturalOrder())))
            .toList();
  }

  Optional<Match> find(String method, String rawPath) {
    return mostSpecificFirst.stream()
        .filter(route -> route.takes(method))
        .flatMap(
            route -> route.match(rawPath).map(parameters -> new Match(route, parameters)).stream())
        .findFirst();
  }
}
