/**
 * Reads recordings that strangers handed in, with the bundled ffmpeg in a process of its own: what
 * is in a file, and its sound as FLAC. Knows nothing of jobs, queues or transcripts, and never
 * holds a recording in memory or on disk.
 */
@NullMarked
package dev.mediajobs.worker.media;

import org.jspecify.annotations.NullMarked;
