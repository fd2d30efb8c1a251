/**
 * How a function comes to its settings and to its AWS clients: the only place that reads an
 * environment or builds a client. Nothing here knows what a job is.
 */
@NullMarked
package dev.mediajobs.aws;

import org.jspecify.annotations.NullMarked;
