/**
 * Requests and answers as Amazon API Gateway hands them over, and the way from one to the other.
 * Nothing here knows what an upload or a job is.
 */
@NullMarked
package dev.mediajobs.api.http;

import org.jspecify.annotations.NullMarked;
