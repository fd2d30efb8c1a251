@NullMarked
package dev.mediajobs.subtitles;

import org.jspecify.annotations.NullMarked;
