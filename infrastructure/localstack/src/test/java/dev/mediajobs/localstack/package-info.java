/**
 * The functions, as they are deployed, on an AWS endpoint that this project did not make:
 * LocalStack in a container, or whatever {@code AWS_ENDPOINT_URL} names. Nothing here depends on
 * what one endpoint alone can do: where one lacks a feature, the test that needs it says so and is
 * skipped.
 */
@NullMarked
package dev.mediajobs.localstack;

import org.jspecify.annotations.NullMarked;
