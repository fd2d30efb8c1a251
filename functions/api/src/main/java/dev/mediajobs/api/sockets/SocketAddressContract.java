package dev.mediajobs.api.sockets;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Request;
import java.util.Map;
import java.util.Optional;

/** The route {@code /api/socket}: where the WebSocket API is, which has an address of its own. */
public final class SocketAddressContract implements Contract {

  private final Optional<String> address;

  /**
   * About this address.
   *
   * @param address empty when there is no WebSocket API
   */
  public SocketAddressContract(Optional<String> address) {
    this.address = address;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of("GET /api/socket", this::find);
  }

  @Override
  public Answer spell(Problem problem) {
    return ProblemDetails.of(problem);
  }

  private Answer find(Request request) {
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          if (address.isPresent()) {
            json.writeStringField("url", address.get());
          } else {
            json.writeNullField("url");
          }
          json.writeEndObject();
        });
  }
}
