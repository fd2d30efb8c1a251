/**
 * Leave to put objects into the media bucket: how it is given, taken up again, finished and
 * withdrawn, and the routes for that. What is made of an upload is no business of this package.
 */
@NullMarked
package dev.mediajobs.api.uploads;

import org.jspecify.annotations.NullMarked;
