/**
 * Speaks scripts: cuts the turns into pieces, has an engine say them, several at once, and joins
 * what it said to one recording of even loudness. Knows nothing of jobs, queues or buckets; a new
 * engine is a new {@link SpeechProvider}.
 */
@NullMarked
package dev.mediajobs.worker.speech;

import org.jspecify.annotations.NullMarked;
