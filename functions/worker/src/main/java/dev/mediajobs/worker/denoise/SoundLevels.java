package dev.mediajobs.worker.denoise;

/**
 * How loud a sound is: root mean squares over all channels, in decibels of full scale; negative
 * infinity for digital silence.
 *
 * @param whole of the whole sound
 * @param quietest of its quietest 50 ms, where nothing but noise is heard
 */
public record SoundLevels(double whole, double quietest) {}
