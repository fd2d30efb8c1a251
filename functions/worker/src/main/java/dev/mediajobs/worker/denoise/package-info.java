/**
 * Takes steady background noise out of the sound of recordings: finds a place where nothing but the
 * noise is heard, and has ffmpeg subtract what is heard there. Knows nothing of jobs or queues, and
 * never holds a recording in memory or on disk.
 */
@NullMarked
package dev.mediajobs.worker.denoise;

import org.jspecify.annotations.NullMarked;
