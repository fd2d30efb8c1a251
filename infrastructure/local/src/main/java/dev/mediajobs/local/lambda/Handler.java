package dev.mediajobs.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An instance of a function's handler class. Like on Lambda it is never called twice at once. */
interface Handler extends AutoCloseable {

  /** Handles one event, from JSON to JSON. */
  void handle(InputStream event, OutputStream answer, Context context) throws IOException;

  /** Closes the handler if it can be closed; a failure is logged. */
  @Override
  void close();
}
