package dev.mediajobs.api.uploads;

import dev.mediajobs.jobs.Incoming;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far an upload is, and what is left to do. The addresses in it are secrets. */
public sealed interface UploadState {

  /** The upload. */
  Incoming upload();

  /**
   * The object is whole; it can be submitted.
   *
   * @param upload what is uploaded
   */
  record Complete(Incoming upload) implements UploadState {}

  /**
   * The object is to be put in one request.
   *
   * @param upload what is uploaded
   * @param address where to
   * @param headers what must be sent along exactly, by name in lower case
   * @param validity how long the address is good for
   */
  record Single(Incoming upload, URI address, Map<String, String> headers, Duration validity)
      implements UploadState {

    /** Keeps a copy. */
    public Single {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * The object is to be put in parts.
   *
   * @param upload what is uploaded
   * @param partSize the size of each part but the last, in bytes
   * @param parts all of them, in order
   * @param validity how long the addresses are good for
   */
  record InParts(Incoming upload, long partSize, List<Part> parts, Duration validity)
      implements UploadState {

    /** Keeps a copy. */
    public InParts {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One part.
   *
   * @param number counts from 1
   * @param address where to put it, even once more
   * @param stored what lies there already
   */
  record Part(int number, URI address, Optional<StoredPart> stored) {}
}
