/**
 * Holds what the API answers, and what it is asked, against the OpenAPI documents of {@code
 * functions/api/openapi}. It knows the documents and HTTP, and nothing of jobs.
 */
@NullMarked
package dev.mediajobs.local.openapi;

import org.jspecify.annotations.NullMarked;
