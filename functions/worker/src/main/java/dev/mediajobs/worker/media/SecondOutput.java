package dev.mediajobs.worker.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Something that ffmpeg makes besides what it writes to {@code pipe:1}; a program has but one
 * standard output. It comes through a socket in a folder that only this user can open, and is
 * handed on as it comes, so that none of it is kept.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg-protocols.html#unix">ffmpeg, unix</a>
 */
public final class SecondOutput implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  /** What an ended ffmpeg has left to be read is next to nothing. */
  private static final Duration ENDING = Duration.ofSeconds(30);

  private final Path folder;
  private final Path socket;
  private final ServerSocketChannel server;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private SecondOutput(Path folder, Path socket, ServerSocketChannel server) {
    this.folder = folder;
    this.socket = socket;
    this.server = server;
  }

  /**
   * Begins to wait for one ffmpeg.
   *
   * @param sink gets what ffmpeg writes, on another thread; neither flushed nor closed
   */
  public static SecondOutput into(OutputStream sink) throws IOException {
    Path folder = Files.createTempDirectory("mediajobs-output-");
    Path socket = folder.resolve("socket");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    SecondOutput output = new SecondOutput(folder, socket, server);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      output.close();
      throw e;
    }
    Thread.ofPlatform().daemon().name("ffmpeg-second-output").start(() -> output.handOn(sink));
    return output;
  }

  private void handOn(OutputStream sink) {
    try (SocketChannel connection = server.accept();
        InputStream written = Channels.newInputStream(connection)) {
      byte[] piece = new byte[PIECE];
      int length = written.read(piece);
      while (length >= 0) {
        sink.write(piece, 0, length);
        length = written.read(piece);
      }
      end.complete(null);
    } catch (ClosedChannelException e) {
      end.completeExceptionally(new IOException("ffmpeg wrote no second output", e));
    } catch (IOException | RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  /** The file that ffmpeg is to write to. */
  public String address() {
    return "unix:" + socket;
  }

  /**
   * Waits until the sink has everything. Call this after an ffmpeg that succeeded, and no other.
   *
   * @throws IOException when not all could be handed on
   */
  public void awaitEnd() throws IOException, InterruptedException {
    try {
      end.get(ENDING.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("The second output of ffmpeg is not whole", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("The second output of ffmpeg does not end", e);
    }
  }

  /** Waits no longer for an ffmpeg; one that has begun to write is heard to its end. */
  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
    Files.deleteIfExists(folder);
  }
}
