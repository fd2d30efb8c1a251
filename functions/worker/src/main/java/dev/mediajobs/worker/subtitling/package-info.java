/**
 * The pipeline that makes subtitles of a recording: its steps in order, and how each talks to
 * ffmpeg and to Amazon Transcribe. How text becomes cues belongs to the subtitles library.
 */
@NullMarked
package dev.mediajobs.worker.subtitling;

import org.jspecify.annotations.NullMarked;
