/**
 * S3Proxy inside this process over a folder, with the buckets of the template. Objects are its
 * whole business; nothing here knows what they contain.
 */
@NullMarked
package dev.mediajobs.local.s3;

import org.jspecify.annotations.NullMarked;
