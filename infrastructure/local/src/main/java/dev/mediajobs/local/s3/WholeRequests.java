package dev.mediajobs.local.s3;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.io.Content;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/**
 * Reads a request to its end before its connection is let go. Many refusals are answered from the
 * head of a request alone, and the connection is closed after them; a client that still writes the
 * body then meets a broken connection where the answer should be. That is so also for clients that
 * ask first with {@code Expect: 100-continue}, for this server tells them all to go on.
 */
final class WholeRequests extends Handler.Wrapper {

  private WholeRequests(Handler served) {
    super(served);
  }

  /**
   * Has a server that was not started yet do so.
   *
   * @throws IllegalStateException when this version of the server is built otherwise
   */
  static void in(S3Proxy proxy) {
    Server server = serverOf(proxy);
    Handler served = server.getHandler();
    if (served == null) {
      throw new IllegalStateException("S3 has nothing that takes its requests");
    }
    server.setHandler(new WholeRequests(served));
  }

  /** It is private, and there is no other way to it. */
  private static Server serverOf(S3Proxy proxy) {
    try {
      var field = S3Proxy.class.getDeclaredField("server");
      field.setAccessible(true);
      return (Server) field.get(proxy);
    } catch (ReflectiveOperationException otherVersion) {
      throw new IllegalStateException("S3 can't be reached into", otherVersion);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback answered) throws Exception {
    // who breaks off has had an answer all the same
    Callback read = Callback.from(answered::succeeded, brokenOff -> answered.succeeded());
    return super.handle(
        request,
        response,
        Callback.from(() -> Content.Source.consumeAll(request, read), answered::failed));
  }
}
