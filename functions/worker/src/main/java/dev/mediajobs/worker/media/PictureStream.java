package dev.mediajobs.worker.media;

/**
 * The moving picture of a recording.
 *
 * @param index the stream's number in its container, from 0
 * @param codec ffmpeg's name of the coding, such as {@code h264}
 */
public record PictureStream(int index, String codec) {}
