/**
 * A script to be spoken: who says what in which voice, the rules it must keep, the pieces that an
 * engine takes it in, and the subtitles of what was spoken. No AWS client, no network, no file and
 * no clock belongs here.
 */
@NullMarked
package dev.mediajobs.speech;

import org.jspecify.annotations.NullMarked;
