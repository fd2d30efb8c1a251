/**
 * The contract of {@code /api/generate-subtitles}, whose clients ask every five seconds how their
 * job is: its form, its model of a job and its errors. What a job is and how it is done is no
 * business of this package.
 */
@NullMarked
package dev.mediajobs.api.polling;

import org.jspecify.annotations.NullMarked;
