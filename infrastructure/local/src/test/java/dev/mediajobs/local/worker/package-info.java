/** The worker on real tables, buckets and queues, with the test as its event source. */
@NullMarked
package dev.mediajobs.local.worker;

import org.jspecify.annotations.NullMarked;
