package dev.mediajobs.worker.media;

import java.time.Duration;
import java.util.Optional;

/**
 * The sound of a recording.
 *
 * @param index the stream's number in its container, from 0
 * @param codec ffmpeg's name of the coding, such as {@code aac}
 * @param channels at least 1, or 0 where the container does not say
 * @param placed whether the container says where in the room each channel is heard; those of which
 *     it doesn't may be tracks of their own
 * @param sampleRate in hertz, or 0 where the container does not say
 * @param startOffset how long after the start of the presentation the first sample is heard: what
 *     must be added to a time within the extracted sound to get the time that a player shows. Never
 *     negative. Presentations of ISO media (MP4, MOV; ISO 14496-12) and of Matroska begin at zero
 *     whatever their streams do, so there it is the stream's own start. Others, MPEG transport
 *     streams above all, run on a clock that began anywhere, and players count from the earliest
 *     stream; so does this.
 * @param duration as the container claims it
 */
public record AudioStream(
    int index,
    String codec,
    int channels,
    boolean placed,
    int sampleRate,
    Duration startOffset,
    Optional<Duration> duration) {}
