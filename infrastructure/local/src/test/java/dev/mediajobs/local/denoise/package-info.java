/** What noise removal does to speech, measured. */
@NullMarked
package dev.mediajobs.local.denoise;

import org.jspecify.annotations.NullMarked;
