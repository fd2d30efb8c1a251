package dev.mediajobs.local.isolated;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** Can't be made. */
public final class UnmakeableHandler implements RequestStreamHandler {

  public UnmakeableHandler() {
    throw new IllegalStateException("no such table");
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {}
}
