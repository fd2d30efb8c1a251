package dev.mediajobs.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Speaks AWS JSON 1.1 for the one operation PutEvents. A request must be signed, but by whom is not
 * checked: the stack has one account, and everybody is in it.
 */
final class PutEventsProtocol extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(PutEventsProtocol.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String OPERATION = "AWSEvents.PutEvents";
  private static final int LARGEST_BODY = 1 << 20;

  private final PutEvents putEvents;

  PutEventsProtocol(PutEvents putEvents) {
    this.putEvents = putEvents;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    try {
      Optional<String> target = header(request, "X-Amz-Target");
      if (!target.equals(Optional.of(OPERATION))) {
        refuse(
            response,
            400,
            "UnknownOperationException",
            "only PutEvents is emulated, not " + target.orElse("this"),
            callback);
      } else if (header(request, "Authorization")
          .filter(value -> value.startsWith("AWS4-HMAC-SHA256 "))
          .isEmpty()) {
        refuse(
            response,
            400,
            "MissingAuthenticationTokenException",
            "the request is not signed",
            callback);
      } else {
        answer(response, 200, putEvents.perform(JSON.readTree(body(request))), callback);
      }
    } catch (IllegalArgumentException | JsonProcessingException e) {
      refuse(response, 400, "ValidationException", String.valueOf(e.getMessage()), callback);
    } catch (SdkException e) {
      LOG.error("an event could not be brought to a queue", e);
      refuse(response, 500, "InternalException", "a target does not answer", callback);
    }
    return true;
  }

  private static Optional<String> header(Request request, String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  private static byte[] body(Request request) throws IOException {
    try (InputStream input = Content.Source.asInputStream(request)) {
      byte[] bytes = input.readNBytes(LARGEST_BODY + 1);
      if (bytes.length > LARGEST_BODY) {
        throw new IllegalArgumentException("the request is larger than " + LARGEST_BODY);
      }
      return bytes;
    }
  }

  private static void refuse(
      Response response, int status, String type, String message, Callback callback) {
    ObjectNode error = JSON.createObjectNode().put("__type", type).put("message", message);
    answer(response, status, error, callback);
  }

  private static void answer(Response response, int status, ObjectNode body, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
    response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
    response.write(
        true, ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)), callback);
  }
}
