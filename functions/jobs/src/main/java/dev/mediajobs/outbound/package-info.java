/**
 * Requests to addresses that strangers name. They reach nothing but what everybody on the Internet
 * can reach anyway. Knows nothing of jobs.
 */
@NullMarked
package dev.mediajobs.outbound;

import org.jspecify.annotations.NullMarked;
