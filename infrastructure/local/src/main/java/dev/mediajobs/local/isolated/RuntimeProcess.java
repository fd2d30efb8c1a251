package dev.mediajobs.local.isolated;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What a process of an execution environment runs: the runtime interface client, and a thread that
 * ends the process when the stack's own has ended, however that came.
 */
final class RuntimeProcess {

  private RuntimeProcess() {}

  /**
   * Serves invocations until the process is killed.
   *
   * @param arguments the handler, as in the template
   */
  @SuppressWarnings("SystemExitOutsideMain") // Error Prone takes the thread for another program
  public static void main(String[] arguments) {
    // Whatever ends the stack closes the other end of this pipe, SIGKILL too.
    InputStream stack = System.in;
    System.setIn(InputStream.nullInputStream());
    Thread.ofPlatform().daemon().name("stack-watch").start(() -> endAfter(stack));
    // The client may notice before that thread that the stack is gone, and end the process itself.
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(RuntimeProcess::endDescendants));
    try {
      AWSLambda.main(arguments);
    } catch (Throwable failure) {
      System.err.println("the runtime interface client ended with " + failure);
    }
    // Threads that the handler left would keep a process alive that can serve nobody any more.
    System.exit(1);
  }

  private static void endAfter(InputStream stack) {
    try {
      stack.transferTo(OutputStream.nullOutputStream());
    } catch (IOException broken) {
      System.err.println("lost sight of the stack: " + broken);
    }
    endDescendants();
    // Shutdown hooks might wait for servers that are gone.
    Runtime.getRuntime().halt(1);
  }

  private static void endDescendants() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
