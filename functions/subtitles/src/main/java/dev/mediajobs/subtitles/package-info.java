/**
 * From a recogniser's transcript to cues a person can read, and from cues to SRT, WebVTT and JSON.
 * No AWS client, no network, no file and no clock belongs here: bytes come in, bytes go out, and
 * the same bytes always give the same result.
 */
@NullMarked
package dev.mediajobs.subtitles;

import org.jspecify.annotations.NullMarked;
