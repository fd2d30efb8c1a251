package dev.mediajobs.local.transcribe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks AWS JSON 1.1: the operation is in X-Amz-Target, errors name their type in {@code __type}.
 * Signatures are not checked: the stack has one account, and everybody is in it.
 */
final class JsonProtocol extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(JsonProtocol.class);
  private static final String PREFIX = "Transcribe.";
  private static final int LARGEST_BODY = 1 << 20;

  private final TranscribeApi api;

  JsonProtocol(TranscribeApi api) {
    this.api = api;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    try {
      answer(response, 200, api.perform(operation(request), body(request)), callback);
    } catch (RefusedException e) {
      answer(response, e.kind().status(), error(e), callback);
    } catch (RuntimeException e) {
      LOG.error("A request to the local Transcribe broke", e);
      RefusedException failure = RefusedException.internalFailure();
      answer(response, failure.kind().status(), error(failure), callback);
    }
    return true;
  }

  private static String operation(Request request) {
    String target = request.getHeaders().get("X-Amz-Target");
    if (!HttpMethod.POST.is(request.getMethod()) || target == null || !target.startsWith(PREFIX)) {
      throw RefusedException.unknownOperation(String.valueOf(target));
    }
    return target.substring(PREFIX.length());
  }

  private static ObjectNode body(Request request) throws IOException {
    try (InputStream input = Content.Source.asInputStream(request)) {
      byte[] bytes = input.readNBytes(LARGEST_BODY + 1);
      if (bytes.length > LARGEST_BODY) {
        throw RefusedException.unreadable("The request is larger than " + LARGEST_BODY + " bytes");
      }
      return Json.parse(bytes);
    }
  }

  private static ObjectNode error(RefusedException e) {
    return Json.object().put("__type", e.kind().type()).put("Message", e.getMessage());
  }

  private static void answer(Response response, int status, ObjectNode body, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
    response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
    response.write(true, ByteBuffer.wrap(Json.bytes(body)), callback);
  }
}
