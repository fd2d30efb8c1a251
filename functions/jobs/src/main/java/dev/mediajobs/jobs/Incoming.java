package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.Optional;

/** An object that somebody has leave to put into the media bucket, once and of exactly one size. */
public interface Incoming {

  /** The name by which its owner goes on with it. */
  String id();

  /** The object's key in the media bucket. */
  String key();

  /** The name that its owner gave. */
  String filename();

  /** The size in bytes that it was announced with, which the object must have exactly. */
  long sizeBytes();

  /** The media type that it was announced with; never trusted. */
  String contentType();

  /** How it is uploaded in parts; empty when it is one PUT. */
  Optional<Upload.Multipart> multipart();

  /** When leave ends; no address to upload to is good for longer. */
  Instant expiresAt();

  /** How many parts it has; 1 for a single PUT. */
  default int partCount() {
    return multipart()
        .map(parts -> Math.toIntExact(Math.ceilDiv(sizeBytes(), parts.partSize())))
        .orElse(1);
  }

  /** The size in bytes of part {@code number}, which counts from 1. */
  default long partBytes(int number) {
    long size = multipart().map(Upload.Multipart::partSize).orElse(sizeBytes());
    return Math.min(size, sizeBytes() - (number - 1) * size);
  }
}
