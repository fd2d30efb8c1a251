package dev.mediajobs.local.polly;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.polly.SpeechService.SpokenAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks the service's REST protocol: errors name their type in {@code x-amzn-ErrorType}. A request
 * must be signed, but by whom is not checked: the stack has one account, and everybody is in it.
 */
final class RestProtocol extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(RestProtocol.class);
  private static final String JSON = "application/json";

  /** Escaped in the longest way, the longest text has 72,000 bytes. */
  private static final int LARGEST_BODY = 1 << 20;

  private final VoiceListing voices;
  private final SpeechService speech;

  RestProtocol(VoiceListing voices, SpeechService speech) {
    this.voices = voices;
    this.speech = speech;
  }

  /** What is done for a request once it has been read. */
  @FunctionalInterface
  private interface Answering {
    void answer() throws IOException, InterruptedException;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    attempt(
        response,
        callback,
        () -> {
          if (!isSigned(request)) {
            throw RefusedException.unsigned();
          }
          String operation = request.getMethod() + " " + Request.getPathInContext(request);
          switch (operation) {
            case "GET /v1/voices" ->
                write(response, callback, Json.bytes(voices.page(query(request))), JSON);
            case "POST /v1/speech" -> speak(request, response, callback);
            default -> throw RefusedException.unknownOperation(operation);
          }
        });
    return true;
  }

  private void speak(Request request, Response response, Callback callback) throws IOException {
    ObjectNode body = body(request);
    Runnable speaking =
        () ->
            attempt(
                response,
                callback,
                () -> {
                  SpokenAnswer answer = speech.speak(body);
                  response
                      .getHeaders()
                      .put("x-amzn-RequestCharacters", String.valueOf(answer.characters()));
                  write(response, callback, answer.audio(), answer.contentType());
                });
    Duration delay = speech.delay(body);
    if (delay.isZero()) {
      speaking.run();
      return;
    }
    request
        .getComponents()
        .getScheduler()
        .schedule(() -> request.getComponents().getExecutor().execute(speaking), delay);
  }

  private static void attempt(Response response, Callback callback, Answering answering) {
    try {
      answering.answer();
    } catch (RefusedException e) {
      refuse(response, callback, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refuse(response, callback, RefusedException.serviceFailure());
    } catch (IOException | RuntimeException e) {
      LOG.error("A request to the local Polly broke", e);
      refuse(response, callback, RefusedException.serviceFailure());
    }
  }

  private static boolean isSigned(Request request) {
    String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return authorization != null && authorization.startsWith("AWS4-HMAC-SHA256 ");
  }

  private static Map<String, String> query(Request request) {
    Map<String, String> query = new HashMap<>();
    for (Fields.Field parameter : Request.extractQueryParameters(request)) {
      query.put(parameter.getName(), parameter.getValue());
    }
    return query;
  }

  private static ObjectNode body(Request request) throws IOException {
    try (InputStream input = Content.Source.asInputStream(request)) {
      byte[] bytes = input.readNBytes(LARGEST_BODY + 1);
      if (bytes.length > LARGEST_BODY) {
        throw RefusedException.bodyTooLarge(LARGEST_BODY);
      }
      return Json.parse(bytes);
    }
  }

  private static void refuse(Response response, Callback callback, RefusedException e) {
    response.setStatus(e.kind().status());
    response.getHeaders().put("x-amzn-ErrorType", e.kind().type());
    write(response, callback, Json.bytes(Json.object().put("message", e.getMessage())), JSON);
  }

  private static void write(Response response, Callback callback, byte[] body, String contentType) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
