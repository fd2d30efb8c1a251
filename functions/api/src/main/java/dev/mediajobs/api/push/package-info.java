/**
 * The routes by which browsers subscribe to be notified of jobs. How they are notified is not known
 * here.
 */
@NullMarked
package dev.mediajobs.api.push;

import org.jspecify.annotations.NullMarked;
