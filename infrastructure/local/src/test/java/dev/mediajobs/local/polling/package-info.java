/** The contract of {@code /api/generate-subtitles} whole, with workers that work. */
@NullMarked
package dev.mediajobs.local.polling;

import org.jspecify.annotations.NullMarked;
