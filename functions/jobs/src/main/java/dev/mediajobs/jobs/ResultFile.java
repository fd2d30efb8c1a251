package dev.mediajobs.jobs;

/**
 * One of the files of a result.
 *
 * @param name the last part of its key, such as {@code subtitles.srt}
 * @param contentType its media type
 * @param bytes its size
 */
public record ResultFile(String name, String contentType, long bytes) {}
